package dev.plimsoll.controllers.component;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

    /// What the members' images were resolved to, as last written.
    Map<Key, ComponentStatus.ResolvedImage> images() {
        var images = new LinkedHashMap<Key, ComponentStatus.ResolvedImage>();
        members.forEach(m -> m.status(ComponentStatus.class).image().ifPresent(i -> images.put(m.key(), i)));
        return images;
    }

    /// The primary's status, with what is known of the instances of all members.
    public ComponentStatus status() {
        var own = primary().status(ComponentStatus.class);
        var instances = members.stream().flatMap(m -> m.status(ComponentStatus.class).instances().stream()).toList();
        return new ComponentStatus(own.observedGeneration(), own.conditions(), own.ready(), own.image(), instances, own.rollout(), own.lastFailure());
    }
}
