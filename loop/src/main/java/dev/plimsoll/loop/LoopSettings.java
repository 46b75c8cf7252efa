package dev.plimsoll.loop;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// What the loop is given from outside.
///
/// @param clock     the time; a simulation gives its own
/// @param random    for jitter and, when stepped, for who is next: a seeded one makes stepping repeatable. Need not be safe for many threads
/// @param backOff   pauses between tries of a failing key
/// @param safety    how long a key waits for something before it is looked at anyway
/// @param patience  how long a stop waits for runs to end by themselves before it interrupts them
/// @param perKey    run records kept per key at most
/// @param records   run records kept at most
public record LoopSettings(InstantSource clock, RandomGenerator random, BackOff backOff, Duration safety, Duration patience, int perKey, int records) {
    public LoopSettings {
        var shared = random;
        // Controllers draw from many threads, and few generators are safe for that.
        random = () -> {
            synchronized (shared) {
                return shared.nextLong();
            }
        };
        if (perKey < 1 || records < perKey) {
            throw new IllegalArgumentException("cannot keep " + perKey + " run records per key and " + records + " in all");
        }
    }

    /// What a server uses.
    public static LoopSettings usual(InstantSource clock, RandomGenerator random) {
        return new LoopSettings(clock, random, BackOff.USUAL, Duration.ofMinutes(1), Duration.ofSeconds(10), 20, 20_000);
    }
}
