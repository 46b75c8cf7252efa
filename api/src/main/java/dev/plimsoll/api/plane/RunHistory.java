package dev.plimsoll.api.plane;

import dev.plimsoll.model.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What the loop did and is doing.
public interface RunHistory {
    /// The newest runs, newest first; a run under way is the first of its key.
    ///
    /// @param key   of this resource; none: of all
    /// @param limit at most so many
    List<PastRun> newest(Optional<Key> key, int limit);

    /// Calls `listener` for each run that did something (took a step or came to another outcome than the one before), when it begins a step, tells
    /// progress and when it ends. From one thread at a time; a listener must not block.
    AutoCloseable subscribe(Consumer<PastRun> listener);

    /// One run.
    ///
    /// @param id         on each log line of the run
    /// @param controller who ran
    /// @param key        of which resource
    /// @param trigger    why it was looked at
    /// @param startedAt  when
    /// @param duration   how long; so far, while it runs
    /// @param steps      sentences, in order
    /// @param progress   of the step under way; empty when there is none
    /// @param ending     none while it runs
    record PastRun(String id, String controller, Key key, String trigger, Instant startedAt, Duration duration, List<String> steps,
                   String progress, Optional<Ending> ending) {
        public PastRun {
            steps = List.copyOf(steps);
        }
    }

    /// What a run came to.
    ///
    /// @param type   see there
    /// @param reason sentence; empty for LEVEL
    /// @param after  for LOOK_AGAIN: when
    /// @param key    for WAITING_FOR: which resource, when it is one
    record Ending(Type type, String reason, Optional<Duration> after, Optional<Key> key) {}

    /// The loop's outcomes, one to one.
    enum Type { LEVEL, LOOK_AGAIN, WAITING_FOR, FAILED_RETRY, FAILED_FOR_GOOD }
}
