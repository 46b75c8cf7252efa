package dev.plimsoll.controllers.cloud;

import dev.plimsoll.model.Key;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Calls that an account may make: so many a second, a second's worth at once, and none while the cloud wants to be left alone. Nobody waits here: who comes too early is told when
/// to come back, and has that moment for itself.
final class Budget {
    /// Moments nobody came for are forgotten.
    private static final Duration KEPT = Duration.ofMinutes(2);
    private static final int MANY = 20_000;

    private final Duration interval;
    private final InstantSource clock;
    private final Map<Key, Instant> reserved = new HashMap<>();
    private Instant next = Instant.EPOCH;
    private Instant closedUntil = Instant.EPOCH;
    private String closedBecause = "";

    Budget(int perSecond, InstantSource clock) {
        this.interval = Duration.ofSeconds(1).dividedBy(perSecond);
        this.clock = clock;
    }

    /// From one call to the next.
    Duration interval() {
        return interval;
    }

    /// @throws CloudFailure.Throttled with the time to come back after
    synchronized void admit(Key who) {
        var now = clock.instant();
        requireOpen(now);
        var moment = reserved.get(who);
        if (moment == null) {
            moment = take(now);
        }
        if (moment.isAfter(now)) {
            if (reserved.size() >= MANY) {
                reserved.values().removeIf(m -> m.plus(KEPT).isBefore(now));
            }
            reserved.put(who, moment);
            throw new CloudFailure.Throttled("this region's budget of calls is spent; " + who.shortForm() + " is next in " + Duration.between(now, moment).toMillis() + " ms",
                Optional.of(Duration.between(now, moment)));
        }
        reserved.remove(who);
    }

    /// For what everybody waits for: counted, and never put off.
    synchronized void admitFirst() {
        var now = clock.instant();
        requireOpen(now);
        take(now);
    }

    /// Nothing more before that.
    synchronized void rest(Duration pause, String because) {
        var until = clock.instant().plus(pause);
        if (until.isAfter(closedUntil)) {
            closedUntil = until;
            closedBecause = because;
        }
    }

    private Instant take(Instant now) {
        var earliest = now.minusSeconds(1);
        next = (next.isBefore(earliest) ? earliest : next).plus(interval);
        return next;
    }

    private void requireOpen(Instant now) {
        if (closedUntil.isAfter(now)) {
            throw new CloudFailure.Throttled("this region is left alone for " + Duration.between(now, closedUntil).toSeconds() + " s: " + closedBecause,
                Optional.of(Duration.between(now, closedUntil)));
        }
    }
}
