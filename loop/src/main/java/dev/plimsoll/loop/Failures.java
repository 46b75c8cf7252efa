package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// What failed how often in a row, for growing pauses and for saying the same thing only once in the log.
final class Failures {
    private final Map<Key, Failing> failing = new ConcurrentHashMap<>();

    /// @param inARow failures without a success between them
    /// @param reason of the last one
    /// @param known  whether the one before had the same reason
    record Failing(int inARow, String reason, boolean known) {}

    Failing failed(Key key, String reason) {
        return failing.merge(key, new Failing(1, reason, false), (before, now) -> new Failing(before.inARow() + 1, reason, before.reason().equals(reason)));
    }

    /// @return how often it had failed in a row
    int forget(Key key) {
        var before = failing.remove(key);
        return before == null ? 0 : before.inARow();
    }
}
