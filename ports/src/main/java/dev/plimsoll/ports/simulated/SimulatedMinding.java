package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.CheckUp.Node;
import dev.plimsoll.model.minding.CheckUp.Phase;
import dev.plimsoll.model.minding.CheckUp.Presence;
import dev.plimsoll.model.minding.CheckUp.Service;
import dev.plimsoll.model.minding.CheckUp.Task;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.SeenService;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Minding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A simulated engine with services, minded: shows what [Ailments] it has, and is cured as a Swarm is.
final class SimulatedMinding implements Minding {
    private static final String NOBODY = "192.0.2.1";

    private final WorldState world;
    private final Gate gate;

    SimulatedMinding(WorldState world, Gate gate) {
        this.world = world;
        this.gate = gate;
    }

    @Override
    public CheckUp look(String plane) {
        return gate.call(Call.LOOK, () -> "look at the machines", _ -> {
            var services = world.services.all().stream().filter(s -> s.owner.filter(o -> o.plane().equals(plane)).isPresent()).toList();
            var nodes = world.ailments.nodes.stream().map(this::node).toList();
            return new CheckUp(world.clock.instant(), nodes, services.stream().map(this::service).toList(), services.stream().flatMap(s -> s.instances.stream().map(c -> task(s, c))).toList(),
                services.stream().flatMap(s -> names(s).stream()).toList());
        });
    }

    @Override
    public void apply(Remedy remedy) {
        gate.call(Call.REMEDY, remedy::sentence, _ -> {
            switch (remedy) {
                case Remedy.Renew(var service, _) -> world.services.withId(service).ifPresent(s -> {
                    world.ailments.stale.remove(s.part.name());
                    world.services.renew(s);
                });
                case Remedy.HandLogin(_, var name) -> world.ailments.withoutLogin.remove(name);
                // Files are in the instances themselves, and images are everywhere.
                case Remedy.RemoveFiles _, Remedy.BringImage _ -> { }
                case Remedy.Bounce(var node, _) -> {
                    world.ailments.stuck.remove(node);
                    world.ailments.bounced.add(node);
                }
                case Remedy.Open(var node, _) -> world.ailments.bounced.remove(node);
                case Remedy.Readmit(var node, _) -> readmit(node);
            }
            return true;
        });
    }

    private void readmit(String node) {
        if (node.equals(Ailments.FIRST)) {
            throw new EngineFailure.Rejected("NotSupported", "cannot let " + node + " leave the cluster: it is a manager", null);
        }
        world.ailments.apart.remove(node);
        world.ailments.stuck.remove(node);
        world.ailments.bounced.remove(node);
    }

    private Node node(String id) {
        var a = world.ailments;
        return new Node(id, id, id.equals(Ailments.FIRST), !a.apart.contains(id), !a.bounced.contains(id), a.bounced.contains(id), a.apart.contains(id) ? CheckUp.Engine.APART : CheckUp.Engine.MEMBER);
    }

    private Service service(KeptService s) {
        return new Service(s.id, s.part.name(), s.part.stamp(), s.replicas(), s.seen().update() != SeenService.Update.NONE, s.part.each().spec().placement().everyMachine(),
            world.ailments.nodes.stream().filter(n -> !world.ailments.apart.contains(n) && !world.ailments.bounced.contains(n)).collect(Collectors.toSet()), world.ailments.withoutLogin.contains(s.part.name()), false);
    }

    private Task task(KeptService s, Container c) {
        var node = world.ailments.place(c.id, s.instances.stream().map(o -> o.id).toList());
        var phase = world.ailments.stuck.contains(node) ? Phase.ASSIGNED : c.state == State.RUNNING ? Phase.RUNNING : Phase.PREPARING;
        var presence = phase != Phase.RUNNING ? Presence.UNKNOWN : world.ailments.missing.contains(c.id) ? Presence.MISSING : Presence.THERE;
        return new Task(c.name, s.id, node, phase, c.startedAt.orElse(world.clock.instant()), presence, c.error);
    }

    /// The first machine answers for all.
    private List<CheckUp.Names> names(KeptService s) {
        var names = new ArrayList<CheckUp.Names>();
        for (var attachment : s.part.each().networks()) {
            Set<String> living = s.instances.stream().filter(c -> c.state == State.RUNNING && !c.leaving).map(c -> c.name + ".simulated").collect(Collectors.toSet());
            var answered = new HashSet<>(living);
            if (world.ailments.stale.contains(s.part.name())) {
                answered.add(NOBODY);
            }
            names.add(new CheckUp.Names(Ailments.FIRST, attachment.network(), s.id, answered, living));
        }
        return names;
    }
}
