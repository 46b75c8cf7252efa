package dev.plimsoll.controllers.drain;

import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cluster.Clusters;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.machine.Drain.State;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.model.swarm.SwarmState.Node;
import dev.plimsoll.planning.cluster.Nodes;
import dev.plimsoll.planning.drain.DrainPlan;
import dev.plimsoll.planning.drain.DrainPlanner;
import dev.plimsoll.planning.drain.DrainStep;
import dev.plimsoll.ports.swarm.Swarm;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// One look at a machine that is to be emptied, and the one step that follows from it. How it stands is written down before the step is taken.
final class Draining {
    private final Machinery machinery;
    private final Clusters clusters;
    private final Belonging belonging;

    Draining(Machinery machinery, Clusters clusters) {
        this.machinery = machinery;
        this.clusters = clusters;
        this.belonging = new Belonging(machinery.around().mirror());
    }

    /// That a machine is to be emptied now; one that is deleted is, whether or not anybody said so.
    static Optional<Departure> departure(Resource machine) {
        var written = Departure.of(machine.metadata()).filter(d -> d.begun().isPresent());
        return machine.metadata().deletedAt().map(at -> written.orElseGet(() -> Departure.usual(Purpose.REMOVE).begunAt(at))).or(() -> written);
    }

    /// @throws dev.plimsoll.ports.EngineFailure when the swarm cannot be asked or changed
    Drain step(Resource machine, Departure departure, Run run) throws InterruptedException {
        var cluster = belonging.cluster(machine);
        if (cluster.isEmpty()) {
            return out(departure, "it is no node of a cluster");
        }
        var lock = clusters.lock(cluster.get().key());
        lock.lockInterruptibly();
        try {
            var swarm = clusters.swarm(cluster.get());
            var state = swarm.look();
            return state.led() ? led(machine, departure, new Found(cluster.get(), swarm, state), run) : written(machine, unled(machine, departure, cluster.get(), state), run);
        } finally {
            lock.unlock();
        }
    }

    private record Found(Resource cluster, Swarm swarm, SwarmState state) {}

    private Drain led(Resource machine, Departure departure, Found found, Run run) throws InterruptedException {
        var nodes = new Nodes(clusters.look(found.cluster(), found.state(), machinery.now()));
        var node = node(machine, nodes);
        var occupants = node.filter(Node::ready).map(n -> found.swarm().occupants(n.id())).orElse(List.<Occupant>of());
        var planned = DrainPlanner.plan(new DrainPlanner.Situation(departure, machine.metadata().deleting(), node, occupants, found.state().quorum(), earlier(machine, found, nodes), machinery.now()));
        var plan = planned.stops() || planned.drain().state() == State.EMPTYING ? requestsFirst(machine, departure, node.orElseThrow(), planned) : planned;
        var drain = written(machine, plan.drain(), run);
        plan.step().ifPresent(step -> {
            run.step(step.sentence());
            switch (step) {
                case DrainStep.Change(var id, var spec, var _) -> found.swarm().change(id, spec);
                case DrainStep.Renew(var service, var _) -> found.swarm().renew(service);
                case DrainStep.Remove(var id, var _) -> found.swarm().remove(id);
            }
        });
        return drain;
    }

    /// Whoever still answers there is left out by every ingress, and may end what is under way, before it is stopped. What cannot be listed is stopped all the same.
    private DrainPlan requestsFirst(Resource machine, Departure departure, Node node, DrainPlan plan) throws InterruptedException {
        var around = machinery.around();
        var way = around.engines().to(new Location(belonging.cluster(machine).map(Resource::key)));
        var there = way instanceof Engines.Way.Open(var _, var engine) ? engine.observe().inventory().instances() : List.<SeenInstance>of();
        var requests = around.drain(machine, Optional.of(there.stream().filter(i -> i.node().equals(node.id()) && i.state() == SeenInstance.State.RUNNING).toList()));
        return plan.stops() && !requests.done() && !departure.forced() ? plan.waiting(requests.sentence()) : plan;
    }

    /// It is not emptied any more: requests get there again.
    void over(Resource machine) throws InterruptedException {
        machinery.around().drain(machine, Optional.empty());
    }

    private static Optional<Node> node(Resource machine, Nodes nodes) {
        return nodes.of(machine.metadata().name(), Belonging.operation(machine));
    }

    /// Another manager that was deleted before this one and votes still.
    private Optional<String> earlier(Resource machine, Found found, Nodes nodes) {
        return clusters.machines(found.cluster()).stream().filter(m -> m.metadata().deleting() && m.spec(MachineSpec.class).roleOrStandalone() == MachineRole.MANAGER && before(m, machine))
            .filter(m -> node(m, nodes).filter(Node::manages).isPresent()).map(m -> m.metadata().name()).findFirst();
    }

    private static boolean before(Resource one, Resource other) {
        return machineOrder().compare(one, other) < 0;
    }

    private static Comparator<Resource> machineOrder() {
        return Comparator.comparing((Resource m) -> m.metadata().deletedAt().orElse(java.time.Instant.MAX)).thenComparing(m -> m.metadata().name());
    }

    /// Workers may go; their nodes are forgotten when managers answer again. A manager may be needed to bring them back.
    private static Drain unled(Resource machine, Departure departure, Resource cluster, SwarmState state) {
        boolean manager = state.member(machine.metadata().name()).manages() || cluster.status(ClusterStatus.class).nodes().stream()
            .anyMatch(n -> n.operation().equals(Belonging.operation(machine)) && !n.role().equals("worker"));
        if (machine.metadata().deleting() && (!manager || departure.forced())) {
            return out(departure, "its cluster has no managers that answer, and forgets it when they do");
        }
        return new Drain(State.MOVING, departure.begun().orElseThrow(), false, "QuorumLost", "its cluster has lost its quorum", List.of(manager
            ? "it is a manager, and may be needed to recover it; recover " + cluster.key().shortForm() + " first, or force the removal" : "nothing can be moved until most of the managers of " + cluster.key().shortForm() + " answer"));
    }

    private static Drain out(Departure departure, String sentence) {
        return new Drain(State.OUT, departure.begun().orElseThrow(), false, "", sentence, List.of());
    }

    private Drain written(Resource machine, Drain drain, Run run) {
        machinery.write(machine, machine.status(MachineStatus.class).withDrain(Optional.of(drain)), run);
        return drain;
    }
}
