package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// How long to wait before a failed instance is replaced: not at all the first time, then 1 s, 2 s, 4 s … up to 5 minutes.
///
/// @param failures in a row, of instances that had not been stable in between
/// @param last     when the last one was seen
public record BackOff(int failures, Instant last) {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    static BackOff after(Optional<ComponentStatus.Failure> failure) {
        return failure.map(f -> new BackOff(f.inARow(), f.at())).orElse(new BackOff(0, Instant.EPOCH));
    }

    /// @param fresh the failed instance had not been stable
    public BackOff failedAgain(Instant now, boolean fresh) {
        // Many instances failing together are one wave, not many failures in a row.
        boolean sameWave = failures > 0 && last.plus(FIRST).isAfter(now);
        return new BackOff(!fresh ? 1 : sameWave ? failures : failures + 1, now);
    }

    /// When the next try is due; none: at once.
    public Optional<Instant> until() {
        if (failures < 2) {
            return Optional.empty();
        }
        var pause = FIRST.multipliedBy(1L << Math.min(failures - 2, 20));
        return Optional.of(last.plus(pause.compareTo(LONGEST) < 0 ? pause : LONGEST));
    }

    public boolean over(Instant now) {
        return until().filter(until -> until.isAfter(now)).isEmpty();
    }
}
