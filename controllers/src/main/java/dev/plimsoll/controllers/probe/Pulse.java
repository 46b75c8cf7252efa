package dev.plimsoll.controllers.probe;

import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance.Health;
import java.time.Duration;
import java.time.Instant;

/// What the tries of one instance, between two starts of its process, have come to.
///
/// @param health  STARTING, HEALTHY or UNHEALTHY
/// @param inARow  tries in a row that ended as the last one did
/// @param passing whether the last one passed
/// @param begun   when it began to be tried
/// @param trouble of the last try that failed; empty when the last one passed
record Pulse(Health health, int inARow, boolean passing, Instant begun, String trouble) {
    /// One that has to show that it is well.
    static Pulse starting(Instant now) {
        return new Pulse(Health.STARTING, 0, true, now, "");
    }

    /// One that was well when it was last heard of, by another control plane or before it had a probe: it is, until it shows otherwise.
    static Pulse resuming(Instant now) {
        return new Pulse(Health.HEALTHY, 0, true, now, "");
    }

    Pulse passed(Probe probe) {
        int passes = passing ? inARow + 1 : 1;
        return new Pulse(passes >= probe.healthyThreshold() ? Health.HEALTHY : health, Math.min(passes, probe.healthyThreshold()), true, begun, "");
    }

    /// @param patience how long one that has not been healthy yet may take
    Pulse failed(Probe probe, String sentence, Instant now, Duration patience) {
        int failures = passing ? 1 : inARow + 1;
        var next = switch (health) {
            case STARTING -> now.isBefore(begun.plus(patience)) ? Health.STARTING : Health.UNHEALTHY;
            case HEALTHY -> failures >= probe.unhealthyThreshold() ? Health.UNHEALTHY : Health.HEALTHY;
            case UNHEALTHY, NONE -> Health.UNHEALTHY;
        };
        return new Pulse(next, Math.min(failures, probe.unhealthyThreshold()), false, begun, sentence);
    }

    /// Both the engine's check and the probe have to be content.
    Health with(Health engines) {
        if (engines == Health.UNHEALTHY || health == Health.UNHEALTHY) {
            return Health.UNHEALTHY;
        }
        return engines == Health.STARTING ? Health.STARTING : health;
    }
}
