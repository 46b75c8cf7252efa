package dev.plimsoll.server;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.ports.dns.Dns;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.ports.dns.RecordChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// A zone in which nothing is written while another control plane may have taken over, for the same reason as in [LeasedEngine].
final class LeasedZone implements Dns {
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final Dns zone;
    private final BooleanSupplier ours;

    /// @param ours whether nobody else may act at this moment
    LeasedZone(Dns zone, BooleanSupplier ours) {
        this.zone = zone;
        this.ours = ours;
    }

    @Override
    public String name() {
        return zone.name();
    }

    @Override
    public String answers() {
        return zone.answers();
    }

    @Override
    public List<RecordSet> list() {
        return zone.list();
    }

    @Override
    public void change(List<RecordChange> changes) {
        if (!ours.getAsBoolean()) {
            throw new DnsFailure.Throttled("no record is written: the lease of this control plane could not be renewed, so another one may act by now", Optional.of(A_WHILE));
        }
        zone.change(changes);
    }

    @Override
    public boolean settled() {
        return zone.settled();
    }

    @Override
    public void close() {
        zone.close();
    }
}
