package dev.plimsoll.controllers.ingress;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Whether instances may be stopped.
///
/// @param waits     for people, one each: what is still under way at which instance; none when all may be stopped
/// @param lookAgain when to ask again
public record Drain(List<String> waits, Duration lookAgain) {
    /// Nobody has to be waited for.
    public static final Drain DONE = new Drain(List.of(), Duration.ZERO);

    public Drain {
        waits = List.copyOf(waits);
    }

    /// Both have to be waited for.
    public Drain and(Drain other) {
        if (done() || other.done()) {
            return done() ? other : this;
        }
        return new Drain(Stream.concat(waits.stream(), other.waits.stream()).toList(), lookAgain.compareTo(other.lookAgain) < 0 ? lookAgain : other.lookAgain);
    }

    public boolean done() {
        return waits.isEmpty();
    }

    public String sentence() {
        return String.join("; ", waits);
    }
}
