package dev.plimsoll.model;

import java.time.Duration;
import java.util.Optional;

/// How the instances of a component are replaced when its spec changes.
///
/// @param order       start-first needs room for one more; none: start-first. Whoever publishes a host port (but 0) is replaced stop-first whatever is said
///                    here, because the port can have one holder only
/// @param batch       instances replaced at the same time; 0 is all
/// @param delay       pause between batches
/// @param stability   how long a new instance must stay healthy before it counts
/// @param deadline    how long a new instance may take to become healthy
/// @param maxFailures new instances that may fail before the update has failed
/// @param onFailure   what a failed update leads to
public record UpdatePolicy(
    @Doc("start_first (default) or stop_first; always stop_first where a host port is published.") Optional<Order> order,
    @Doc(value = "Instances replaced at the same time; 1; 0 is all.", otherwise = "1") int batch,
    @Doc("Pause between batches; 0s.") Duration delay,
    @Doc("How long a new instance must stay well before it counts; 2s.") Duration stability,
    @Doc("How long a new instance may take to become well; 5m.") Duration deadline,
    @Doc("New instances that may fail before the update has failed; 0.") int maxFailures,
    @Doc("rollback (default), pause or proceed.") OnFailure onFailure) {
    public static final UpdatePolicy USUAL = new UpdatePolicy(null, 1, null, null, null, 0, null);

    public UpdatePolicy {
        order = Values.optional(order);
        delay = Values.or(delay, Duration.ZERO);
        stability = Values.or(stability, Duration.ofSeconds(2));
        deadline = Values.or(deadline, Duration.ofMinutes(5));
        onFailure = Values.or(onFailure, OnFailure.ROLLBACK);
        if (batch < 0 || maxFailures < 0 || delay.isNegative() || stability.isNegative() || deadline.isNegative()) {
            throw new InvalidValue("numbers and durations of an update policy cannot be negative");
        }
    }

    /// START_FIRST: the new one is well before the old one is stopped. STOP_FIRST: the other way round.
    public enum Order { START_FIRST, STOP_FIRST }

    /// ROLLBACK: back to the last level release. PAUSE: stop where it is. PROCEED: go on with the next.
    public enum OnFailure { ROLLBACK, PAUSE, PROCEED }
}
