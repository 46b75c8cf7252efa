package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What one run was: kept, bounded, per key. `why` and the UI show it.
///
/// @param id         run id, on each log line of the run
/// @param controller name of the controller
/// @param key        of which resource
/// @param trigger    why it was looked at: changed, asked, nudge, woken, retry, timer, started, sweep; see [Trigger]
/// @param startedAt  when
/// @param duration   how long; so far, while it runs
/// @param steps      sentences, in order
/// @param progress   of the step under way; empty when the run has ended
/// @param outcome    none while it runs
public record RunRecord(String id, String controller, Key key, String trigger, Instant startedAt, Duration duration, List<String> steps,
                        String progress, Optional<Outcome> outcome) {
    public RunRecord {
        steps = List.copyOf(steps);
    }
}
