package dev.plimsoll.planning.certificate;

import java.time.Duration;
import java.util.List;

/// How long an order waits after one that failed. Authorities count failed proofs by the hour (Let's Encrypt: five a name and account), so after the second failure the pauses are hours.
public final class FailurePause {
    private static final List<Duration> PAUSES = List.of(Duration.ofMinutes(5), Duration.ofHours(1), Duration.ofHours(4), Duration.ofHours(12), Duration.ofHours(24));

    private FailurePause() {}

    /// @param failures in a row, from 1
    public static Duration after(int failures) {
        return PAUSES.get(Math.clamp(failures, 1, PAUSES.size()) - 1);
    }
}
