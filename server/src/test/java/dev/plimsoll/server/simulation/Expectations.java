package dev.plimsoll.server.simulation;

import dev.plimsoll.controllers.component.Members;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.store.Query;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What must be so: at every moment, and once the world is calm. Each answers what is not.
record Expectations(Platform platform, Operator operator) {

    /// At every moment: nothing foreign touched, nothing made twice, no more taken down than allowed, nothing acknowledged lost.
    Optional<String> broken() {
        var ledger = platform.world.ledger();
        if (!ledger.violations().isEmpty()) {
            return Optional.of("foreign objects were touched: " + ledger.violations());
        }
        if (!ledger.twins().isEmpty()) {
            return Optional.of("two of one definition in one slot: " + ledger.twins());
        }
        if (!platform.witness.complaints().isEmpty()) {
            return Optional.of(platform.witness.complaints().getFirst());
        }
        return operator.acknowledged.entrySet().stream().filter(e -> {
            var stored = platform.store.get(e.getKey());
            return e.getValue().isEmpty() ? stored.filter(r -> !r.metadata().deleting()).isPresent() : !stored.map(Resource::spec).equals(e.getValue());
        }).findFirst().map(e -> "an acknowledged write was lost: " + e.getKey());
    }

    /// Once the world is calm.
    ///
    /// @param failuresAllowed whether an assembly may also have failed, for a stated reason
    /// @return none when all is as it should be
    Optional<String> unsettled(boolean failuresAllowed) {
        for (var assembly : platform.store.list(Query.of(Kind.ASSEMBLY)).items()) {
            var reason = unsettled(assembly, failuresAllowed);
            if (reason.isPresent()) {
                return reason;
            }
        }
        return gone().or(this::strays);
    }

    private Optional<String> unsettled(Resource assembly, boolean failuresAllowed) {
        if (assembly.metadata().deleting()) {
            return Optional.of(assembly.key() + " is still being removed: " + assembly.status().conditions());
        }
        boolean seen = assembly.status().observedGeneration() == assembly.metadata().generation();
        if (seen && assembly.status().level()) {
            return components(assembly).stream().flatMap(c -> misrepresented(c).stream()).findFirst();
        }
        var level = assembly.status().condition(Condition.LEVEL);
        boolean stated = seen && level.filter(c -> !c.reason().isEmpty() && !c.sentence().isEmpty()).isPresent();
        return failuresAllowed && stated && mayHaveFailed(assembly) ? Optional.empty()
            : Optional.of(assembly.key() + " is not level: " + assembly.status() + "; components: " + components(assembly).stream().map(Resource::status).toList());
    }

    /// Something it consists of cannot work, an update failed amid the faults, or its component's name is another one's.
    private boolean mayHaveFailed(Resource assembly) {
        return assembly.spec(AssemblySpec.class).topology().components().values().stream().anyMatch(Recipes::hopeless)
            || assembly.status().condition(ComponentStatus.UPDATE_FAILED).isPresent()
            || Stream.concat(Stream.of(assembly), components(assembly).stream()).anyMatch(r -> r.status().condition(Condition.LEVEL)
                .filter(c -> Set.of("NameTaken", "RunFailed", "PrimaryNotFound", "Unhealthy", ComponentStatus.UPDATE_FAILED).contains(c.reason())).isPresent());
    }

    private List<Resource> components(Resource assembly) {
        return platform.store.list(Query.of(Kind.COMPONENT).ownedBy(assembly.asOwner())).items();
    }

    /// A level component that does not run as it says.
    private Optional<String> misrepresented(Resource component) {
        int wanted = Members.primaryOf(component).flatMap(platform.store::get).orElse(component).spec(ComponentSpec.class).replicas();
        var there = instances().stream().filter(i -> Naming.component(i.stamp()).equals(component.key())).toList();
        long good = there.stream().filter(i -> i.well() || i.state() == SeenInstance.State.EXITED && i.exitCode().equals(Optional.of(0))).count();
        return good == wanted && there.size() == wanted ? mixed(component, there) : Optional.of(component.key() + " says it is level with " + wanted + ", and there are " + there);
    }

    /// Units are made and replaced as one, so all of a unit carry one hash.
    private Optional<String> mixed(Resource component, List<SeenInstance> there) {
        var primary = Members.primaryOf(component);
        return there.stream().filter(i -> primary.isPresent() && instances().stream().noneMatch(p -> Naming.component(p.stamp()).equals(primary.get())
            && p.stamp().slot() == i.stamp().slot() && p.stamp().hash().equals(i.stamp().hash()))).findFirst()
            .map(i -> i.name() + " was not made together with the instance of its primary in the same slot");
    }

    private Optional<String> gone() {
        return operator.acknowledged.entrySet().stream().filter(e -> e.getValue().isEmpty() && platform.store.get(e.getKey()).isPresent()).findFirst()
            .map(e -> e.getKey() + " was deleted and is still there");
    }

    private Optional<String> strays() {
        var components = platform.store.list(Query.of(Kind.COMPONENT)).items().stream().map(Resource::key).collect(Collectors.toSet());
        var instance = instances().stream().filter(i -> !components.contains(Naming.component(i.stamp()))).findFirst();
        if (instance.isPresent()) {
            return Optional.of("a stray: " + instance.get());
        }
        return inventory().networks().stream().filter(n -> platform.store.list(Query.of(Kind.ASSEMBLY)).items().stream()
                .noneMatch(a -> a.metadata().name().equals(n.stamp().assembly()))).findFirst().map(n -> "a stray: " + n);
    }

    private List<SeenInstance> instances() {
        return platform.world.hand().instances();
    }

    private Inventory inventory() {
        return platform.world.engine().inventory(platform.store.plane());
    }

    /// What somebody else put there must still be there.
    Optional<String> foreignGone(Set<String> containers) {
        return containers.stream().filter(name -> !platform.world.hand().exists(PartRef.Type.INSTANCE, name)).findFirst().map(name -> "the foreign " + name + " is gone");
    }
}
