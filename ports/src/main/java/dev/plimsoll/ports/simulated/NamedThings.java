package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.Stamp;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Networks or volumes by name, ours or not. Guarded by the world's lock.
final class NamedThings {
    private final Map<String, Thing> byName = new LinkedHashMap<>();

    /// @param stamp none: a foreign one
    record Thing(String id, String name, Optional<Stamp> stamp) {}

    Optional<Thing> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    Optional<Thing> withId(String id) {
        return byName.values().stream().filter(t -> t.id().equals(id)).findFirst();
    }

    void add(Thing thing) {
        byName.put(thing.name(), thing);
    }

    void remove(Thing thing) {
        byName.remove(thing.name());
    }

    Collection<Thing> all() {
        return byName.values();
    }
}
