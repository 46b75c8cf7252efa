package dev.plimsoll.store;

/// The right to act under a lease, at one epoch.
///
/// @param lease  its name
/// @param holder who
/// @param epoch  counts take-overs from 1
public record Fence(String lease, String holder, long epoch) {}
