package dev.plimsoll.api.insight;

import dev.plimsoll.api.plane.RunHistory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// A run as clients see it.
///
/// @param durationMs milliseconds; so far, while it runs
/// @param outcome    absent while it runs
record RunText(String id, String controller, String key, String trigger, Instant startedAt, long durationMs, List<String> steps, String progress,
               Optional<OutcomeText> outcome) {

    static RunText of(RunHistory.PastRun run) {
        return new RunText(run.id(), run.controller(), run.key().toString(), run.trigger(), run.startedAt(), run.duration().toMillis(), run.steps(), run.progress(),
            run.ending().map(e -> new OutcomeText(e.type(), e.reason(), e.after().map(java.time.Duration::toMillis), e.key().map(Object::toString))));
    }

    /// @param reason  sentence; empty when level
    /// @param afterMs when it is looked at again, milliseconds
    /// @param key     what it waits for
    record OutcomeText(RunHistory.Type type, String reason, Optional<Long> afterMs, Optional<String> key) {}

    /// A list of runs.
    record Page(List<RunText> items) {}
}
