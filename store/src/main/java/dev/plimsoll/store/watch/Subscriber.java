package dev.plimsoll.store.watch;

import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore.Subscription;
import dev.plimsoll.store.VersionedStore.Watcher;

/// One watch: where it stands, and the thread that brings it forward.
final class Subscriber implements Subscription, Runnable {
    private final Feed feed;
    private final Watcher watcher;
    private volatile long position;
    private volatile boolean open = true;
    /// States up to here may have been left out because newer ones follow.
    private long hidden;

    Subscriber(Feed feed, Watcher watcher, long position) {
        this.feed = feed;
        this.watcher = watcher;
        this.position = position;
    }

    long position() {
        return position;
    }

    boolean open() {
        return open;
    }

    /// A call under way may still end after this.
    @Override
    public void close() {
        open = false;
        feed.leave(this);
    }

    @Override
    public void run() {
        try {
            for (var next = feed.next(this); next.isPresent(); next = feed.next(this)) {
                deliver(next.get());
            }
            lost("the store was closed");
        } catch (StoreFailure failure) {
            lost(failure.getMessage());
        } catch (InterruptedException | RuntimeException failure) {
            lost("the watcher failed: " + failure);
        } finally {
            feed.leave(this);
        }
    }

    private void deliver(Stretch stretch) {
        for (var recorded : stretch.recorded()) {
            if (!open) {
                return;
            }
            watcher.changed(recorded.change());
        }
        position = stretch.upTo();
        hidden = Math.max(hidden, stretch.asOf());
        if (open && position >= hidden) {
            watcher.seen(position);
        }
    }

    private void lost(String reason) {
        if (open) {
            open = false;
            watcher.lost(reason);
        }
    }
}
