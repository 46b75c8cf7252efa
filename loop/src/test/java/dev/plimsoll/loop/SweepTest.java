package dev.plimsoll.loop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Every key once a period, never a crowd, hardly ever awake.
class SweepTest {
    private static final Duration PERIOD = Duration.ofMinutes(10);
    private final HandClock clock = new HandClock();

    private static List<Key> keys(int number) {
        return IntStream.range(0, number).mapToObj(i -> PaperMirror.key("k" + i)).toList();
    }

    @Test
    void everyKeyComesOncePerRound() {
        var sweep = new Sweep(PERIOD, () -> keys(1_000), new Random(1));
        Map<Key, Integer> times = new HashMap<>();
        var end = clock.instant().plus(PERIOD.multipliedBy(3)).plusSeconds(10);
        for (sweep.due(clock.instant()); sweep.nextDue().orElseThrow().isBefore(end); sweep.due(clock.instant()).forEach(k -> times.merge(k, 1, Integer::sum))) {
            clock.moveTo(sweep.nextDue().orElseThrow());
        }
        assertThat(times).hasSize(1_000);
        assertThat(times.values().stream().distinct()).isSubsetOf(3, 4);
    }

    @Test
    void tenThousandKeysAreSpreadAndWakeTheLoopOnceASecondAtMost() {
        var sweep = new Sweep(PERIOD, () -> keys(10_000), new Random(2));
        var crowds = new ArrayList<Integer>();
        int awake = 0;
        var end = clock.instant().plus(PERIOD);
        for (sweep.due(clock.instant()); sweep.nextDue().orElseThrow().isBefore(end); awake++) {
            clock.moveTo(sweep.nextDue().orElseThrow());
            crowds.add(sweep.due(clock.instant()).size());
        }
        assertThat(awake).isLessThanOrEqualTo(601);
        assertThat(crowds).allMatch(c -> c < 60);
        assertThat(crowds.stream().mapToInt(Integer::intValue).sum()).isGreaterThan(9_900);
    }

    @Test
    void fewKeysSleepLong() {
        var sweep = new Sweep(PERIOD, () -> keys(2), new Random(3));
        sweep.due(clock.instant());
        int awake = 0;
        for (var end = clock.instant().plus(PERIOD); sweep.nextDue().orElseThrow().isBefore(end); awake++) {
            clock.moveTo(sweep.nextDue().orElseThrow());
            sweep.due(clock.instant());
        }
        assertThat(awake).isEqualTo(2);
    }

    @Test
    void nothingToSweepIsFineAndNewKeysJoinTheNextRound() {
        var all = new ArrayList<Key>();
        var sweep = new Sweep(PERIOD, () -> List.copyOf(all), new Random(4));
        sweep.due(clock.instant());
        all.add(PaperMirror.key("new"));
        clock.advance(PERIOD);
        assertThat(sweep.due(clock.instant())).isEmpty();
        clock.advance(PERIOD);
        assertThat(sweep.due(clock.instant())).containsExactly(PaperMirror.key("new"));
    }

    @Test
    void aLeapOfTheClockIsNotMadeUpFor() {
        var sweep = new Sweep(PERIOD, () -> keys(10), new Random(5));
        sweep.due(clock.instant());
        clock.advance(Duration.ofDays(3));
        assertThat(sweep.due(clock.instant())).hasSize(10);
        assertThat(sweep.nextDue().orElseThrow()).isAfter(clock.instant());
    }
}
