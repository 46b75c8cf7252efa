package dev.plimsoll.api.console;

import java.time.Instant;

/// A line an instance wrote.
///
/// @param at        when the engine got it
/// @param component short name
/// @param instance  engine's name
/// @param error     whether it came from standard error
public record LogLine(Instant at, String component, int slot, String instance, boolean error, String text) {}
