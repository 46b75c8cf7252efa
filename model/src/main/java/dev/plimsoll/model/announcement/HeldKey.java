package dev.plimsoll.model.announcement;

/// A key as it was seen.
///
/// @param tenure   what it hangs on, and vanishes with; 0 for nothing
/// @param revision of its last change
public record HeldKey(String key, String value, long tenure, long revision) {}
