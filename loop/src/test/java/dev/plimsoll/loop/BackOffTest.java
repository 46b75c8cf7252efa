package dev.plimsoll.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Pauses double, have a cap, and are never the same for all.
class BackOffTest {
    @Test
    void eachPauseIsBetweenHalfAndAllOfADoublingTimeUpToTheCap() {
        var random = new Random(1);
        for (int failures = 1; failures <= 100; failures++) {
            long whole = failures > 9 ? 60_000 : Math.min(60_000, 200L << (failures - 1));
            assertThat(BackOff.USUAL.pause(failures, random)).as("after %s", failures).isBetween(Duration.ofMillis(whole / 2), Duration.ofMillis(whole));
        }
    }

    @Test
    void keysThatFailTogetherDoNotComeBackTogether() {
        var random = new Random(2);
        var pauses = new HashSet<Duration>();
        for (int i = 0; i < 100; i++) {
            pauses.add(BackOff.USUAL.pause(8, random));
        }
        assertThat(pauses).hasSize(100);
    }

    @Test
    void manyFailuresDoNotOverflow() {
        assertThat(new BackOff(Duration.ofDays(100), Duration.ofDays(100_000)).pause(Integer.MAX_VALUE, new Random(3))).isPositive();
    }

    @Test
    void aBackOffThatShrinksIsRefused() {
        assertThatThrownBy(() -> new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BackOff(Duration.ZERO, Duration.ofSeconds(1))).isInstanceOf(IllegalArgumentException.class);
    }
}
