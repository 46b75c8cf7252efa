package dev.plimsoll.controllers.cluster;

import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.planning.cluster.Nodes;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.swarm.Swarm;
import java.time.Duration;
import java.util.Optional;

/// Takes a machine out of its cluster's swarm before the machine goes: a manager becomes a worker where the quorum bears it, what runs there moves elsewhere, and the node leaves. One that does not
/// answer is only forgotten.
public final class WayOut {
    /// How long what runs there may take to move elsewhere.
    private static final Duration TO_EMPTY = Duration.ofMinutes(1);

    private final Machinery machinery;
    private final Clusters clusters;

    public WayOut(Machinery machinery, Clusters clusters) {
        this.machinery = machinery;
        this.clusters = clusters;
    }

    /// Where a machine stands on its way out.
    public sealed interface Stage {
        /// It is no node, or not any more.
        record Out() implements Stage {}

        /// Time brings it forward.
        record UnderWay(String sentence) implements Stage {}

        /// It may not go. Something else must change first, or somebody force it.
        record Refused(String reason, String sentence) implements Stage {}
    }

    /// One step on a machine's way out.
    ///
    /// @throws EngineFailure when the swarm could not be changed
    public Stage of(Resource machine, Run run) throws InterruptedException {
        var found = clusters.of(machine).filter(c -> !c.metadata().deleting());
        if (found.isEmpty() || Clusters.operation(machine).isEmpty() || found.get().status(ClusterStatus.class).id().isEmpty()) {
            return new Stage.Out();
        }
        var cluster = found.get();
        var lock = clusters.lock(cluster.key());
        lock.lockInterruptibly();
        try {
            var swarm = clusters.swarm(cluster);
            var state = swarm.look();
            return state.led() ? led(machine, Look.at(cluster, clusters.machines(cluster), state, machinery.now()), swarm, run) : unled(machine, cluster, state);
        } finally {
            lock.unlock();
        }
    }

    private Stage led(Resource machine, dev.plimsoll.planning.cluster.Situation is, Swarm swarm, Run run) {
        var nodes = new Nodes(is);
        var node = is.state().nodes().stream().filter(n -> nodes.whose(n).filter(w -> w.machine().equals(machine.metadata().name()) && w.operation().equals(Clusters.operation(machine))).isPresent()).findFirst();
        if (node.isEmpty()) {
            return new Stage.Out();
        }
        if (node.get().spec().role() == Role.MANAGER) {
            return demote(machine, node.get(), is.state(), swarm, run);
        }
        if (node.get().ready() && !empty(machine, node.get(), swarm, run)) {
            return new Stage.UnderWay("what runs there moves elsewhere");
        }
        run.step("take node " + node.get().id() + " of " + machine.metadata().name() + " out of the swarm");
        swarm.remove(node.get().id());
        return new Stage.UnderWay("it leaves the swarm");
    }

    private static Stage demote(Resource machine, SwarmState.Node node, SwarmState state, Swarm swarm, Run run) {
        var against = node.manages() ? state.quorum().againstLosing(node.reachable()) : Optional.<String>empty();
        if (against.isPresent()) {
            return forced(machine) ? new Stage.Out() : new Stage.Refused("QuorumGuarded", "machine " + machine.metadata().name() + " is a manager of the swarm and stays: " + against.get());
        }
        run.step("make a worker of " + machine.metadata().name() + ", because it goes");
        swarm.change(node.id(), node.spec().withRole(Role.WORKER).withAvailability(Availability.DRAINED));
        return new Stage.UnderWay("it becomes a worker");
    }

    /// Whether nothing runs there any more, or it has been given time enough.
    private boolean empty(Resource machine, SwarmState.Node node, Swarm swarm, Run run) {
        if (node.spec().availability() != Availability.DRAINED) {
            run.step("drain " + machine.metadata().name());
            swarm.change(node.id(), node.spec().withAvailability(Availability.DRAINED));
            return false;
        }
        return swarm.tasks(node.id()) == 0 || machine.metadata().deletedAt().filter(since -> !since.plus(TO_EMPTY).isAfter(machinery.now())).isPresent();
    }

    /// Workers may go; their nodes are forgotten when managers answer again. A manager may be needed to bring them back.
    private static Stage unled(Resource machine, Resource cluster, SwarmState state) {
        boolean manager = state.member(machine.metadata().name()).manages() || cluster.status(ClusterStatus.class).managers().stream()
            .anyMatch(n -> n.operation().equals(Clusters.operation(machine)));
        return !manager || forced(machine) ? new Stage.Out() : new Stage.Refused("QuorumLost", "machine " + machine.metadata().name()
            + " is a manager of a swarm that has lost its quorum, and may be needed to recover it; recover " + cluster.key().shortForm() + " first, or force the removal");
    }

    private static boolean forced(Resource machine) {
        return Departure.of(machine.metadata()).filter(Departure::forced).isPresent();
    }
}
