package dev.plimsoll.store.commit;

import dev.plimsoll.store.VersionedStore.Change;

/// A change as it is kept for watchers: parsed only when one looks at it.
///
/// @param entry   as committed; for a removal as last seen, with the removal's revision
/// @param removed whether it left the store
public record Recorded(Entry entry, boolean removed) {
    public long revision() {
        return entry.revision();
    }

    public Change change() {
        return new Change(entry.resource(), removed);
    }
}
