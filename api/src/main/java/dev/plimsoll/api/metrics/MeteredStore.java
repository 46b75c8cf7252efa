package dev.plimsoll.api.metrics;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Fence;
import dev.plimsoll.store.Leases;
import dev.plimsoll.store.Listing;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// A store that is timed: every get, list and commit, by how it ended.
public final class MeteredStore implements VersionedStore {
    private final VersionedStore store;
    private final MeterRegistry registry;

    public MeteredStore(VersionedStore store, Meters meters) {
        this.store = store;
        this.registry = meters.registry();
    }

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
        return timed("get", () -> store.get(key));
    }

    @Override
    public Listing list(Query query) {
        return timed("list", () -> store.list(query));
    }

    @Override
    public Listing everything() {
        return timed("everything", store::everything);
    }

    @Override
    public List<Resource> commit(List<Write> writes, Optional<Fence> fence) {
        return timed("commit", () -> store.commit(writes, fence));
    }

    @Override
    public Subscription watch(long afterRevision, Watcher watcher) {
        return store.watch(afterRevision, watcher);
    }

    @Override
    public void compact(long upToRevision) {
        timed("compact", () -> {
            store.compact(upToRevision);
            return upToRevision;
        });
    }

    @Override
    public Leases leases() {
        return store.leases();
    }

    @Override
    public void close() {
        store.close();
    }

    private <T> T timed(String operation, Supplier<T> call) {
        var sample = Timer.start(registry);
        var ended = "ok";
        try {
            return call.get();
        } catch (StoreFailure failure) {
            ended = failure.getClass().getSimpleName();
            throw failure;
        } finally {
            sample.stop(Timer.builder("plimsoll.store").tag("operation", operation).tag("ended", ended)
                .description("Calls to the store").register(registry));
        }
    }
}
