package dev.plimsoll.api.console;

import dev.plimsoll.api.plane.InstanceConsole;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.List;
import java.util.Optional;

/// Which instances a request is about.
final class Instances {
    private final Mirror mirror;

    Instances(Mirror mirror) {
        this.mirror = mirror;
    }

    Mirror mirror() {
        return mirror;
    }

    /// An instance of a component.
    ///
    /// @param key       of the component
    /// @param component short name, as in the assembly
    record Found(Key key, String component, ComponentStatus.Instance instance) {
        InstanceConsole.Place place() {
            return new InstanceConsole.Place(key, instance.id());
        }
    }

    /// @param owner     an assembly or a component
    /// @param component of an assembly, only this one
    record Wanted(Key owner, Optional<String> component, Optional<Integer> slot) {
        boolean concerns(Resource changed) {
            return changed.kind() == Kind.COMPONENT && changed.metadata().project().equals(owner.project()) && (changed.key().equals(owner)
                || owner.kind() == Kind.ASSEMBLY && changed.metadata().owner().filter(o -> o.name().equals(owner.name())).isPresent());
        }
    }

    /// As of now; the owner may be gone meanwhile.
    List<Found> find(Wanted wanted) {
        return components(wanted.owner()).stream()
            .flatMap(c -> c.status(ComponentStatus.class).instances().stream().map(i -> new Found(c.key(), shortName(c), i)))
            .filter(f -> wanted.component().map(f.component()::equals).orElse(true) && wanted.slot().map(s -> s == f.instance().slot()).orElse(true)).toList();
    }

    List<String> names(Key assembly) {
        return components(assembly).stream().map(Instances::shortName).toList();
    }

    private List<Resource> components(Key owner) {
        var found = mirror.get(owner);
        return owner.kind() == Kind.COMPONENT ? found.stream().toList()
            : found.map(a -> mirror.list(Query.of(Kind.COMPONENT).in(owner.project()).ownedBy(a.asOwner()))).orElse(List.of());
    }

    private static String shortName(Resource component) {
        var name = component.metadata().name();
        return component.metadata().owner().map(o -> o.name() + "-").filter(name::startsWith).map(prefix -> name.substring(prefix.length())).orElse(name);
    }
}
