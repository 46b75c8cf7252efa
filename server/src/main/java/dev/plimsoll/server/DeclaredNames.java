package dev.plimsoll.server;

import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.DnsRecordSpec;
import dev.plimsoll.model.DnsZoneSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.dns.DnsProvider;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.dns.AnsweredNames;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What embedded zones answer: the records declared in them, the project's machines as `NAME.node` and `NAME.host`, and its components as `COMPONENT.ASSEMBLY.PROJECT`, with each ready instance as
/// `SLOT.COMPONENT…` and each port as `_NAME._tcp.COMPONENT…`. All of it is put together anew when it is older than a moment; a zone answers for its own project alone.
final class DeclaredNames implements AnsweredNames {
    private static final Duration A_MOMENT = Duration.ofSeconds(2);
    private static final int TTL = 5;

    private final Mirror mirror;
    private final ObservedEngine engine;
    private final InstantSource clock;
    private volatile Table table = new Table(Instant.MIN, List.of(), Map.of());

    /// @param domains the longest first
    private record Table(Instant asOf, List<String> domains, Map<String, List<RecordSet>> names) {}

    DeclaredNames(Mirror mirror, ObservedEngine engine, InstantSource clock) {
        this.mirror = mirror;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public Optional<String> domain(String name) {
        return table().domains().stream().filter(domain -> DomainName.within(name, domain)).findFirst();
    }

    @Override
    public List<RecordSet> sets(String name) {
        return table().names().getOrDefault(name, List.of());
    }

    @Override
    public boolean above(String name) {
        return table().names().keySet().stream().anyMatch(other -> other.endsWith("." + name));
    }

    private Table table() {
        var known = table;
        if (known.asOf().plus(A_MOMENT).isAfter(clock.instant())) {
            return known;
        }
        synchronized (this) {
            if (!table.asOf().plus(A_MOMENT).isAfter(clock.instant())) {
                table = made();
            }
            return table;
        }
    }

    private Table made() {
        var zones = mirror.list(Query.of(Kind.DNS_ZONE)).stream().filter(z -> z.spec(DnsZoneSpec.class).provider() == DnsProvider.EMBEDDED && !z.metadata().deleting()).toList();
        var sets = new ArrayList<RecordSet>();
        zones.forEach(zone -> {
            sets.addAll(records(zone));
            sets.addAll(machines(zone));
            sets.addAll(components(zone));
        });
        var domains = zones.stream().map(z -> z.spec(DnsZoneSpec.class).domain()).distinct().sorted(Comparator.comparingInt(String::length).reversed()).toList();
        return new Table(clock.instant(), domains, sets.stream().filter(s -> !s.values().isEmpty()).collect(Collectors.groupingBy(RecordSet::name)));
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
                sets.addAll(addresses(machine.metadata().name() + "." + sort + "." + domain(zone), machine.status(MachineStatus.class).addresses()));
            }
        }
        return sets;
    }

    private List<RecordSet> components(Resource zone) {
        var sets = new ArrayList<RecordSet>();
        for (var component : mirror.list(Query.of(Kind.COMPONENT).in(zone.metadata().project()))) {
            var instances = instances(component.key()).stream().filter(SeenInstance::well).toList();
            var name = name(component) + "." + component.metadata().project() + "." + domain(zone);
            sets.addAll(addresses(name, instances.stream().flatMap(i -> i.reachable().stream()).toList()));
            var bySlot = new HashMap<Integer, List<String>>();
            instances.forEach(i -> bySlot.computeIfAbsent(i.stamp().slot(), _ -> new ArrayList<>()).addAll(i.reachable()));
            bySlot.forEach((slot, reachable) -> sets.addAll(addresses(slot + "." + name, reachable)));
            component.spec(ComponentSpec.class).ports().forEach(port -> services(port).forEach(service -> sets.add(new RecordSet(service + "._" + port.protocol() + "." + name, RecordType.SRV, TTL,
                bySlot.entrySet().stream().filter(e -> !e.getValue().isEmpty()).map(e -> "0 1 " + port.target() + " " + e.getKey() + "." + name).toList()))));
        }
        return sets;
    }

    /// By its number, and by its name when it has one that the DNS can bear.
    private static Stream<String> services(Port port) {
        return Stream.concat(Stream.of("_" + port.target()), port.name().filter(n -> n.matches("[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?")).map(n -> "_" + n).stream()).distinct();
    }

    private List<SeenInstance> instances(Key component) {
        try {
            return engine.instances(component);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return List.of();
        } catch (RuntimeException silent) {
            return List.of();
        }
    }

    /// `COMPONENT.ASSEMBLY`, or its own name when it belongs to none.
    private static String name(Resource component) {
        var name = component.metadata().name();
        var assembly = component.metadata().owner().filter(o -> o.kind() == Kind.ASSEMBLY).map(Owner::name);
        return assembly.filter(a -> name.startsWith(a + "-")).map(a -> name.substring(a.length() + 1) + "." + a).orElse(name);
    }

    private static String domain(Resource zone) {
        return zone.spec(DnsZoneSpec.class).domain();
    }

    private static List<RecordSet> addresses(String name, List<String> all) {
        return List.of(new RecordSet(name, RecordType.A, TTL, all.stream().filter(a -> !a.contains(":")).toList()), new RecordSet(name, RecordType.AAAA, TTL, all.stream().filter(a -> a.contains(":")).toList()));
    }
}
