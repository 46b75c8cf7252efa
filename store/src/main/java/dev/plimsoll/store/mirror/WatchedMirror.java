package dev.plimsoll.store.mirror;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Listing;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.VersionedStore.Change;
import dev.plimsoll.store.VersionedStore.Subscription;
import dev.plimsoll.store.VersionedStore.Watcher;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A mirror that lists everything once and then watches; when the watch is lost it lists again and tells its listeners the difference.
public final class WatchedMirror implements Mirror {
    private static final Logger LOG = LoggerFactory.getLogger(WatchedMirror.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(50);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    private final VersionedStore store;
    private final Map<Kind, Shelf> shelves = Arrays.stream(Kind.values()).collect(Collectors.toUnmodifiableMap(Function.identity(), Shelf::new));
    private final Owned owned = new Owned();
    private final List<Consumer<Change>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private volatile long revision;
    private Subscription subscription = () -> { };
    private boolean closed;

    private WatchedMirror(VersionedStore store) {
        this.store = store;
    }

    /// Lists everything, and returns when it can be read.
    public static WatchedMirror of(VersionedStore store) {
        var mirror = new WatchedMirror(store);
        mirror.listAndWatch();
        return mirror;
    }

    @Override
    public long revision() {
        return revision;
    }

    @Override
    public void await(long wanted) throws InterruptedException {
        if (revision >= wanted) {
            return;
        }
        lock.lockInterruptibly();
        try {
            while (revision < wanted) {
                if (closed) {
                    throw new StoreFailure.Unavailable("the mirror was closed at revision " + revision, null);
                }
                moved.await();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Optional<Resource> get(Key key) {
        return shelf(key.kind()).get(key);
    }

    @Override
    public List<Resource> list(Query query) {
        var found = candidates(query).filter(query::matches);
        return (query.limit() == 0 ? found : found.limit(query.limit())).toList();
    }

    private Stream<Resource> candidates(Query query) {
        return query.owner().map(owner -> owned.by(owner)
                .filter(key -> key.kind() == query.kind() && query.after().map(after -> key.compareTo(after) > 0).orElse(true))
                .map(this::get).flatMap(Optional::stream))
            .orElseGet(() -> shelf(query.kind()).from(query));
    }

    @Override
    public int count(Kind kind) {
        return shelf(kind).size();
    }

    @Override
    public AutoCloseable subscribe(Consumer<Change> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            subscription.close();
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void listAndWatch() {
        var listing = store.everything();
        become(listing);
        lock.lock();
        try {
            if (!closed) {
                subscription = store.watch(listing.revision(), new Following());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Tells the listeners only what differs from what is held.
    private void become(Listing listing) {
        var listed = listing.items().stream().collect(Collectors.toMap(Resource::key, Function.identity()));
        shelves.values().stream().flatMap(Shelf::all).filter(held -> !listed.containsKey(held.key()))
            .forEach(held -> apply(new Change(atRevision(held, listing.revision()), true)));
        listing.items().stream().filter(resource -> get(resource.key()).map(held -> held.metadata().revision() != resource.metadata().revision()).orElse(true))
            .forEach(resource -> apply(new Change(resource, false)));
        reached(listing.revision());
    }

    private static Resource atRevision(Resource resource, long revision) {
        var held = resource.metadata();
        return resource.withMetadata(held.committed(held.uid(), held.generation(), revision, held.createdAt()));
    }

    private void apply(Change change) {
        var resource = change.resource();
        var shelf = shelf(resource.kind());
        var before = change.removed() ? shelf.remove(resource.key()) : shelf.put(resource);
        owned.changed(before, change.removed() ? Optional.empty() : Optional.of(resource));
        listeners.forEach(listener -> tell(listener, change));
    }

    private static void tell(Consumer<Change> listener, Change change) {
        try {
            listener.accept(change);
        } catch (RuntimeException failure) {
            LOG.error("a listener failed on {} at revision {}", change.resource().key(), change.revision(), failure);
        }
    }

    private void reached(long now) {
        lock.lock();
        try {
            revision = now;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private Shelf shelf(Kind kind) {
        return shelves.get(kind);
    }

    /// Tries until it succeeds: a mirror that gave up would let everybody act on what was.
    private void startAgain(String reason) {
        LOG.warn("lost the watch at revision {}: {}; listing again", revision, reason);
        var pause = FIRST_PAUSE;
        while (!isClosed()) {
            try {
                listAndWatch();
                return;
            } catch (StoreFailure failure) {
                LOG.debug("cannot list yet: {}", failure.getMessage());
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return;
            }
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    private final class Following implements Watcher {
        @Override
        public void changed(Change change) {
            apply(change);
        }

        @Override
        public void seen(long upTo) {
            reached(upTo);
        }

        @Override
        public void lost(String reason) {
            if (!isClosed()) {
                startAgain(reason);
            }
        }
    }
}
