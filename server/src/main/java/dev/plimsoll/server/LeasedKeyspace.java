package dev.plimsoll.server;

import dev.plimsoll.model.announcement.HeldKey;
import dev.plimsoll.model.announcement.KeyChange;
import dev.plimsoll.ports.announcement.Keyspace;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// An etcd in which nothing is written while another control plane may have taken over, for the same reason as in [LeasedEngine].
final class LeasedKeyspace implements Keyspace {
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Keyspace keyspace;
    private final BooleanSupplier ours;

    /// @param ours whether nobody else may act at this moment
    LeasedKeyspace(Keyspace keyspace, BooleanSupplier ours) {
        this.keyspace = keyspace;
        this.ours = ours;
    }

    @Override
    public List<HeldKey> list() {
        return keyspace.list();
    }

    @Override
    public void renew(long number, Duration ttl) {
        requireOurs();
        keyspace.renew(number, ttl);
    }

    @Override
    public boolean change(List<KeyChange> changes) {
        requireOurs();
        return keyspace.change(changes);
    }

    private void requireOurs() {
        if (!ours.getAsBoolean()) {
            throw new RegisterFailure.Throttled("no key is written: the lease of this control plane could not be renewed, so another one may act by now", Optional.of(A_WHILE));
        }
    }

    @Override
    public void close() {
        keyspace.close();
    }
}
