package dev.plimsoll.controllers.dns;

import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.Publication;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.planning.Fingerprint;
import dev.plimsoll.planning.certificate.RouteNames;
import dev.plimsoll.planning.dns.InstanceNames;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Declares the records that a zone is to have by itself: the hosts of its project's routes, which lead to the ingress, its machines, and its instances. They belong to the zone, and go with what they are for.
public final class PublicationController implements Reconciler {
    private static final int PRINT = 8;
    /// Values of one record, which is as many as one may have.
    private static final int MOST = 100;
    private static final Map<Publication, String> BELOW = Map.of(Publication.MACHINES, "", Publication.NODES, "node.", Publication.HOSTS, "host.");

    private static final Duration LOOKS_BEGIN = Duration.ofSeconds(2);

    private final DnsWork work;
    private final Directory directory;

    public PublicationController(DnsWork work, Directory directory) {
        this.work = work;
        this.directory = directory;
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        var found = work.get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var zone = found.get();
        if (!zone.metadata().deleting() && zone.spec(DnsZoneSpec.class).publish().contains(Publication.SERVICES) && !directory.whole()) {
            return Outcome.lookAgain(LOOKS_BEGIN, "not everything that runs was looked at yet");
        }
        var wanted = zone.metadata().deleting() ? Map.<Key, DnsRecordSpec>of() : wanted(zone);
        var writes = new ArrayList<Write>();
        wanted.forEach((name, spec) -> {
            var there = work.get(name);
            if (there.isEmpty()) {
                writes.add(new Write.Put(Resource.declared(Metadata.named(name.project(), name.name()).withOwner(zone.asOwner()).withFinalizer(DnsWork.FINALIZER), spec), Write.Expected.ABSENT));
            } else if (there.get().metadata().owner().filter(zone.asOwner()::equals).isPresent() && !there.get().metadata().deleting() && !there.get().spec().equals(spec)) {
                writes.add(new Write.Put(there.get().withSpec(spec), Write.Expected.revision(there.get().metadata().revision())));
            }
        });
        work.around().mirror().list(Query.of(Kind.DNS_RECORD).in(key.project()).ownedBy(zone.asOwner())).stream()
            .filter(r -> !wanted.containsKey(r.key()) && !r.metadata().deleting()).forEach(r -> writes.add(deletion(r)));
        if (!writes.isEmpty()) {
            run.step("declare " + wanted.size() + " records of " + key.shortForm());
            work.commit(writes, run);
        }
        return Outcome.LEVEL;
    }

    private Map<Key, DnsRecordSpec> wanted(Resource zone) {
        var spec = zone.spec(DnsZoneSpec.class);
        var values = new TreeMap<String, List<String>>();
        BELOW.forEach((what, below) -> {
            if (spec.publish().contains(what)) {
                machines(zone).forEach(m -> values.put(m.metadata().name() + "." + below + spec.domain(), addresses(m)));
            }
        });
        if (spec.publish().contains(Publication.ROUTES)) {
            var ingress = spec.targets().isEmpty() ? machines(zone).filter(m -> m.spec(MachineSpec.class).role().equals(Optional.of(MachineRole.ROUTER))).flatMap(m -> addresses(m).stream()).distinct().toList() : spec.targets();
            hosts(zone, spec.domain()).forEach(host -> values.put(host, ingress));
        }
        var wanted = new LinkedHashMap<Key, DnsRecordSpec>();
        values.forEach((name, leads) -> byType(leads).forEach((type, of) -> wanted.put(key(zone, name, type), new DnsRecordSpec(zone.metadata().name(), name, type, 0, of))));
        if (spec.publish().contains(Publication.SERVICES)) {
            directory.all().stream().filter(l -> l.of().kind() == Kind.COMPONENT && l.of().project().equals(zone.metadata().project())).flatMap(l -> InstanceNames.of(spec.domain(), l.endpoints()).stream())
                .forEach(set -> wanted.put(key(zone, set.name(), set.type()), new DnsRecordSpec(zone.metadata().name(), set.name(), set.type(), 0, set.values().stream().limit(MOST).toList())));
        }
        return wanted;
    }

    private TreeSet<String> hosts(Resource zone, String domain) {
        var hosts = new TreeSet<String>();
        work.around().mirror().list(Query.of(Kind.ROUTE).in(zone.metadata().project())).stream().filter(r -> !r.metadata().deleting())
            .forEach(r -> RouteNames.hosts(r.spec(RouteSpec.class).match()).stream().filter(host -> DomainName.within(host, domain)).forEach(hosts::add));
        return hosts;
    }

    private Stream<Resource> machines(Resource zone) {
        return work.around().mirror().list(Query.of(Kind.MACHINE).in(zone.metadata().project())).stream().filter(m -> !m.metadata().deleting());
    }

    /// The public ones, where there are any.
    private static List<String> addresses(Resource machine) {
        var status = machine.status(MachineStatus.class);
        return status.publicAddresses().isEmpty() ? status.addresses() : status.publicAddresses();
    }

    /// Addresses by their sort; a name leads on by a CNAME, and then it is the only one.
    private static Map<RecordType, List<String>> byType(List<String> leads) {
        var sorted = new TreeMap<RecordType, List<String>>();
        leads.forEach(to -> sorted.computeIfAbsent(to.contains(":") ? RecordType.AAAA : to.matches("[0-9.]+") ? RecordType.A : RecordType.CNAME, _ -> new ArrayList<>()).add(to));
        return sorted.containsKey(RecordType.CNAME) ? Map.of(RecordType.CNAME, List.of(sorted.get(RecordType.CNAME).getFirst())) : sorted;
    }

    private static Key key(Resource zone, String name, RecordType type) {
        var print = Fingerprint.of("zone", zone.metadata().name(), "name", name, "type", type).substring(0, PRINT);
        var label = Names.toLabel(name);
        var room = Names.MAX_LENGTH - PRINT - 1;
        return new Key(Kind.DNS_RECORD, zone.metadata().project(), (label.length() > room ? label.substring(0, room).replaceAll("-+$", "") : label) + "-" + print);
    }

    private Write deletion(Resource dnsRecord) {
        var expected = Write.Expected.revision(dnsRecord.metadata().revision());
        return dnsRecord.metadata().finalizers().isEmpty() ? new Write.Remove(dnsRecord.key(), expected) : new Write.Put(dnsRecord.withMetadata(dnsRecord.metadata().withDeletedAt(work.now())), expected);
    }
}
