package dev.plimsoll.store.sql;

import dev.plimsoll.store.commit.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// Entries that were committed lately, without their texts. A resource is written several times while it becomes level; the values of what did not change in
/// it are shared instead of being parsed from its row each time, by whoever commits and by every watcher. The row is still read: what another server
/// wrote meanwhile has another revision.
final class Recent {
    /// Their values are those that mirrors hold anyway; the entry itself is some 300 bytes.
    private static final int MOST = 16_384;

    private final SequencedMap<Long, Entry> byBirth = new LinkedHashMap<>(64, 0.75f, true);

    /// @param born revision at which the resource was created
    synchronized Optional<Entry> find(long born, long revision) {
        return Optional.ofNullable(byBirth.get(born)).filter(e -> e.revision() == revision);
    }

    synchronized void keep(List<Entry> committed) {
        committed.forEach(e -> byBirth.merge(e.birth().revision(), e.valued(), (a, b) -> a.revision() > b.revision() ? a : b));
        while (byBirth.size() > MOST) {
            byBirth.pollFirstEntry();
        }
    }
}
