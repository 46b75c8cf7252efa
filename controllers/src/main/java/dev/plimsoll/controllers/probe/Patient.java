package dev.plimsoll.controllers.probe;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;

/// One instance that is tried again and again. Guarded by the prober's lock.
final class Patient {
    final Key component;
    final int restarts;
    SeenInstance seen;
    Probe probe;
    Duration patience;
    Pulse pulse;
    Instant due;
    /// Nobody wants to know of it any longer.
    boolean gone;

    Patient(Key component, Pulse pulse, Instant due, int restarts) {
        this.component = component;
        this.pulse = pulse;
        this.due = due;
        this.restarts = restarts;
    }

    /// What is so by now: it may have another address, and be tried otherwise.
    void update(SeenInstance now, ComponentSpec spec) {
        seen = now;
        probe = spec.probe().orElseThrow();
        patience = (restarts > 0 ? probe.reinitializingTimeout() : probe.initializingTimeout()).orElse(spec.update().deadline());
    }

    SeenInstance judged() {
        var health = pulse.with(seen.health());
        return seen.withHealth(health, health == SeenInstance.Health.HEALTHY ? "" : pulse.trouble());
    }
}
