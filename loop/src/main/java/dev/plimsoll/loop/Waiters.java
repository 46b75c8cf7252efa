package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Which keys wait for which. Each waits for one at most, until woken or looked at for another reason.
final class Waiters {
    private final Map<Key, Key> awaited = new HashMap<>();
    private final Map<Key, Set<Key>> waiting = new HashMap<>();

    synchronized void await(Key waiter, Key on) {
        forget(waiter);
        awaited.put(waiter, on);
        waiting.computeIfAbsent(on, _ -> new HashSet<>()).add(waiter);
    }

    synchronized void forget(Key waiter) {
        var on = awaited.remove(waiter);
        if (on != null) {
            waiting.computeIfPresent(on, (_, all) -> all.remove(waiter) && all.isEmpty() ? null : all);
        }
    }

    /// Everybody who waits for the key; they do not wait any longer.
    synchronized Set<Key> wake(Key changed) {
        var all = waiting.remove(changed);
        if (all == null) {
            return Set.of();
        }
        awaited.keySet().removeAll(all);
        return all;
    }

    synchronized int size() {
        return awaited.size();
    }
}
