package dev.plimsoll.server;

import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Forgets old changes once an hour, so that the store grows with what is declared and not with what has happened.
final class Housekeeping implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PERIOD = Duration.ofHours(1);
    /// Changes a client may have missed and still resume its watch.
    private static final long REMEMBERED = 50_000;

    private final CountDownLatch ended = new CountDownLatch(1);

    static Housekeeping start(VersionedStore store) {
        var keeping = new Housekeeping();
        Thread.ofVirtual().name("housekeeping").start(() -> keeping.run(store));
        return keeping;
    }

    private void run(VersionedStore store) {
        try {
            while (!ended.await(PERIOD.toSeconds(), TimeUnit.SECONDS)) {
                try {
                    store.compact(Math.max(0, store.revision() - REMEMBERED));
                } catch (StoreFailure unavailable) {
                    LOG.warn("cannot forget old changes now: {}", unavailable.getMessage());
                }
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
    }
}
