package dev.plimsoll.ports.simulated;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// The simulated world's time: stands until it is moved (stepped), or follows real time.
public final class SimulatedClock implements InstantSource {
    private final InstantSource real;
    private volatile Instant stepped;

    private SimulatedClock(InstantSource real, Instant stepped) {
        this.real = real;
        this.stepped = stepped;
    }

    /// Stands at this time until it is moved.
    public static SimulatedClock stepped(Instant start) {
        return new SimulatedClock(InstantSource.fixed(start), start);
    }

    /// Goes as the other one goes, and cannot be moved.
    public static SimulatedClock following(InstantSource real) {
        return new SimulatedClock(real, Instant.MIN);
    }

    public boolean isStepped() {
        return stepped != Instant.MIN;
    }

    @Override
    public Instant instant() {
        return isStepped() ? stepped : real.instant();
    }

    /// Moves a stepped clock forward. Time never goes back: an earlier time changes nothing.
    void moveTo(Instant then) {
        if (!isStepped()) {
            throw new IllegalStateException("this clock follows real time");
        }
        stepped = then.isAfter(stepped) ? then : stepped;
    }

    /// That much later than now.
    Instant in(Duration time) {
        return instant().plus(time);
    }
}
