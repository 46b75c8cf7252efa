package dev.plimsoll.store.sql;

import dev.plimsoll.store.StoreFailure.Unavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// The thread that commits for everybody: what came in while the last transaction was being made durable goes into the next one together.
/// A platform thread, because SQLite's native calls would hold on to a carrier of virtual ones.
final class GroupCommit implements AutoCloseable {
    /// Callers waiting at most; further ones wait for room.
    private static final int QUEUE = 1024;
    /// Resources after which a batch takes no further tickets, so that a small commit does not wait for many large ones.
    private static final int ENOUGH = 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final Deque<Ticket<?>> waiting = new ArrayDeque<>();
    private final Consumer<List<Ticket<?>>> commit;
    private final Thread thread;
    private boolean open = true;

    /// @param commit carries out a batch; it answers or refuses every ticket and does not throw
    GroupCommit(Consumer<List<Ticket<?>>> commit) {
        this.commit = commit;
        this.thread = Thread.ofPlatform().daemon().name("store-commit").start(this::run);
    }

    <T> T submit(Ticket<T> ticket) {
        enqueue(ticket);
        return ticket.await();
    }

    void enqueue(Ticket<?> ticket) {
        lock.lock();
        try {
            while (open && waiting.size() >= QUEUE) {
                room.await();
            }
            if (!open) {
                throw new Unavailable("the store was closed", null);
            }
            waiting.add(ticket);
            arrived.signal();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted before the commit began", interrupted);
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        for (var batch = batch(); !batch.isEmpty(); batch = batch()) {
            commit.accept(batch);
        }
    }

    /// Waits for the next tickets; empty when closed and all were taken.
    private List<Ticket<?>> batch() {
        lock.lock();
        try {
            while (open && waiting.isEmpty()) {
                arrived.awaitUninterruptibly();
            }
            var batch = new ArrayList<Ticket<?>>();
            for (var weight = 0; weight < ENOUGH && !waiting.isEmpty(); ) {
                var next = waiting.remove();
                weight += next.keys().size() + 1;
                batch.add(next);
            }
            room.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /// Takes no more, and waits until all that were taken are committed.
    @Override
    public void close() {
        lock.lock();
        try {
            open = false;
            arrived.signal();
            room.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
