package dev.plimsoll.model.registration;

/// An entry of a register as listed; empty where a field is missing.
///
/// @param id    by which calls name it
/// @param key   by which it is compared
/// @param state in the register's own words
/// @param load  what is under way there, in the register's own words
/// @param mark  whose it says to be
public record RegisterEntry(String id, String key, String state, String load, String mark) {}
