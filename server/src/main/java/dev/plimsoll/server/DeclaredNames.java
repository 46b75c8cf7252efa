package dev.plimsoll.server;

import dev.plimsoll.controllers.discovery.Directory;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.planning.dns.InstanceNames;
import dev.plimsoll.ports.dns.AnsweredNames;
import dev.plimsoll.ports.dns.DnsFailure;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What embedded zones answer: the records declared in them, the project's machines as `NAME.node` and `NAME.host`, and its components ([InstanceNames]) as the directory knows them. A zone answers
/// for its own project alone. Put together anew when something has changed since, but not more often than every moment.
final class DeclaredNames implements AnsweredNames {
    private static final Duration A_MOMENT = Duration.ofMillis(250);

    private final Mirror mirror;
    private final Directory directory;
    private final InstantSource clock;
    private volatile Table table = new Table(Instant.MIN, -1, -1, List.of(), Map.of(), Set.of());

    /// @param revision of the mirror, and
    /// @param version  of the directory, when it was made
    /// @param domains  the longest first
    /// @param above    names below which others lie
    private record Table(Instant asOf, long revision, long version, List<String> domains, Map<String, List<RecordSet>> names, Set<String> above) {}

    DeclaredNames(Mirror mirror, Directory directory, InstantSource clock) {
        this.mirror = mirror;
        this.directory = directory;
        this.clock = clock;
    }

    @Override
    public Optional<String> domain(String name) {
        return table().domains().stream().filter(domain -> DomainName.within(name, domain)).findFirst();
    }

    /// While not everything was looked at, as on a stand-by, nobody may take an unknown name for one that is not there.
    @Override
    public List<RecordSet> sets(String name) {
        var known = table();
        var sets = known.names().getOrDefault(name, List.of());
        if (sets.isEmpty() && !known.above().contains(name) && !directory.whole()) {
            throw new DnsFailure.Unreachable("it is not known yet what runs, so nothing is said of " + name, null);
        }
        return sets;
    }

    @Override
    public boolean above(String name) {
        return table().above().contains(name);
    }

    private Table table() {
        var known = table;
        if (fresh(known)) {
            return known;
        }
        synchronized (this) {
            if (!fresh(table)) {
                table = made();
            }
            return table;
        }
    }

    private boolean fresh(Table known) {
        return known.revision() == mirror.revision() && known.version() == directory.version() || known.asOf().plus(A_MOMENT).isAfter(clock.instant());
    }

    private Table made() {
        var now = clock.instant();
        long revision = mirror.revision();
        long version = directory.version();
        var zones = mirror.list(Query.of(Kind.DNS_ZONE)).stream().filter(z -> z.spec(DnsZoneSpec.class).provider() == DnsProvider.EMBEDDED && !z.metadata().deleting()).toList();
        var sets = new ArrayList<RecordSet>();
        zones.forEach(zone -> {
            sets.addAll(records(zone));
            sets.addAll(machines(zone));
            directory.all().stream().filter(listed -> listed.of().kind() == Kind.COMPONENT && listed.of().project().equals(zone.metadata().project()))
                .forEach(listed -> sets.addAll(InstanceNames.of(domain(zone), listed.endpoints())));
        });
        var domains = zones.stream().map(DeclaredNames::domain).distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
        return new Table(now, revision, version, domains, sets.stream().collect(Collectors.groupingBy(RecordSet::name)), above(sets));
    }

    private static Set<String> above(List<RecordSet> sets) {
        var above = new HashSet<String>();
        for (var set : sets) {
            var name = set.name();
            int dot = name.indexOf('.');
            while (dot >= 0 && above.add(name.substring(dot + 1))) {
                dot = name.indexOf('.', dot + 1);
            }
        }
        return above;
    }

    private List<RecordSet> records(Resource zone) {
        var spec = zone.spec(DnsZoneSpec.class);
        return mirror.list(Query.of(Kind.DNS_RECORD).in(zone.metadata().project())).stream().filter(r -> !r.metadata().deleting() && r.spec(DnsRecordSpec.class).zone().equals(zone.metadata().name()))
            .map(r -> r.spec(DnsRecordSpec.class).in(spec)).filter(set -> DomainName.within(set.name(), spec.domain())).toList();
    }

    private List<RecordSet> machines(Resource zone) {
        var sets = new ArrayList<RecordSet>();
        for (var machine : mirror.list(Query.of(Kind.MACHINE).in(zone.metadata().project()))) {
            for (var sort : List.of("node", "host")) {
                sets.addAll(InstanceNames.addresses(machine.metadata().name() + "." + sort + "." + domain(zone), machine.status(MachineStatus.class).addresses()));
            }
        }
        return sets;
    }

    private static String domain(Resource zone) {
        return zone.spec(DnsZoneSpec.class).domain();
    }
}
