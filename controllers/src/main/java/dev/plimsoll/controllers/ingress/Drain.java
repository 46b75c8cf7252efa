package dev.plimsoll.controllers.ingress;

import java.time.Duration;
import java.util.List;

/// Whether instances may be stopped.
///
/// @param waits     for people, one each: what is still under way at which instance; none when all may be stopped
/// @param lookAgain when to ask again
public record Drain(List<String> waits, Duration lookAgain) {
    static final Drain DONE = new Drain(List.of(), Duration.ZERO);

    public Drain {
        waits = List.copyOf(waits);
    }

    public boolean done() {
        return waits.isEmpty();
    }

    public String sentence() {
        return String.join("; ", waits);
    }
}
