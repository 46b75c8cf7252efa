package dev.plimsoll.loop;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing pauses between tries: `first`, twice that, and so on up to `longest`. Half of each pause is drawn at random ("equal
/// jitter"), so that keys that failed together do not come back together.
///
/// @param first   pause after the first failure
/// @param longest no pause is longer
public record BackOff(Duration first, Duration longest) {
    /// What the loop uses for failures unless told otherwise.
    public static final BackOff USUAL = new BackOff(Duration.ofMillis(200), Duration.ofMinutes(1));

    public BackOff {
        if (!first.isPositive() || longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("a back-off from " + first + " to " + longest + " does not grow");
        }
    }

    /// The pause after so many failures in a row, from 1.
    public Duration pause(int failures, RandomGenerator random) {
        long most = longest.toNanos();
        long whole = first.toNanos();
        for (int i = 1; i < failures && whole < most; i++) {
            whole = whole > most / 2 ? most : whole * 2;
        }
        whole = Math.min(whole, most);
        return Duration.ofNanos(whole / 2 + (long) (random.nextDouble() * (whole - whole / 2)));
    }
}
