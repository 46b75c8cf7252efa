package dev.plimsoll.loop;

import java.time.Duration;

/// Up to which revision all loops were told of changes. A mirror shows a change first and tells of it then; this closes that gap too.
final class Heard {
    /// A mirror takes moments. One that takes this long has lost a change, and a simulation must say so instead of hanging.
    private static final Duration LONGEST = Duration.ofSeconds(30);

    private long revision;

    synchronized void upTo(long newest) {
        if (newest > revision) {
            revision = newest;
            notifyAll();
        }
    }

    synchronized void await(long wanted) throws InterruptedException {
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
