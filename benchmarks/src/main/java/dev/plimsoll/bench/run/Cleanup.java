package dev.plimsoll.bench.run;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/// What has to be undone, newest first: at the end of a benchmark, or when the program is interrupted.
public final class Cleanup implements AutoCloseable {
    private final Deque<Undo> pending = new ArrayDeque<>();
    private final Thread atExit = Thread.ofPlatform().unstarted(this::undoAll);

    public Cleanup() {
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /// Remembers what undoes something that is about to be made. It may be called though the thing was never made.
    public synchronized void later(Undo undo) {
        pending.push(undo);
    }

    @Override
    public void close() {
        undoAll();
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException exiting) {
            // The hook itself is running.
        }
    }

    private void undoAll() {
        for (var next = take(); next.isPresent(); next = take()) {
            try {
                next.get().run();
            } catch (Exception failure) {
                System.err.println("cleaning up: " + failure.getMessage());
            }
        }
    }

    private synchronized Optional<Undo> take() {
        return Optional.ofNullable(pending.poll());
    }

    /// Undoes one thing.
    @FunctionalInterface
    public interface Undo {
        void run() throws Exception;
    }
}
