package dev.plimsoll.loop;

/// Up to which revision all loops were told of changes. A mirror shows a change first and tells of it then; this closes that gap too.
final class Heard {
    private long revision;

    synchronized void upTo(long newest) {
        if (newest > revision) {
            revision = newest;
            notifyAll();
        }
    }

    synchronized void await(long wanted) throws InterruptedException {
        while (revision < wanted) {
            wait();
        }
    }
}
