package dev.plimsoll.store.memory;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Fence;
import dev.plimsoll.store.Leases;
import dev.plimsoll.store.Listing;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.StoreFailure.TooOld;
import dev.plimsoll.store.StoreFailure.Unavailable;
import dev.plimsoll.store.VersionedStore;
import dev.plimsoll.store.Write;
import dev.plimsoll.store.commit.Draft;
import dev.plimsoll.store.commit.Entry;
import dev.plimsoll.store.commit.Ledger;
import dev.plimsoll.store.commit.Parts;
import dev.plimsoll.store.commit.Recorded;
import dev.plimsoll.store.commit.Tenure;
import dev.plimsoll.store.watch.Feed;
import dev.plimsoll.store.watch.Stretch;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// A store in memory.
public final class MemoryStore implements VersionedStore {
    /// Removals remembered at least; twice as many are there at most.
    private static final int REMOVALS = 4096;

    private final Clock clock;
    private final Supplier<String> uids;
    private final String plane;
    private final Parts parts = Parts.withoutText();
    private final ReentrantLock lock = new ReentrantLock();
    private final TreeMap<Key, Entry> resources = new TreeMap<>();
    /// The newest state of each resource and each removal not yet compacted away, by revision.
    private final TreeMap<Long, Recorded> changes = new TreeMap<>();
    private final Map<String, Tenure> tenures = new HashMap<>();
    private final Feed feed = new Feed(0, this::after);
    private long revision;
    private long compacted;
    private boolean closed;

    /// @param clock its time, for createdAt and leases
    /// @param uids  makes an id that was never there before; the first becomes the plane's
    public MemoryStore(Clock clock, Supplier<String> uids) {
        this.clock = clock;
        this.uids = uids;
        this.plane = uids.get();
    }

    @Override
    public String plane() {
        return plane;
    }

    @Override
    public long revision() {
        return locked(() -> revision);
    }

    @Override
    public Optional<Resource> get(Key key) {
        return locked(() -> Optional.ofNullable(resources.get(key))).map(Entry::resource);
    }

    @Override
    public Listing list(Query query) {
        return locked(() -> {
            var from = query.after().map(after -> resources.tailMap(after, false)).orElse(resources);
            var atMost = query.limit() == 0 ? Long.MAX_VALUE : query.limit() + 1L;
            var found = matching(from.values().stream().map(Entry::resource), query).limit(atMost).toList();
            var more = query.limit() > 0 && found.size() > query.limit();
            return new Listing(more ? found.subList(0, query.limit()) : found, revision, more);
        });
    }

    private static Stream<Resource> matching(Stream<Resource> all, Query query) {
        return all.dropWhile(resource -> resource.kind().compareTo(query.kind()) < 0)
            .takeWhile(resource -> resource.kind() == query.kind()).filter(query::matches);
    }

    @Override
    public Listing everything() {
        return locked(() -> new Listing(resources.values().stream().map(Entry::resource).toList(), revision, false));
    }

    @Override
    public List<Resource> commit(List<Write> writes, Optional<Fence> fence) {
        var drafts = Draft.all(writes, parts);
        return onLedger(ledger -> ledger.commit(drafts, fence)).stream().map(Entry::resource).toList();
    }

    @Override
    public Subscription watch(long afterRevision, Watcher watcher) {
        return locked(() -> {
            requireKnown(afterRevision);
            return feed.subscribe(afterRevision, watcher);
        });
    }

    @Override
    public void compact(long upToRevision) {
        locked(() -> forget(Math.min(upToRevision, revision)));
    }

    @Override
    public Leases leases() {
        return new LeasesInMemory();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
        feed.close();
    }

    private <T> T onLedger(Function<Ledger, T> work) {
        return locked(() -> {
            var shelf = new Ledger.Shelf(revision, key -> Optional.ofNullable(resources.get(key)), lease -> Optional.ofNullable(tenures.get(lease)));
            var ledger = new Ledger(shelf, uids, clock.instant());
            var answer = work.apply(ledger);
            keep(ledger);
            return answer;
        });
    }

    private void keep(Ledger ledger) {
        ledger.touched().forEach((key, entry) -> {
            ledger.before(key).ifPresent(before -> changes.remove(before.revision()));
            entry.ifPresentOrElse(now -> {
                resources.put(key, now);
                changes.put(now.revision(), new Recorded(now, false));
            }, () -> resources.remove(key));
        });
        ledger.recorded().stream().filter(Recorded::removed).forEach(removal -> changes.put(removal.revision(), removal));
        ledger.tenures().forEach(tenure -> tenures.put(tenure.lease(), tenure));
        revision = ledger.revision();
        boundRemovals();
        feed.append(ledger.revisionBefore(), ledger.recorded(), revision);
    }

    private void boundRemovals() {
        var surplus = changes.size() - resources.size() - REMOVALS;
        if (surplus > REMOVALS) {
            changes.values().stream().filter(Recorded::removed).skip(surplus - 1L).findFirst().map(Recorded::revision).ifPresent(this::forget);
        }
    }

    private boolean forget(long upTo) {
        compacted = Math.max(compacted, upTo);
        return changes.headMap(upTo, true).values().removeIf(Recorded::removed);
    }

    private Stretch after(long position, int atMost) {
        return locked(() -> {
            requireKnown(position);
            var newer = changes.tailMap(position, false);
            return Stretch.ofNewest(newer.values().stream().limit(atMost).toList(), newer.size() > atMost, revision);
        });
    }

    private void requireKnown(long position) {
        if (position < compacted || position > revision) {
            throw new TooOld("changes after revision " + position + " are not known: the store knows those after " + compacted + ", up to " + revision);
        }
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            if (closed) {
                throw new Unavailable("the store was closed", null);
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    private final class LeasesInMemory implements Leases {
        @Override
        public Optional<Fence> acquire(String lease, String holder, Duration life) {
            return onLedger(ledger -> ledger.acquire(lease, holder, life));
        }

        @Override
        public void release(Fence fence) {
            onLedger(ledger -> {
                ledger.release(fence);
                return fence;
            });
        }

        @Override
        public Optional<Fence> current(String lease) {
            return onLedger(ledger -> ledger.current(lease));
        }
    }
}
