package dev.plimsoll.controllers.drain;

import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cluster.Clusters;
import dev.plimsoll.controllers.cluster.Clusters.Found;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.machine.Drain.State;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.model.swarm.SwarmState.Node;
import dev.plimsoll.planning.cluster.Nodes;
import dev.plimsoll.planning.drain.DrainPlan;
import dev.plimsoll.planning.drain.DrainPlanner;
import dev.plimsoll.planning.drain.DrainStep;
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

    /// What is told was written down before the step was taken.
    ///
    /// @throws dev.plimsoll.ports.EngineFailure when the swarm cannot be asked or changed
    DrainPlan step(Resource machine, Departure departure, Run run) throws InterruptedException {
        var cluster = belonging.cluster(machine);
        if (cluster.isEmpty()) {
            var out = out(departure, "it is no node of a cluster");
            if (machine.status(MachineStatus.class).drain().isPresent()) {
                write(machine, out, run);
            }
            return new DrainPlan(out, Optional.empty());
        }
        var leaving = new Leaving(machine, departure, cluster.get());
        if (machine.spec(MachineSpec.class).roleOrStandalone() != MachineRole.MANAGER) {
            try (var _ = clusters.beside(cluster.get().key())) {
                var found = clusters.found(cluster.get(), machinery::now);
                if (node(machine, found.nodes()).filter(n -> n.manages() || n.spec().role() == Role.MANAGER).isEmpty()) {
                    return looked(leaving, found, run);
                }
            }
        }
        // Two that manage, or that do by mistake, are never measured by one quorum.
        try (var _ = clusters.alone(cluster.get().key())) {
            return looked(leaving, clusters.found(cluster.get(), machinery::now), run);
        }
    }

    private record Leaving(Resource machine, Departure departure, Resource cluster) {}

    private DrainPlan looked(Leaving leaving, Found found, Run run) throws InterruptedException {
        if (found.state().led()) {
            return led(leaving, found, run);
        }
        var drain = unled(leaving.machine(), leaving.departure(), leaving.cluster(), found.state());
        write(leaving.machine(), drain, run);
        return new DrainPlan(drain, Optional.empty());
    }

    private DrainPlan led(Leaving leaving, Found found, Run run) throws InterruptedException {
        var plan = plan(leaving, found);
        if (plan.step().filter(DrainStep.Renew.class::isInstance).isEmpty()) {
            return carriedOut(leaving, plan, found, run);
        }
        // Somebody else who empties a machine may have begun to renew the same service since.
        try (var _ = clusters.services(leaving.cluster().key())) {
            return carriedOut(leaving, plan(leaving, found), found, run);
        }
    }

    private DrainPlan plan(Leaving leaving, Found found) throws InterruptedException {
        var machine = leaving.machine();
        var node = node(machine, found.nodes());
        var occupants = node.filter(Node::ready).map(n -> found.swarm().occupants(n.id())).orElse(List.<Occupant>of());
        var earlier = node.filter(n -> n.spec().role() == Role.MANAGER).flatMap(_ -> earlier(machine, leaving.cluster(), found.nodes()));
        var plan = DrainPlanner.plan(new DrainPlanner.Situation(leaving.departure(), machine.metadata().deleting(), node, occupants, found.state().quorum(), earlier, found.open(), machinery.now()));
        boolean leaves = plan.step().filter(DrainStep.Remove.class::isInstance).isPresent() && node.filter(n -> n.ready() && n.spec().availability() == Availability.PAUSED).isPresent();
        return leaves || plan.stops() || plan.drain().state() == State.EMPTYING ? requestsFirst(leaving, node.orElseThrow(), plan) : plan;
    }

    /// Whoever still answers there is left out by every ingress, and may end what is under way, before it is stopped. What cannot be listed is stopped all the same.
    private DrainPlan requestsFirst(Leaving leaving, Node node, DrainPlan plan) throws InterruptedException {
        var around = machinery.around();
        var way = around.engines().to(new Location(Optional.of(leaving.cluster().key())));
        var there = way instanceof Engines.Way.Open(var _, var engine) ? engine.observe().inventory().instances() : List.<SeenInstance>of();
        var requests = around.drain(leaving.machine(), Optional.of(there.stream().filter(i -> i.node().equals(node.id()) && i.state() == SeenInstance.State.RUNNING).toList()));
        return plan.step().isPresent() && !requests.done() && !leaving.departure().forced() ? plan.waiting(requests.sentence()) : plan;
    }

    /// It is not emptied any more: requests get there again.
    void over(Resource machine) throws InterruptedException {
        machinery.around().drain(machine, Optional.empty());
    }

    private DrainPlan carriedOut(Leaving leaving, DrainPlan plan, Found found, Run run) {
        var told = write(leaving.machine(), plan.drain(), run);
        plan.step().ifPresent(step -> {
            run.step(step.sentence());
            switch (step) {
                case DrainStep.Change(var id, var spec, var _) -> found.swarm().change(id, spec);
                case DrainStep.Renew(var service, var _) -> found.swarm().renew(service);
                case DrainStep.Remove(var id, var _) -> found.swarm().remove(id);
            }
        });
        return plan.step().filter(DrainStep.Remove.class::isInstance).map(_ -> left(told, leaving.departure(), run)).orElse(plan);
    }

    /// Should nobody write it down, the next look finds no node.
    private DrainPlan left(Resource machine, Departure departure, Run run) {
        var out = out(departure, "it has left its cluster");
        write(machine, out, run);
        return new DrainPlan(out, Optional.empty());
    }

    private static Optional<Node> node(Resource machine, Nodes nodes) {
        return nodes.of(machine.metadata().name(), Belonging.operation(machine));
    }

    /// Another manager that was deleted before this one and votes still.
    private Optional<String> earlier(Resource machine, Resource cluster, Nodes nodes) {
        return clusters.machines(cluster).stream().filter(m -> m.metadata().deleting() && m.spec(MachineSpec.class).roleOrStandalone() == MachineRole.MANAGER && before(m, machine))
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

    private Resource write(Resource machine, Drain drain, Run run) {
        return machinery.write(machine, machine.status(MachineStatus.class).withDrain(Optional.of(drain)), run);
    }
}
