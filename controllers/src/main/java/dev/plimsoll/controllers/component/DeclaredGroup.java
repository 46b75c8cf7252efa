package dev.plimsoll.controllers.component;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import java.util.List;

/// A component with its sidekicks, which are looked after together.
///
/// @param members the primary first
public record DeclaredGroup(List<Resource> members) {
    public DeclaredGroup {
        members = List.copyOf(members);
    }

    public Resource primary() {
        return members.getFirst();
    }

    public List<Key> keys() {
        return members.stream().map(Resource::key).toList();
    }

    int replicas() {
        return primary().spec(ComponentSpec.class).replicas();
    }

    /// The primary's status, with what is known of the instances of all members.
    public ComponentStatus status() {
        var own = primary().status(ComponentStatus.class);
        var instances = members.stream().flatMap(m -> m.status(ComponentStatus.class).instances().stream()).toList();
        return new ComponentStatus(own.observedGeneration(), own.conditions(), own.ready(), own.image(), instances, own.rollout(), own.lastFailure());
    }
}
