package dev.plimsoll.planning;

import dev.plimsoll.model.outside.SeenInstance;
import java.util.ArrayList;
import java.util.List;

/// Finds the failures that the status does not tell of yet. Each is noted once: its entry in the status then says `failed`, or counts the restart.
final class Failing {
    private Failing() {}

    static List<ComponentPlan.Failing> newOnes(Slots slots) {
        var failures = new ArrayList<ComponentPlan.Failing>();
        for (var r : slots.readings()) {
            boolean crashed = r.seen().restarts() > r.known().map(k -> k.restarts()).orElse(0) && !r.done();
            boolean failed = r.standing() == Reading.Standing.FAILED && !r.failureNoted();
            if (r.current() && !r.leaving() && (failed || crashed)) {
                failures.add(of(r));
            }
        }
        return failures;
    }

    static ComponentPlan.Failing of(Reading r) {
        return new ComponentPlan.Failing(r.seen(), reason(r.seen()), sentence(r), !r.wasStable());
    }

    private static String reason(SeenInstance seen) {
        return seen.outOfMemory() ? "OutOfMemory" : switch (seen.state()) {
            case EXITED, RESTARTING, PENDING -> "Exited";
            case CREATED -> "CannotStart";
            case PAUSED, REMOVING -> "Stopped";
            case RUNNING -> seen.restarts() > 0 && seen.health() != SeenInstance.Health.UNHEALTHY ? "Exited" : "Unhealthy";
        };
    }

    private static String sentence(Reading r) {
        return r.trouble().isEmpty() ? r.seen().name() + (r.seen().error().isEmpty() || r.seen().exitCode().isPresent() ? " crashed with exit code " + r.seen().exitCode().map(Object::toString).orElse("?")
            : " failed before: " + r.seen().error())
            : r.seen().name() + " " + r.trouble();
    }
}
