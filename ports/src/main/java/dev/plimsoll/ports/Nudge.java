package dev.plimsoll.ports;

import dev.plimsoll.model.outside.Stamp;
import java.util.Optional;

/// A hint that something changed on an engine. Only says where to look; what is so is found by looking.
///
/// @param stamp whose object it was; none: look at everything
public record Nudge(Optional<Stamp> stamp) {
    public static final Nudge EVERYTHING = new Nudge(Optional.empty());
}
