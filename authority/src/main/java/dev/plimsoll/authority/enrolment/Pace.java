package dev.plimsoll.authority.enrolment;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps one machine from asking too often: each answer is a commit. Only machines with a credential get this far, so there are as many entries as
/// machines.
final class Pace {
    private static final int AT_MOST = 60;
    private static final Duration WINDOW = Duration.ofMinutes(1);

    private final Clock clock;
    private final ConcurrentHashMap<String, Window> windows = new ConcurrentHashMap<>();

    Pace(Clock clock) {
        this.clock = clock;
    }

    private record Window(Instant since, int calls) {}

    void require(String id) {
        var now = clock.instant();
        var window = windows.merge(id, new Window(now, 1), (old, fresh) -> old.since.plus(WINDOW).isAfter(now) ? new Window(old.since, old.calls + 1) : fresh);
        if (window.calls > AT_MOST) {
            throw new Refused(Refused.Why.TOO_OFTEN, "more than " + AT_MOST + " calls within a minute; wait a minute");
        }
    }

    void forget(String id) {
        windows.remove(id);
    }
}
