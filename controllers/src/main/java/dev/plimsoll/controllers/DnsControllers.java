package dev.plimsoll.controllers;

import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.controllers.dns.DnsRecordController;
import dev.plimsoll.controllers.dns.DnsWork;
import dev.plimsoll.controllers.dns.DnsZoneController;
import dev.plimsoll.controllers.dns.PublicationController;
import dev.plimsoll.loop.Controller;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.machine.MachineReferences;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The controllers of the DNS.
final class DnsControllers {
    private static final Duration DEADLINE = Duration.ofMinutes(2);
    /// Providers tell nobody what changed; a sweep costs one listing of each zone.
    private static final Duration SWEEP = Duration.ofMinutes(2);

    private final Mirror mirror;

    private DnsControllers(Mirror mirror) {
        this.mirror = mirror;
    }

    static List<Controller> of(DnsWork work, Directory directory) {
        var users = new DnsControllers(work.around().mirror());
        return List.of(
            new Controller("dnszone", Kind.DNS_ZONE, Set.of(Kind.SECRET, Kind.DNS_RECORD), users::zones, 4, SWEEP, DEADLINE, 4, new DnsZoneController(work)),
            new Controller("dnszone.publication", Kind.DNS_ZONE, Set.of(Kind.ROUTE, Kind.MACHINE), users::publishing, 2, Duration.ofMinutes(10), DEADLINE, 4, new PublicationController(work, directory)),
            new Controller("dnsrecord", Kind.DNS_RECORD, Set.of(Kind.DNS_ZONE), users::records, 8, SWEEP, DEADLINE, 0, new DnsRecordController(work)));
    }

    /// Those whose credentials changed; and one that is to go, when a record in it went.
    private Set<Key> zones(Resource changed) {
        return changed.spec() instanceof DnsRecordSpec dnsRecord
            ? mirror.get(new Key(Kind.DNS_ZONE, changed.metadata().project(), dnsRecord.zone())).filter(z -> z.metadata().deleting()).map(z -> Set.of(z.key())).orElse(Set.of())
            : mirror.list(Query.of(Kind.DNS_ZONE).in(changed.metadata().project())).stream().filter(z -> MachineReferences.of(z.metadata().project(), z.spec()).contains(changed.key()))
                .map(Resource::key).collect(Collectors.toSet());
    }

    private Set<Key> publishing(Resource changed) {
        return mirror.list(Query.of(Kind.DNS_ZONE).in(changed.metadata().project())).stream().filter(z -> !z.spec(DnsZoneSpec.class).publish().isEmpty()).map(Resource::key).collect(Collectors.toSet());
    }

    private Set<Key> records(Resource changed) {
        return mirror.list(Query.of(Kind.DNS_RECORD).in(changed.metadata().project())).stream().filter(r -> r.spec(DnsRecordSpec.class).zone().equals(changed.metadata().name())
            && (!r.status().level() || changed.status().observedGeneration() < changed.metadata().generation())).map(Resource::key).collect(Collectors.toSet());
    }
}
