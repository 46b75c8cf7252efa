package dev.plimsoll.controllers;

import dev.plimsoll.controllers.component.Definitions;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who has to be looked at again when something that others use has changed. Configs, secrets, environments and plans change seldom, so the
/// components of their project are simply gone through.
final class Users {
    private final Mirror mirror;

    Users(Mirror mirror) {
        this.mirror = mirror;
    }

    /// Components that use a config, secret or environment.
    Set<Key> components(Resource changed) {
        return usingComponents(changed).map(Resource::key).collect(Collectors.toSet());
    }

    /// Assemblies that own a component, instantiate a plan, or whose releases remember a config or secret.
    Set<Key> assemblies(Resource changed) {
        return switch (changed.kind()) {
            case COMPONENT -> owner(changed).stream().collect(Collectors.toSet());
            case PLAN -> mirror.list(Query.of(Kind.ASSEMBLY).in(changed.metadata().project())).stream()
                .filter(a -> a.spec(AssemblySpec.class).plan().equals(Optional.of(changed.metadata().name()))).map(Resource::key).collect(Collectors.toSet());
            case CONFIG, SECRET, ENVIRONMENT -> usingComponents(changed).flatMap(c -> owner(c).stream()).collect(Collectors.toSet());
            case PROJECT, ASSEMBLY, RELEASE -> Set.of();
        };
    }

    private static Optional<Key> owner(Resource component) {
        return component.metadata().owner().filter(o -> o.kind() == Kind.ASSEMBLY).map((Owner o) -> o.key(component.metadata().project()));
    }

    private Stream<Resource> usingComponents(Resource changed) {
        var uses = uses(changed.key());
        return mirror.list(Query.of(Kind.COMPONENT).in(changed.metadata().project())).stream().filter(c -> uses.test(c.spec(ComponentSpec.class)));
    }

    private Predicate<ComponentSpec> uses(Key used) {
        var environments = new HashSet<String>();
        if (used.kind() == Kind.ENVIRONMENT) {
            environments.add(used.name());
        } else {
            mirror.list(Query.of(Kind.ENVIRONMENT).in(used.project())).stream()
                .filter(e -> Definitions.files(e).anyMatch(f -> f.key(used.project()).equals(used))).forEach(e -> environments.add(e.metadata().name()));
        }
        return spec -> spec.environmentFrom().filter(environments::contains).isPresent()
            || Definitions.references(used.project(), spec).containsKey(used);
    }
}
