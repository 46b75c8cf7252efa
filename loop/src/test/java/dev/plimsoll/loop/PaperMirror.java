package dev.plimsoll.loop;

import dev.plimsoll.model.Condition;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Status;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.VersionedStore.Change;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// A mirror with its store in one: commits configs, and shows each commit at once or, when told to lag, only on [#catchUp].
final class PaperMirror implements Mirror {
    private final Map<Key, Resource> stored = new TreeMap<>();
    private final Map<Key, Resource> shown = new TreeMap<>();
    private final Queue<Change> unshown = new ArrayDeque<>();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private long committed;
    private long visible;
    private boolean lags;

    static Key key(String name) {
        return new Key(Kind.CONFIG, "default", name);
    }

    /// Declares a config; a changed value is a new generation.
    synchronized long declare(String name, String value) {
        var before = Optional.ofNullable(stored.get(key(name)));
        var spec = new ConfigSpec(Map.of("value", value));
        long generation = before.map(b -> b.metadata().generation() + (b.spec().equals(spec) ? 0 : 1)).orElse(1L);
        var metadata = Metadata.named("default", name).committed("uid-" + name, generation, ++committed, Instant.EPOCH);
        return commit(new Change(new Resource(Kind.CONFIG, metadata, spec, before.map(Resource::status).orElse(Status.empty(Kind.CONFIG))), false));
    }

    /// Writes a status.
    synchronized long report(String name, String reason) {
        var before = stored.get(key(name));
        var metadata = before.metadata().committed(before.metadata().uid(), before.metadata().generation(), ++committed, Instant.EPOCH);
        var status = new Status.Plain(1, List.of(new Condition(Condition.LEVEL, true, reason, "", Instant.EPOCH)));
        return commit(new Change(before.withMetadata(metadata).withStatus(status), false));
    }

    synchronized long remove(String name) {
        var before = stored.get(key(name));
        var metadata = before.metadata().committed(before.metadata().uid(), before.metadata().generation(), ++committed, Instant.EPOCH);
        return commit(new Change(before.withMetadata(metadata), true));
    }

    /// From now on commits are not shown.
    synchronized void lag() {
        lags = true;
    }

    /// Shows what is committed, and every later commit at once.
    synchronized void catchUp() {
        lags = false;
        while (!unshown.isEmpty()) {
            show(unshown.remove());
        }
    }

    synchronized String value(String name) {
        return ((ConfigSpec) shown.get(key(name)).spec()).data().get("value");
    }

    private long commit(Change change) {
        apply(stored, change);
        if (lags) {
            unshown.add(change);
        } else {
            show(change);
        }
        return change.revision();
    }

    private void show(Change change) {
        apply(shown, change);
        visible = change.revision();
        notifyAll();
        listeners.forEach(l -> l.accept(change));
    }

    private static void apply(Map<Key, Resource> to, Change change) {
        if (change.removed()) {
            to.remove(change.resource().key());
        } else {
            to.put(change.resource().key(), change.resource());
        }
    }

    @Override
    public synchronized long revision() {
        return visible;
    }

    @Override
    public synchronized void await(long revision) throws InterruptedException {
        while (visible < revision) {
            wait();
        }
    }

    @Override
    public synchronized Optional<Resource> get(Key key) {
        return Optional.ofNullable(shown.get(key));
    }

    @Override
    public synchronized List<Resource> list(Query query) {
        var all = new ArrayList<>(shown.values());
        all.removeIf(r -> r.kind() != query.kind());
        return all;
    }

    @Override
    public synchronized int count(Kind kind) {
        return list(Query.of(kind)).size();
    }

    @Override
    public AutoCloseable subscribe(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {}
}
