package dev.plimsoll.ports.simulated;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/// What will happen by itself, in order of time and then of planning. Guarded by the world's lock.
final class Timeline {
    private final PriorityQueue<Happening> ahead = new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::number));
    private long planned;

    private record Happening(Instant at, long number, Runnable what) {}

    void plan(Instant at, Runnable what) {
        ahead.add(new Happening(at, planned++, what));
    }

    Optional<Instant> next() {
        return Optional.ofNullable(ahead.peek()).map(Happening::at);
    }

    /// Lets the next thing happen, if it is due.
    boolean happen(Instant now) {
        var first = ahead.peek();
        if (first == null || first.at().isAfter(now)) {
            return false;
        }
        ahead.remove().what().run();
        return true;
    }
}
