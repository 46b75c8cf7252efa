package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import java.time.Duration;
import java.util.Optional;

/// What a reconcile came to. One switch in the loop interprets it.
public sealed interface Outcome {
    Outcome LEVEL = new Level();

    static Outcome lookAgain(Duration after, String reason) {
        return new LookAgain(after, reason);
    }

    static Outcome waitingFor(Key key, String reason) {
        return new WaitingFor(Optional.of(key), reason);
    }

    static Outcome waiting(String reason) {
        return new WaitingFor(Optional.empty(), reason);
    }

    static Outcome retry(String reason) {
        return new FailedRetry(reason);
    }

    static Outcome failed(String reason) {
        return new FailedForGood(reason);
    }

    /// Declared and real are equal. Looked at again when something changes, or by the sweep.
    record Level() implements Outcome {}

    /// Work goes on, and time brings it forward: a stability window, a pause between batches.
    record LookAgain(Duration after, String reason) implements Outcome {}

    /// Something else must happen first. Woken when that resource changes (or, without one, when the engine nudges), and by the sweep.
    record WaitingFor(Optional<Key> key, String reason) implements Outcome {}

    /// It did not work, and may work later: tried again with growing pauses.
    record FailedRetry(String reason) implements Outcome {}

    /// It cannot work until somebody changes the declaration. Not tried again by itself; the sweep still looks.
    record FailedForGood(String reason) implements Outcome {}
}
