package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The one place that chooses who replaces instances: we, step by step ([ComponentPlanner]), or the engine, which is told of a service ([ServicePlanner]).
public final class Planning {
    private Planning() {}

    /// What to do for a group.
    public static ComponentPlan plan(GroupDefinition wanted, Sighting seen, ComponentStatus status, Instant now) {
        return seen.services().isPresent() ? ServicePlanner.plan(wanted, seen, status, now) : ComponentPlanner.plan(wanted, seen.instances(), status, now);
    }

    /// What to do for a group that is to become something which cannot be had yet; see [ComponentPlanner#heal]. An engine with services heals by itself.
    public static ComponentPlan heal(GroupDefinition former, Sighting seen, ComponentStatus status, Instant now) {
        return seen.services().isPresent() ? ServicePlanner.look(former, seen, status, now) : ComponentPlanner.heal(former, seen.instances(), status, now);
    }

    /// All steps a group would take until it is level, if nothing went wrong.
    public static List<Step> rehearse(GroupDefinition wanted, Sighting seen, ComponentStatus status, Instant now) {
        return seen.services().isPresent() ? ServicePlanner.plan(wanted, seen, status, now).steps() : Rehearsal.of(wanted, seen.instances(), status, now);
    }

    /// Steps for a component that is to go.
    public static List<Step> removal(Sighting seen, Duration grace) {
        if (seen.services().isEmpty()) {
            return ComponentPlanner.removal(seen.instances(), grace);
        }
        var steps = new ArrayList<Step>();
        seen.services().orElseThrow().forEach(s -> steps.add(new Step.RemoveService(s, "its component is deleted")));
        return steps;
    }
}
