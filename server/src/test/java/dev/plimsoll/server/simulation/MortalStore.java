package dev.plimsoll.server.simulation;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Fence;
import dev.plimsoll.store.Leases;
import dev.plimsoll.store.Listing;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/// The store as one control plane reaches it: a commit needs power, and is heard of before anything else happens, so that the speed of threads is no part of a history.
///
/// @param heard waits until the control plane has heard of everything up to a revision
record MortalStore(VersionedStore store, Power power, LongConsumer heard) implements VersionedStore {
    @Override
    public String plane() {
        return store.plane();
    }

    @Override
    public long revision() {
        return store.revision();
    }

    @Override
    public Optional<Resource> get(Key key) {
        return store.get(key);
    }

    @Override
    public Listing list(Query query) {
        return store.list(query);
    }

    @Override
    public Listing everything() {
        return store.everything();
    }

    @Override
    public List<Resource> commit(List<Write> writes, Optional<Fence> fence) {
        return power.during(() -> {
            var committed = store.commit(writes, fence);
            heard.accept(store.revision());
            return committed;
        });
    }

    @Override
    public Subscription watch(long afterRevision, Watcher watcher) {
        return store.watch(afterRevision, watcher);
    }

    @Override
    public void compact(long upToRevision) {
        store.compact(upToRevision);
    }

    @Override
    public Leases leases() {
        return store.leases();
    }

    @Override
    public void close() {
        // It outlives every control plane.
    }
}
