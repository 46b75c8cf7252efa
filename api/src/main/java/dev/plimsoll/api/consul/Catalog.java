package dev.plimsoll.api.consul;

import dev.plimsoll.api.plane.Discovery;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What runs in a project, as entries of services.
record Catalog(Discovery discovery) {
    /// The project that is asked when none is said, and all others in which something runs.
    List<String> datacenters(String usual) {
        var all = new TreeSet<>(discovery.projects());
        all.remove(usual);
        return Stream.concat(Stream.of(usual), all.stream()).toList();
    }

    /// Tags of all its entries, by service.
    Map<String, List<String>> services(ConsulQuery query) {
        var services = new TreeMap<String, List<String>>();
        for (var name : discovery.services(query.project())) {
            var entries = entries(name, query);
            if (!entries.isEmpty()) {
                services.put(name, entries.stream().flatMap(e -> e.tags().stream()).distinct().sorted().toList());
            }
        }
        return services;
    }

    /// In order of whose they are and of slots.
    List<Entry> entries(String service, ConsulQuery query) {
        var name = new ServiceName(query.project(), service);
        return discovery.of(name).stream().flatMap(key -> discovery.of(key).stream()).flatMap(e -> entry(e, name)).filter(e -> fits(e, query)).toList();
    }

    /// All of a project.
    List<Entry> entries(ConsulQuery query) {
        return discovery.services(query.project()).stream().flatMap(name -> entries(name, query).stream()).toList();
    }

    private Stream<Entry> entry(Endpoint endpoint, ServiceName name) {
        var services = ServiceName.of(endpoint);
        return services.containsKey(name) ? Stream.of(new Entry(endpoint, name.name(), services.get(name), discovery.version(name))) : Stream.empty();
    }

    private static boolean fits(Entry entry, ConsulQuery query) {
        return entry.tags().containsAll(query.tags()) && entry.nodeMeta().entrySet().containsAll(query.nodeMeta().entrySet()) && (!query.passing() || entry.endpoint().ready());
    }
}
