package dev.plimsoll.store.watch;

import dev.plimsoll.store.VersionedStore.Subscription;
import dev.plimsoll.store.VersionedStore.Watcher;
import dev.plimsoll.store.commit.Recorded;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Hands the changes of a store to its watchers.
public final class Feed implements AutoCloseable {
    /// Changes kept for watchers at most; whoever is further behind reads the past.
    private static final int KEPT = 4096;
    /// Changes handed over at once.
    private static final int STRETCH = 512;

    private final Past past;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition grown = lock.newCondition();
    private final Set<Subscriber> subscribers = new HashSet<>();
    /// Every change in (base, newest], by revision.
    private final TreeMap<Long, Recorded> recent = new TreeMap<>();
    private long base;
    private long newest;
    /// Up to here the kept changes may lack states that have newer ones among them.
    private long thinned;
    private boolean closed;

    /// @param newest revision of the store now
    public Feed(long newest, Past past) {
        this.base = newest;
        this.newest = newest;
        this.past = past;
    }

    /// The revision up to which watchers are or will be told.
    public long newest() {
        lock.lock();
        try {
            return newest;
        } finally {
            lock.unlock();
        }
    }

    /// Takes all changes of (after, upTo].
    ///
    /// @return whether the feed now reaches up to there; not so when it has not seen everything up to `after` yet
    public boolean append(long after, List<Recorded> changes, long upTo) {
        lock.lock();
        try {
            if (after == newest) {
                take(changes, upTo);
            }
            return newest >= upTo;
        } finally {
            lock.unlock();
        }
    }

    /// Takes what was read from the past after [#newest], when others than this process commit too.
    public void append(long after, Stretch read) {
        lock.lock();
        try {
            if (after == newest) {
                thinned = Math.max(thinned, read.asOf());
                take(read.recorded(), read.upTo());
            }
        } finally {
            lock.unlock();
        }
    }

    /// Tells the watcher of everything after a revision, from a thread of its own.
    public Subscription subscribe(long after, Watcher watcher) {
        var subscriber = new Subscriber(this, watcher, after);
        lock.lock();
        try {
            subscribers.add(subscriber);
        } finally {
            lock.unlock();
        }
        Thread.ofVirtual().name("watch").start(subscriber);
        return subscriber;
    }

    /// Ends all watches; the watchers are told that they lost it.
    @Override
    public void close() {
        wake(() -> closed = true);
    }

    /// Waits for changes that the subscriber has not seen; none when one of both was closed.
    Optional<Stretch> next(Subscriber subscriber) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            trim();
            while (newest <= subscriber.position() && subscriber.open() && !closed) {
                grown.await();
            }
            if (closed || !subscriber.open()) {
                return Optional.empty();
            }
            if (subscriber.position() >= base) {
                return Optional.of(recentAfter(subscriber.position()));
            }
        } finally {
            lock.unlock();
        }
        return Optional.of(past.after(subscriber.position(), STRETCH));
    }

    void leave(Subscriber subscriber) {
        wake(() -> subscribers.remove(subscriber));
    }

    private Stretch recentAfter(long position) {
        var changes = recent.tailMap(position, false).values().stream().limit(STRETCH).toList();
        var upTo = changes.size() < STRETCH ? newest : changes.getLast().revision();
        return new Stretch(changes, upTo, Math.max(upTo, thinned));
    }

    private void take(List<Recorded> changes, long upTo) {
        newest = upTo;
        changes.forEach(change -> recent.put(change.revision(), change));
        trim();
        grown.signalAll();
    }

    private void trim() {
        var seenByAll = subscribers.stream().mapToLong(Subscriber::position).min().orElse(newest);
        if (Math.min(seenByAll, newest) > base) {
            forget(Math.min(seenByAll, newest));
        }
        while (recent.size() > KEPT) {
            forget(recent.firstKey());
        }
    }

    private void forget(long upTo) {
        recent.headMap(upTo, true).clear();
        base = upTo;
    }

    private void wake(Runnable change) {
        lock.lock();
        try {
            change.run();
            trim();
            grown.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
