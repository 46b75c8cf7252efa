package dev.plimsoll.controllers.project;

import dev.plimsoll.controllers.Location;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.Step;
import dev.plimsoll.ports.PartRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What carries our stamp on an engine and belongs to nobody: instances, services and networks. Volumes are never strays, because they hold data.
///
/// @param known who there is
/// @param here  which engine it is
public record EngineStrays(Function<Key, Optional<Resource>> known, Location here) {
    /// How long an instance gets to stop.
    public static final Duration GRACE = Duration.ofSeconds(10);

    /// @param owner whom it was made for
    /// @param step  that takes it away
    public record Stray(PartRef ref, String name, Key owner, Step step) {}

    /// @param which of them by their stamps
    public List<Stray> among(Inventory inventory, Predicate<Stamp> which) {
        var strays = new ArrayList<Stray>();
        // Where services make the instances, those go with them.
        inventory.instances().stream().filter(i -> inventory.services().isEmpty() && which.test(i.stamp()) && nobodys(Naming.component(i.stamp()))).forEach(i -> strays.add(
            new Stray(new PartRef(PartRef.Type.INSTANCE, i.id()), i.name(), Naming.component(i.stamp()), new Step.RemoveInstance(i, GRACE, "it carries our stamp and belongs to no component", false))));
        inventory.services().ifPresent(services -> services.stream().filter(s -> which.test(s.stamp()) && nobodys(Naming.component(s.stamp()))).forEach(s -> strays.add(
            new Stray(new PartRef(PartRef.Type.SERVICE, s.id()), s.name(), Naming.component(s.stamp()), new Step.RemoveService(s, "it carries our stamp and belongs to no component")))));
        inventory.networks().stream().filter(n -> which.test(n.stamp()) && n.attached() == 0 && nobodys(assembly(n.stamp()))).forEach(n -> strays.add(
            new Stray(new PartRef(PartRef.Type.NETWORK, n.id()), n.name(), assembly(n.stamp()), new Step.RemoveNetwork(n, "it carries our stamp and belongs to no assembly"))));
        return strays;
    }

    /// Something of a component or an assembly may be here when it is declared for here, or was here before and its assembly sees to what is left.
    private boolean nobodys(Key owner) {
        var found = known.apply(owner);
        return found.filter(r -> Location.of(r).equals(here)).isEmpty() && found.flatMap(this::assembly).filter(this::knowsHere).isEmpty();
    }

    private Optional<Resource> assembly(Resource resource) {
        return resource.kind() == Kind.ASSEMBLY ? Optional.of(resource) : resource.metadata().owner().flatMap(o -> known.apply(o.key(resource.metadata().project())));
    }

    private boolean knowsHere(Resource assembly) {
        var status = assembly.status(AssemblyStatus.class);
        return status.cluster().equals(here.name()) || status.formerly().contains(here.text());
    }

    private static Key assembly(Stamp stamp) {
        return new Key(Kind.ASSEMBLY, stamp.project(), stamp.assembly());
    }
}
