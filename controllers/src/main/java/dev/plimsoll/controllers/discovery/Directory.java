package dev.plimsoll.controllers.discovery;

import dev.plimsoll.model.Key;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.Listed;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who runs where, by component or machine. Each change has a version of its own, which grows; a reader who asks for the version first and reads then knows everything up to it.
public final class Directory {
    private static final Logger LOG = LoggerFactory.getLogger(Directory.class);

    private final ConcurrentNavigableMap<Key, Listed> listed = new ConcurrentSkipListMap<>();
    private final ServiceIndex services = new ServiceIndex();
    private final List<Consumer<Key>> listeners = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private final Set<Key> awaited = new HashSet<>();
    private volatile boolean begun;
    private volatile boolean whole;
    private volatile long version;
    private boolean ended;

    /// Versions begin at the milliseconds of the clock: after a restart they go on beyond what anybody saw before, unless there were more than a thousand changes a second.
    public Directory(InstantSource clock) {
        this.version = Math.max(1, clock.millis());
        services.begin(version);
    }

    /// Looks begin now. Until each of these was looked at once, the directory is not whole, and nobody should take what is missing for gone.
    public void begin(Collection<Key> first) {
        lock.lock();
        try {
            first.stream().filter(key -> !listed.containsKey(key)).forEach(awaited::add);
            begun = true;
            whole = awaited.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// These left the store while looks began; nobody will look at them.
    public void forget(Predicate<Key> gone) {
        lock.lock();
        try {
            awaited.removeIf(gone);
            whole = begun && awaited.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Whether everything was looked at at least once.
    public boolean whole() {
        return whole;
    }

    /// What a look found; nothing when there is nobody.
    public void put(Key of, List<Endpoint> endpoints) {
        boolean changed = false;
        lock.lock();
        try {
            var before = Optional.ofNullable(listed.get(of)).map(Listed::endpoints).orElse(List.of());
            if (!before.equals(endpoints)) {
                long next = version + 1;
                if (endpoints.isEmpty()) {
                    listed.remove(of);
                } else {
                    listed.put(of, new Listed(of, endpoints, next));
                }
                services.changed(of, before, endpoints, next);
                version = next;
                changed = true;
                moved.signalAll();
            }
            looked(of);
        } finally {
            lock.unlock();
        }
        if (changed) {
            listeners.forEach(listener -> tell(listener, of));
        }
    }

    /// A look that told nothing: what was known counts on.
    public void looked(Key of) {
        lock.lock();
        try {
            awaited.remove(of);
            whole = begun && awaited.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /// Grows with each change.
    public long version() {
        return version;
    }

    /// Everybody, in order of kind, project and name.
    public Collection<Listed> all() {
        return listed.values();
    }

    /// Those of one component or machine, in order of their slots.
    public List<Endpoint> of(Key key) {
        return Optional.ofNullable(listed.get(key)).map(Listed::endpoints).orElse(List.of());
    }

    /// The services that endpoints are found as.
    public ServiceIndex services() {
        return services;
    }

    /// Waits until there is something newer.
    ///
    /// @return whether there is; false when the time was up, or there will be nothing newer
    public boolean awaitBeyond(long known, Duration longest) throws InterruptedException {
        long left = longest.toNanos();
        lock.lockInterruptibly();
        try {
            while (version <= known && left > 0 && !ended) {
                left = moved.awaitNanos(left);
            }
            return version > known;
        } finally {
            lock.unlock();
        }
    }

    /// Nothing is to be waited for any more.
    public void end() {
        lock.lock();
        try {
            ended = true;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /// Calls `listener` after each change with whose endpoints changed; it must not block.
    public AutoCloseable subscribe(Consumer<Key> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    private static void tell(Consumer<Key> listener, Key of) {
        try {
            listener.accept(of);
        } catch (RuntimeException broken) {
            LOG.error("a listener failed on the endpoints of {}", of, broken);
        }
    }
}
