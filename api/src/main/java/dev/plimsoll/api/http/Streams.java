package dev.plimsoll.api.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// The streams that are open, or requests that wait for news: bounded in number, and ended together when the server stops (they have no end of their own, or a late one, so a stop
/// that waited for them would never come).
final class Streams {
    private final Semaphore room;
    private final Set<Thread> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    Streams(int most) {
        this.room = new Semaphore(most);
    }

    /// Runs a stream on the caller's thread until it is done.
    ///
    /// @throws Problem 429 when too many are open
    <T> T run(Stream<T> stream) throws Exception {
        if (!room.tryAcquire()) {
            throw Problem.of(ProblemCode.THROTTLED, "too many streams are open").hint("close some watches, or try again later");
        }
        open.add(Thread.currentThread());
        try {
            if (stopping) {
                throw new InterruptedException();
            }
            return stream.run();
        } finally {
            open.remove(Thread.currentThread());
            room.release();
        }
    }

    /// Ends all of them.
    void stop() {
        stopping = true;
        open.forEach(Thread::interrupt);
    }

    @FunctionalInterface
    interface Stream<T> {
        T run() throws Exception;
    }
}
