package dev.plimsoll.ports.simulated;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// How a simulated world is.
///
/// @param seed     decides everything that is left to chance
/// @param clock    its time
/// @param latency  of each call
/// @param pullTime to fetch or build one image
/// @param downtime of an engine that restarts
/// @param traced   lines of [Trace] kept; 0 keeps none and costs nothing
/// @param services whether its engine makes instances by services, as a Swarm does, or one by one
public record SimulatedSettings(long seed, SimulatedClock clock, Duration latency, Duration pullTime, Duration downtime, int traced, boolean services) {
    /// For tests: time stands until it is moved, calls take none.
    public static SimulatedSettings stepped(long seed) {
        return new SimulatedSettings(seed, SimulatedClock.stepped(Instant.parse("2026-01-01T00:00:00Z")), Duration.ZERO, Duration.ZERO,
            Duration.ofSeconds(3), 2_000, false);
    }

    /// For people: time is real, and calls take about as long as Docker's.
    public static SimulatedSettings live(long seed, InstantSource clock) {
        return new SimulatedSettings(seed, SimulatedClock.following(clock), Duration.ofMillis(3), Duration.ofSeconds(2), Duration.ofSeconds(3), 2_000, false);
    }

    /// The same without waiting for anything.
    public SimulatedSettings withoutLatency() {
        return new SimulatedSettings(seed, clock, Duration.ZERO, Duration.ZERO, downtime, 0, services);
    }

    /// The same with other chances.
    public SimulatedSettings withSeed(long other) {
        return new SimulatedSettings(other, clock, latency, pullTime, downtime, traced, services);
    }

    /// The same with an engine that makes instances by services.
    public SimulatedSettings withServices() {
        return new SimulatedSettings(seed, clock, latency, pullTime, downtime, traced, true);
    }
}
