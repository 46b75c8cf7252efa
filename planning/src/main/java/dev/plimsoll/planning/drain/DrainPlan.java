package dev.plimsoll.planning.drain;

import dev.plimsoll.model.machine.Drain;
import java.util.Optional;

/// @param drain how it stands; to be written down before the step is taken
/// @param step  what to do now
public record DrainPlan(Drain drain, Optional<DrainStep> step) {}
