package dev.plimsoll.server.simulation;

import dev.plimsoll.controllers.component.Members;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.Naming;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Watches what a control plane removes: never fewer instances may be well than the update policy allows. Judges by the newest listing the control
/// plane had, because it cannot know better.
final class Witness {
    /// Restarts that show that an instance does not work, though it may run at the moment.
    private static final int CRASHES = 2;

    private final Function<Key, Optional<Resource>> store;
    private final Set<Place> emptied = new HashSet<>();
    private final List<String> complaints = new ArrayList<>();
    private List<SeenInstance> newest = List.of();

    private record Place(Key component, int slot) {}

    Witness(Function<Key, Optional<Resource>> store) {
        this.store = store;
    }

    List<String> complaints() {
        return complaints;
    }

    void listed(Inventory inventory) {
        newest = inventory.instances();
        // A slot is not our doing any more once something has been well in it, or has failed in it.
        newest.stream().filter(i -> i.well() || i.state() != SeenInstance.State.RUNNING || i.health() == SeenInstance.Health.UNHEALTHY || i.restarts() > 0)
            .forEach(i -> emptied.remove(placeOf(i)));
    }

    void removes(String id) {
        newest.stream().filter(i -> i.id().equals(id) && i.well() && i.restarts() < CRASHES).findFirst().ifPresent(victim ->
            store.apply(Naming.component(victim.stamp())).filter(c -> !c.metadata().deleting()).ifPresent(component -> judge(victim, component)));
    }

    private void judge(SeenInstance victim, Resource component) {
        var spec = component.spec(ComponentSpec.class);
        boolean another = newest.stream().anyMatch(i -> !i.id().equals(victim.id()) && placeOf(i).equals(placeOf(victim)) && (i.well() || completed(i, spec)));
        // Probes know better than the listing, and units are replaced as a whole: what is allowed to them is the planner's own tests' to say.
        if (victim.stamp().slot() > replicas(component) || another || spec.probe().isPresent() || inGroup(component)) {
            return;
        }
        emptied.add(placeOf(victim));
        // A slot that was emptied for an update and is not wanted any more will never be filled again.
        emptied.removeIf(p -> p.component().equals(component.key()) && p.slot() > replicas(component));
        var down = emptied.stream().filter(p -> p.component().equals(component.key())).map(Place::slot).sorted().toList();
        if (startFirst(spec)) {
            complaints.add(victim.name() + " was well and alone in its slot, and was removed though " + component.key() + " starts new ones first");
        } else if (spec.update().batch() > 0 && down.size() > spec.update().batch()) {
            complaints.add(victim.name() + " was well and was removed from " + component.key() + ", whose batch is " + spec.update().batch() + "; empty are slots " + down);
        }
    }

    private int replicas(Resource component) {
        return Members.primaryOf(component).flatMap(store).orElse(component).spec(ComponentSpec.class).replicas();
    }

    /// Whether it may go because of another one.
    private static boolean inGroup(Resource component) {
        return Members.primaryOf(component).isPresent() || component.metadata().annotations().containsKey(Members.SIDEKICKS);
    }

    private static boolean completed(SeenInstance instance, ComponentSpec spec) {
        return spec.restart().mayComplete() && instance.state() == SeenInstance.State.EXITED && instance.exitCode().equals(Optional.of(0));
    }

    private static boolean startFirst(ComponentSpec spec) {
        return spec.update().order().filter(o -> o == UpdatePolicy.Order.STOP_FIRST).isEmpty() && spec.ports().stream().noneMatch(Port::heldOnHost);
    }

    private static Place placeOf(SeenInstance instance) {
        return new Place(Naming.component(instance.stamp()), instance.stamp().slot());
    }
}
