package dev.plimsoll.planning.dns;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.EndpointPort;
import dev.plimsoll.planning.discovery.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Names of what runs: `COMPONENT.ASSEMBLY.PROJECT.DOMAIN` leads to all instances that may be asked, `SLOT.COMPONENT…` to one of them, and `_PORT._tcp.COMPONENT…` (RFC 2782) to each with the port to
/// connect to, which is another than the declared one where only the machine's is reached.
public final class InstanceNames {
    /// Seconds. Whoever remembers an answer goes on asking an instance that is gone.
    private static final int TTL = 1;
    /// More do not fit into an answer over a stream (64 KiB), and nobody who asks for a name needs more to choose from.
    private static final int MOST = 500;
    /// What a service can be called (RFC 6335, section 5.1).
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?");

    private InstanceNames() {}

    /// Sets for the endpoints of one component.
    ///
    /// @param endpoints ready or not, in order of their slots
    public static List<RecordSet> of(String domain, List<Endpoint> endpoints) {
        var ready = endpoints.stream().filter(e -> e.sort() == Endpoint.Sort.INSTANCE && e.ready() && !hosts(e).isEmpty()).limit(MOST).toList();
        if (ready.isEmpty()) {
            return List.of();
        }
        var name = name(ready.getFirst()) + "." + domain;
        var sets = new ArrayList<>(addresses(name, ready.stream().flatMap(e -> hosts(e).stream()).toList()));
        var slots = new TreeMap<Integer, List<String>>();
        ready.forEach(e -> slots.computeIfAbsent(e.component().slot(), _ -> new ArrayList<>()).addAll(hosts(e)));
        slots.forEach((slot, hosts) -> sets.addAll(addresses(slot + "." + name, hosts)));
        var services = new TreeMap<String, List<String>>();
        ready.forEach(e -> e.ports().stream().filter(p -> p.place().filter(place -> address(place.host())).isPresent()).forEach(p -> labels(p)
            .forEach(label -> services.computeIfAbsent(label + "." + name, _ -> new ArrayList<>()).add("0 1 " + p.place().orElseThrow().port() + " " + e.component().slot() + "." + name))));
        services.forEach((service, values) -> sets.add(new RecordSet(service, RecordType.SRV, TTL, values)));
        return List.copyOf(sets);
    }

    /// Addresses by their family; none of a family that none belongs to.
    public static List<RecordSet> addresses(String name, List<String> hosts) {
        return Stream.of(new RecordSet(name, RecordType.A, TTL, hosts.stream().filter(h -> address(h) && h.indexOf(':') < 0).toList()), new RecordSet(name, RecordType.AAAA, TTL, hosts.stream().filter(h -> h.indexOf(':') >= 0).toList()))
            .filter(set -> !set.values().isEmpty()).toList();
    }

    private static String name(Endpoint endpoint) {
        var part = endpoint.component();
        return (part.assembly().isEmpty() ? endpoint.of().name() : part.component() + "." + part.assembly()) + "." + endpoint.project();
    }

    /// Where the instance is reached itself; where it is not, at its machine's ports.
    private static List<String> hosts(Endpoint endpoint) {
        var hosts = endpoint.addresses().isEmpty() ? endpoint.ports().stream().flatMap(p -> p.place().stream()).map(Place::host).distinct() : endpoint.addresses().stream();
        return hosts.filter(InstanceNames::address).toList();
    }

    /// Not a name, which no address record can hold.
    private static boolean address(String host) {
        return host.matches("[0-9.]+") || host.indexOf(':') >= 0;
    }

    /// By its number, and by its name when it has one that the DNS can bear.
    private static List<String> labels(EndpointPort port) {
        return Stream.of(Integer.toString(port.number()), port.name()).filter(label -> SERVICE.matcher(label).matches()).distinct().map(label -> "_" + label + "._" + port.protocol()).toList();
    }
}
