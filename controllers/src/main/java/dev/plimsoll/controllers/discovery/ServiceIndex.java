package dev.plimsoll.controllers.discovery;

import dev.plimsoll.model.Key;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.ServiceName;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;

/// Finds endpoints by the names of services, and knows when a service last changed. Changed by one thread at a time, read by any.
public final class ServiceIndex {
    private record Known(Set<Key> keys, long version) {}

    private final ConcurrentSkipListMap<ServiceName, Known> services = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, Long> projects = new ConcurrentHashMap<>();
    private volatile long first;

    void begin(long version) {
        first = version;
    }

    void changed(Key of, List<Endpoint> before, List<Endpoint> now, long version) {
        var former = names(before);
        var present = names(now);
        var all = new HashSet<>(former);
        all.addAll(present);
        for (var name : all) {
            services.compute(name, (_, known) -> {
                var keys = known == null ? new ConcurrentSkipListSet<Key>() : new ConcurrentSkipListSet<>(known.keys());
                if (present.contains(name)) {
                    keys.add(of);
                } else {
                    keys.remove(of);
                }
                return keys.isEmpty() ? null : new Known(keys, version);
            });
            projects.put(name.project(), version);
        }
    }

    /// Projects that have a service, or had one since the start.
    public Set<String> projects() {
        return new TreeSet<>(projects.keySet());
    }

    /// Names of a project's services, in order.
    public Set<String> names(String project) {
        var names = new TreeSet<String>();
        services.tailMap(new ServiceName(project, ""), true).keySet().stream().takeWhile(n -> n.project().equals(project)).forEach(n -> names.add(n.name()));
        return names;
    }

    /// Whose endpoints a service has.
    public Set<Key> of(ServiceName name) {
        var known = services.get(name);
        return known == null ? Set.of() : known.keys();
    }

    /// The version of a service's last change; of one that is not there that of the project, since it may have been there a moment ago.
    public long version(ServiceName name) {
        var known = services.get(name);
        return known == null ? version(name.project()) : known.version();
    }

    /// The version of the last change in a project.
    public long version(String project) {
        return projects.getOrDefault(project, first);
    }

    private static Set<ServiceName> names(List<Endpoint> endpoints) {
        var names = new HashSet<ServiceName>();
        endpoints.forEach(e -> names.addAll(ServiceName.of(e).keySet()));
        return names;
    }
}
