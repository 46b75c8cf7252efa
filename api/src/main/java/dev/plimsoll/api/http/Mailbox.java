package dev.plimsoll.api.http;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// Between those who tell of changes (and must not block) and the one thread that writes them to a client. Bounded: who reads too slowly loses
/// the stream, not the others their time.
public final class Mailbox<T> {
    /// Enough for a burst of changes while the client's network takes a breath.
    public static final int USUAL_SIZE = 4_096;

    private final BlockingQueue<T> queue;
    private volatile String lost = "";

    public Mailbox(int size) {
        this.queue = new ArrayBlockingQueue<>(size);
    }

    /// Puts something in; when there is no room the stream is lost.
    public void offer(T item) {
        if (lost.isEmpty() && !queue.offer(item)) {
            lose("the client reads too slowly: " + queue.size() + " changes are waiting");
        }
    }

    /// Ends the stream when what was put in before is taken out.
    public void lose(String reason) {
        lost = reason;
    }

    /// Waits for the next one.
    ///
    /// @return none when nothing came in that time
    /// @throws Lost when the stream has ended
    public Optional<T> next(Duration within) throws InterruptedException, Lost {
        var ready = queue.poll();
        if (ready == null && !lost.isEmpty()) {
            throw new Lost(lost);
        }
        return Optional.ofNullable(ready != null ? ready : queue.poll(within.toMillis(), TimeUnit.MILLISECONDS));
    }

    /// Whether nothing is waiting.
    public boolean isEmpty() {
        return queue.isEmpty();
    }

    /// The stream has ended on our side; the message says why.
    public static final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        private Lost(String reason) {
            super(reason);
        }
    }
}
