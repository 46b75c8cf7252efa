package dev.plimsoll.planning.drain;

import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import java.util.List;
import java.util.Optional;

/// @param drain how it stands; to be written down before the step is taken
/// @param step  what to do now
public record DrainPlan(Drain drain, Optional<DrainStep> step) {
    /// Whether the step stops what runs there still.
    public boolean stops() {
        return step.filter(s -> s instanceof DrainStep.Change(var _, var spec, var _) && spec.availability() == Availability.DRAINED).isPresent() && drain.state() == Drain.State.EMPTYING;
    }

    /// The same before its step, which has to wait.
    ///
    /// @param what may end first, for people
    public DrainPlan waiting(String what) {
        return new DrainPlan(new Drain(Drain.State.MOVING, drain.since(), drain.overdue(), drain.held(), "what is under way may end first: " + what, List.of()), Optional.empty());
    }
}
