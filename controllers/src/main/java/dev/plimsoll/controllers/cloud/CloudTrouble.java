package dev.plimsoll.controllers.cloud;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.ports.cloud.CloudFailure;
import java.time.Duration;

/// What a failed call to a cloud leads to.
public final class CloudTrouble {
    private static final Duration NOT_READY = Duration.ofSeconds(5);
    private static final Duration FULL = Duration.ofMinutes(1);
    private static final Duration OVERLAPS = Duration.ofSeconds(30);
    private static final Duration REFUSED = Duration.ofMinutes(5);
    private static final Duration SHORTEST = Duration.ofMillis(100);

    private CloudTrouble() {}

    public static Outcome outcome(CloudFailure failure, String sentence) {
        return switch (failure) {
            case CloudFailure.Throttled throttled -> Outcome.lookAgain(throttled.retryAfter().filter(d -> d.compareTo(SHORTEST) > 0).orElse(SHORTEST), sentence);
            case CloudFailure.NotReady _ -> Outcome.lookAgain(NOT_READY, sentence);
            // Whoever had the address is often on its way out.
            case CloudFailure.NoCapacity taken when taken.code().equals("AddressTaken") -> Outcome.lookAgain(NOT_READY, sentence);
            case CloudFailure.NoCapacity _ -> Outcome.lookAgain(FULL, sentence);
            // Who has the addresses now may be on its way out; a network of ours that goes makes the other one dirty at once.
            case CloudFailure.Rejected overlaps when overlaps.code().equals(CloudFailure.NETWORK_OVERLAPS) -> Outcome.lookAgain(OVERLAPS, sentence);
            // A policy, a quota of somebody else's, a typing error: people change such things outside, where we do not see it.
            case CloudFailure.Rejected _, CloudFailure.Absent _ -> Outcome.lookAgain(REFUSED, sentence);
            case CloudFailure.Denied _, CloudFailure.Unreachable _, CloudFailure.Broken _ -> Outcome.retry(sentence);
        };
    }
}
