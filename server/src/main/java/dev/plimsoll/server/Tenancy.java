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

/// This server's right to act: the lease `server`, renewed while it lives. Every write of a controller carries its fence, and nothing is done on an
/// engine when the lease may have run out, so a server that was paused and overtaken can do no harm; it ends itself when it notices.
final class Tenancy implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Tenancy.class);
    private static final String LEASE = "server";
    private static final Duration LIFE = Duration.ofSeconds(12);
    private static final Duration RENEWAL = Duration.ofSeconds(3);

    private final VersionedStore store;
    private final Tenant tenant;
    private final Runnable onLoss;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Optional<Fence> fence = Optional.empty();
    private volatile String obstacle = "starting";
    private volatile long renewedAt;

    /// Who asks for the lease.
    ///
    /// @param holder the same again after a restart when nobody else can be there, otherwise never used before
    /// @param alone  nobody else can be there: the state folder is locked. The lease then cannot be lost, only not be written down
    record Tenant(String holder, boolean alone) {}

    /// @param onLoss called when somebody else took over
    Tenancy(VersionedStore store, Tenant tenant, Runnable onLoss) {
        this.store = store;
        this.tenant = tenant;
        this.onLoss = onLoss;
    }

    /// Waits until the lease is ours, then keeps it.
    ///
    /// @return false when the server is to end before
    boolean begin() throws InterruptedException {
        while (!taken()) {
            if (ended.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        }
        obstacle = "";
        if (!tenant.alone) {
            Thread.ofVirtual().name("lease").start(this::keep);
        }
        return true;
    }

    /// For controllers' commits.
    Optional<Fence> fence() {
        return fence;
    }

    /// Whether nobody else can have the lease at this moment, as far as the time since its last renewal tells.
    boolean safe() {
        return fence.isPresent() && (tenant.alone || System.nanoTime() - renewedAt < LIFE.toNanos());
    }

    /// Why this server does not act yet, for people; empty when it does.
    String obstacle() {
        return obstacle;
    }

    private boolean taken() {
        try {
            fence = acquire();
            if (fence.isEmpty()) {
                hindered("another control plane acts on this store (" + store.leases().current(LEASE).map(Fence::holder).orElse("unknown")
                    + "); this one stands by and takes over when it is gone");
            }
        } catch (StoreFailure.Full | StoreFailure.Unavailable failure) {
            hindered(failure.getMessage());
        }
        return fence.isPresent();
    }

    private Optional<Fence> acquire() {
        // Before the call: the store counts from a later moment.
        long asked = System.nanoTime();
        var given = store.leases().acquire(LEASE, tenant.holder, LIFE);
        if (given.isPresent()) {
            renewedAt = asked;
        }
        return given;
    }

    private void hindered(String why) {
        if (!why.equals(obstacle)) {
            LOG.info("not acting: {}", why);
            obstacle = why;
        }
    }

    private void keep() {
        try {
            while (!ended.await(RENEWAL.toMillis(), TimeUnit.MILLISECONDS)) {
                if (lost()) {
                    LOG.error("another control plane took over; this one ends");
                    onLoss.run();
                    return;
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean lost() {
        try {
            return !acquire().equals(fence);
        } catch (StoreFailure unavailable) {
            LOG.warn("cannot renew the lease: {}", unavailable.getMessage());
            return false;
        }
    }

    /// Ends waiting for the lease and keeping it.
    void end() {
        ended.countDown();
    }

    @Override
    public void close() {
        end();
        try {
            fence.ifPresent(store.leases()::release);
        } catch (StoreFailure unavailable) {
            LOG.warn("cannot give the lease back; it ends by itself: {}", unavailable.getMessage());
        }
    }
}
