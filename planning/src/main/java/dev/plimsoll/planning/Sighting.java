package dev.plimsoll.planning;

import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import java.util.List;
import java.util.Optional;

/// What one listing showed of a group.
///
/// @param instances of all members, whatever their definition
/// @param services  of all members; none: the engine makes instances one by one
public record Sighting(List<SeenInstance> instances, Optional<List<SeenService>> services) {
    public Sighting {
        instances = List.copyOf(instances);
        services = services.map(List::copyOf);
    }

    /// On an engine that makes instances one by one.
    public static Sighting of(List<SeenInstance> instances) {
        return new Sighting(instances, Optional.empty());
    }

    /// Whether nothing of the group is there.
    public boolean isEmpty() {
        return instances.isEmpty() && services.filter(s -> !s.isEmpty()).isEmpty();
    }
}
