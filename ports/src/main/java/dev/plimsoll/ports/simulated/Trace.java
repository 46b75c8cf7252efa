package dev.plimsoll.ports.simulated;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/// What happened lately in the simulated world, with its times: the first thing to read when a random run fails.
public final class Trace {
    private final InstantSource clock;
    private final int kept;
    private final Deque<Line> lines = new ArrayDeque<>();

    Trace(InstantSource clock, int kept) {
        this.clock = clock;
        this.kept = kept;
    }

    /// One thing that happened.
    public record Line(Instant at, String sentence) {
        @Override
        public String toString() {
            return at + " " + sentence;
        }
    }

    void add(Supplier<String> sentence) {
        if (kept > 0) {
            synchronized (lines) {
                lines.addLast(new Line(clock.instant(), sentence.get()));
                if (lines.size() > kept) {
                    lines.removeFirst();
                }
            }
        }
    }

    /// Oldest first.
    public List<Line> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }
}
