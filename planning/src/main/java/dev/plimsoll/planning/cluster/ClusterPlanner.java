package dev.plimsoll.planning.cluster;

import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Quorum;
import dev.plimsoll.model.swarm.SwarmState.Node;
import dev.plimsoll.planning.cluster.ClusterPlan.Held;
import dev.plimsoll.planning.cluster.Situation.Machine;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Decides what a swarm that is led lacks. Everything about workers happens at once; of changes among the managers there is one at a time, because each is measured by
/// the quorum that the one before left: first the dead go, then new ones come, then surplus ones become workers.
public final class ClusterPlanner {
    private final Situation is;
    private final Nodes nodes;
    private final Quorum quorum;
    private final List<ClusterStep> steps = new ArrayList<>();
    private Optional<Held> held = Optional.empty();
    private boolean amongManagers;

    private ClusterPlanner(Situation is) {
        this.is = is;
        this.nodes = new Nodes(is);
        this.quorum = is.state().quorum();
    }

    public static ClusterPlan plan(Situation is) {
        return is.state().led() ? new ClusterPlanner(is).led() : Forming.plan(is);
    }

    /// What a machine's node is to be.
    public static NodeSpec wanted(Machine machine) {
        return new NodeSpec(machine.manager() ? Role.MANAGER : Role.WORKER, machine.availability(), NodeLabels.of(machine));
    }

    private ClusterPlan led() {
        nodes.ghosts().forEach(this::forget);
        members().filter(Machine::manager).forEach(this::bring);
        members().filter(m -> !m.manager()).forEach(this::bring);
        if (steps.isEmpty()) {
            replace();
        }
        boolean complete = is.machines().stream().allMatch(m -> m.ready() && !m.leaving() && nodes.of(m).filter(n -> n.ready() && n.spec().equals(wanted(m))).isPresent());
        return new ClusterPlan(steps, held, steps.isEmpty() && held.isEmpty() && complete && nodes.ghosts().isEmpty());
    }

    private java.util.stream.Stream<Machine> members() {
        return is.machines().stream().filter(m -> m.ready() && !m.leaving()).sorted(Comparator.comparing(Machine::name));
    }

    private void forget(Nodes.Ghost ghost) {
        var node = ghost.node();
        if (node.spec().role() == Role.MANAGER && node.manages()) {
            guarded(ghost.machine(), node.reachable(), new ClusterStep.Change(ghost.machine(), node.id(), node.spec().withRole(Role.WORKER), "make a worker, because " + ghost.why() + ", of"));
        } else {
            // Also one that is called a manager and has no vote, lost in a recovery: a swarm refuses to make a worker of it, and lets it be forgotten.
            steps.add(new ClusterStep.Forget(ghost.machine(), node.id(), ghost.why()));
        }
    }

    private void bring(Machine machine) {
        var role = machine.manager() ? Role.MANAGER : Role.WORKER;
        var node = nodes.of(machine);
        switch (is.state().member(machine.name())) {
            case Membership.Silent _ -> { }
            case Membership.Outside _ when node.isEmpty() -> join(machine, role);
            case Membership.Outside _ -> { }
            case Membership.Inside(var id, var _) when nodes.node(id).isEmpty() -> stranger(machine, id);
            case Membership.Inside _ when node.filter(ClusterPlanner::ousted).isPresent() -> steps.add(new ClusterStep.Leave(machine.name(), "it was lost when the swarm was recovered"));
            case Membership.Inside _ -> node.filter(Node::ready).ifPresent(n -> adjust(machine, n));
        }
    }

    /// Called a manager, and without a vote: the swarm was recovered without it.
    private static boolean ousted(Node node) {
        return !node.ready() && !node.manages() && node.spec().role() == Role.MANAGER;
    }

    private void join(Machine machine, Role role) {
        if (role == Role.WORKER) {
            steps.add(new ClusterStep.Join(machine.name(), role));
        } else if (!amongManagers) {
            amongManagers = true;
            steps.add(new ClusterStep.Join(machine.name(), role));
        }
    }

    /// It takes itself for a node of a swarm that is not this one, or does not know it any more.
    private void stranger(Machine machine, String id) {
        if (nodes.stray(machine, id)) {
            steps.add(new ClusterStep.Leave(machine.name(), "the swarm does not know it any more"));
        } else {
            held = Optional.of(new Held("InAnotherSwarm", "machine " + machine.name() + " is in another swarm; let it leave that one (docker swarm leave), and it joins"));
        }
    }

    private void adjust(Machine machine, Node node) {
        var wanted = wanted(machine);
        if (node.spec().equals(wanted) || node.spec().labels().containsKey(NodeSpec.BOUNCED)) {
            return;
        }
        if (node.spec().role() == wanted.role()) {
            steps.add(new ClusterStep.Change(machine.name(), node.id(), wanted, what(node.spec(), wanted)));
        } else if (wanted.role() == Role.MANAGER) {
            if (!amongManagers) {
                amongManagers = true;
                steps.add(new ClusterStep.Change(machine.name(), node.id(), wanted, "make a manager of"));
            }
        } else {
            demote(machine, node, wanted);
        }
    }

    private static String what(NodeSpec is, NodeSpec wanted) {
        var label = is.labels().equals(wanted.labels()) ? "" : "label";
        var access = is.availability() == wanted.availability() ? "" : switch (wanted.availability()) {
            case ACTIVE -> "open";
            case PAUSED -> "close";
            case DRAINED -> "drain";
        };
        return label.isEmpty() || access.isEmpty() ? label + access : label + " and " + access;
    }

    /// Only when all managers that are to come have come.
    private void demote(Machine machine, Node node, NodeSpec wanted) {
        boolean coming = members().filter(Machine::manager).anyMatch(m -> nodes.of(m).filter(Node::reachable).isEmpty());
        if (!coming) {
            guarded(machine.name(), node.reachable(), new ClusterStep.Change(machine.name(), node.id(), wanted, "make a worker of"));
        } else {
            held = Optional.of(new Held("WaitingForManagers", "machine " + machine.name() + " stays a manager until those that take its place are"));
        }
    }

    private void guarded(String machine, boolean answers, ClusterStep step) {
        if (amongManagers) {
            return;
        }
        var against = quorum.againstLosing(answers);
        if (against.isEmpty()) {
            amongManagers = true;
            steps.add(step);
        } else {
            held = Optional.of(new Held("QuorumGuarded", machine + " stays a manager: " + against.get()));
        }
    }

    /// One at a time, and only where nothing else is under way.
    private void replace() {
        if (is.replaceAfter().isZero() || is.machines().stream().anyMatch(m -> m.leaving() || !m.ready())) {
            return;
        }
        is.machines().stream().flatMap(m -> nodes.of(m).filter(n -> !n.ready() && gone(n)).map(n -> {
            var against = n.manages() ? quorum.againstLosing(false) : Optional.<String>empty();
            against.ifPresent(why -> held = Optional.of(new Held("QuorumGuarded", "machine " + m.name() + " is not replaced: " + why)));
            return new ClusterStep.Replace(against.isEmpty() ? m.name() : "", "it has been gone for longer than " + is.replaceAfter().toSeconds() + " s");
        }).stream()).filter(s -> !s.machine().isEmpty()).findFirst().ifPresent(steps::add);
    }

    private boolean gone(Node node) {
        return is.before().nodes().stream().anyMatch(b -> b.id().equals(node.id()) && b.state().equals("down") && !b.since().plus(is.replaceAfter()).isAfter(is.now()));
    }
}
