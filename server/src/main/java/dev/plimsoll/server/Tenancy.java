package dev.plimsoll.server;

import dev.plimsoll.store.Fence;
import dev.plimsoll.store.StoreFailure;
import dev.plimsoll.store.VersionedStore;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// This server's right to act: the lease `server`, renewed while it lives. Every write of a controller carries its fence, so a server that was
/// paused and overtaken can do no harm; it ends itself when it notices.
final class Tenancy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tenancy.class);
    private static final String LEASE = "server";
    private static final Duration LIFE = Duration.ofSeconds(15);
    private static final Duration RENEWAL = Duration.ofSeconds(5);

    private final VersionedStore store;
    private final String holder;
    private final Runnable onLoss;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<Fence> fence = Optional.empty();

    /// @param holder who; the same again after a restart when nobody else can be (a locked state folder), otherwise unique
    /// @param onLoss called when somebody else took over
    Tenancy(VersionedStore store, String holder, Runnable onLoss) {
        this.store = store;
        this.holder = holder;
        this.onLoss = onLoss;
    }

    /// Waits until the lease is ours, then keeps it.
    void begin() throws InterruptedException {
        fence = store.leases().acquire(LEASE, holder, LIFE);
        while (fence.isEmpty()) {
            LOG.info("another control plane acts on this store ({}); waiting for its lease to end",
                store.leases().current(LEASE).map(Fence::holder).orElse("unknown"));
            if (ended.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
            fence = store.leases().acquire(LEASE, holder, LIFE);
        }
        Thread.ofVirtual().name("lease").start(this::keep);
    }

    /// For controllers' commits.
    Optional<Fence> fence() {
        return fence;
    }

    boolean held() {
        return fence.isPresent();
    }

    private void keep() {
        try {
            while (!ended.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    if (store.leases().acquire(LEASE, holder, LIFE).filter(f -> fence.filter(f::equals).isPresent()).isEmpty()) {
                        LOG.error("another control plane took over; this one ends");
                        onLoss.run();
                        return;
                    }
                } catch (StoreFailure unavailable) {
                    LOG.warn("cannot renew the lease: {}", unavailable.getMessage());
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            fence.ifPresent(store.leases()::release);
        } catch (StoreFailure unavailable) {
            LOG.warn("cannot give the lease back; it ends by itself: {}", unavailable.getMessage());
        }
    }
}
