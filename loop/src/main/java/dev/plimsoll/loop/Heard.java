package dev.plimsoll.loop;

import dev.plimsoll.store.Mirror;
import java.time.Duration;

/// Up to which revision all loops were told of changes, and the mirror says that it has come. A mirror shows a change first, tells of it then, and calls itself that far last.
final class Heard {
    /// A mirror takes moments. One that takes this long has lost a change, and a simulation must say so instead of hanging.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Mirror mirror;
    private long revision;

    Heard(Mirror mirror) {
        this.mirror = mirror;
    }

    synchronized void upTo(long newest) {
        if (newest > revision) {
            revision = newest;
            notifyAll();
        }
    }

    void await(long wanted) throws InterruptedException {
        told(wanted);
        mirror.await(wanted);
    }

    private synchronized void told(long wanted) throws InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        while (revision < wanted) {
            long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
            if (left <= 0) {
                throw new IllegalStateException("the mirror told of changes up to revision " + revision + ", not " + wanted);
            }
            wait(left);
        }
    }
}
