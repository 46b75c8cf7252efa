package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.VersionedStore.Change;
import java.util.LinkedHashMap;
import java.util.SequencedMap;

/// The newest changes, for one question: did this key change while a run that now wants to wait for it was on its way? Somebody who starts
/// to wait after the change would wait in vain.
final class RecentChanges {
    private static final int REMEMBERED = 1_000;

    private final SequencedMap<Key, Long> revisions = new LinkedHashMap<>();
    private long forgottenUpTo;

    synchronized void add(Change change) {
        var key = change.resource().key();
        revisions.remove(key);
        revisions.put(key, change.revision());
        if (revisions.size() > REMEMBERED) {
            forgottenUpTo = revisions.pollFirstEntry().getValue();
        }
    }

    /// Whether the key may have changed after that revision. In doubt, yes.
    synchronized boolean changedSince(Key key, long revision) {
        var changed = revisions.get(key);
        return changed == null ? forgottenUpTo > revision : changed > revision;
    }
}
