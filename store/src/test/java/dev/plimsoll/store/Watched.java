package dev.plimsoll.store;

import dev.plimsoll.store.VersionedStore.Change;
import dev.plimsoll.store.VersionedStore.Watcher;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/// A watcher that keeps what it was told, can be held up, and can be waited for.
public final class Watched implements Watcher {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition told = lock.newCondition();
    private final List<Change> changes = new ArrayList<>();
    private final Semaphore allowed;
    private long seen;
    private Optional<String> lost = Optional.empty();

    private Watched(int allowed) {
        this.allowed = new Semaphore(allowed);
    }

    public static Watched eager() {
        return new Watched(Integer.MAX_VALUE);
    }

    /// Hangs in its first call until [#release].
    public static Watched heldUp() {
        return new Watched(0);
    }

    public void release() {
        allowed.release(Integer.MAX_VALUE);
    }

    @Override
    public void changed(Change change) {
        allowed.acquireUninterruptibly();
        tell(() -> changes.add(change));
    }

    @Override
    public void seen(long revision) {
        tell(() -> seen = revision);
    }

    @Override
    public void lost(String reason) {
        tell(() -> lost = Optional.of(reason));
    }

    public List<Change> awaitSeen(long revision) {
        await(() -> seen >= revision, "revision " + revision);
        return changes();
    }

    public List<Change> awaitRevision(long revision) {
        await(() -> !changes.isEmpty() && changes.getLast().revision() >= revision, "the change at revision " + revision);
        return changes();
    }

    public String awaitLost() {
        await(() -> lost.isPresent(), "the end of the watch");
        return lost.orElseThrow();
    }

    public List<Change> changes() {
        lock.lock();
        try {
            return List.copyOf(changes);
        } finally {
            lock.unlock();
        }
    }

    private void tell(Runnable what) {
        lock.lock();
        try {
            what.run();
            told.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void await(BooleanSupplier fact, String what) {
        lock.lock();
        try {
            var nanos = PATIENCE.toNanos();
            while (!fact.getAsBoolean()) {
                if (nanos <= 0) {
                    throw new AssertionError("did not see " + what + " within " + TimeUnit.NANOSECONDS.toSeconds(PATIENCE.toNanos())
                        + " s; seen up to " + seen + ", lost: " + lost + ", changes: " + changes.size());
                }
                nanos = told.awaitNanos(nanos);
            }
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        } finally {
            lock.unlock();
        }
    }
}
