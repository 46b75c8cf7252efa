package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.SeenInstance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// All containers by id and by name, in the order they were made, and the listing of each control plane's. Guarded by the world's lock.
final class Containers {
    private final Map<String, Container> byId = new LinkedHashMap<>();
    private final Map<String, Container> byName = new HashMap<>();
    private final Map<String, Map<String, Container>> byPlane = new HashMap<>();
    private final Map<String, Integer> attached = new HashMap<>();
    private final Map<String, List<SeenInstance>> listings = new HashMap<>();

    void add(Container container) {
        byId.put(container.id, container);
        byName.put(container.name, container);
        container.stamp.ifPresent(s -> byPlane.computeIfAbsent(s.plane(), _ -> new LinkedHashMap<>()).put(container.id, container));
        container.part.networks().forEach(a -> attached.merge(a.network(), 1, Integer::sum));
        changed(container);
    }

    void remove(Container container) {
        byId.remove(container.id);
        byName.remove(container.name);
        container.stamp.ifPresent(s -> byPlane.get(s.plane()).remove(container.id));
        container.part.networks().forEach(a -> attached.merge(a.network(), -1, Integer::sum));
        changed(container);
    }

    void rename(Container container, String name) {
        byName.remove(container.name);
        container.name = name;
        byName.put(name, container);
        changed(container);
    }

    void changed(Container container) {
        container.changed();
        container.stamp.ifPresent(s -> listings.remove(s.plane()));
    }

    Optional<Container> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Container> withId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// A copy, so that walking it may change the containers.
    List<Container> all() {
        return List.copyOf(byId.values());
    }

    Collection<Container> ofPlane(String plane) {
        return byPlane.getOrDefault(plane, Map.of()).values();
    }

    /// How many containers are attached to a network.
    int attached(String network) {
        return attached.getOrDefault(network, 0);
    }

    List<SeenInstance> listing(String plane) {
        return listings.computeIfAbsent(plane, p -> {
            var seen = new ArrayList<SeenInstance>(ofPlane(p).size());
            ofPlane(p).forEach(c -> seen.add(c.seen()));
            return List.copyOf(seen);
        });
    }
}
