package dev.plimsoll.controllers.cluster;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.ClusterStatus.Node;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.planning.cluster.ClusterPlan;
import dev.plimsoll.planning.cluster.ClusterStep;
import dev.plimsoll.planning.cluster.Nodes;
import dev.plimsoll.planning.cluster.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A cluster's status, from one look at it and what was planned.
final class ClusterView {
    private final Resource cluster;
    private final Situation is;
    private final ClusterStatus before;
    private final Nodes nodes;
    private final int declared;
    /// Since when a node, of a machine, is in a state.
    private final Map<List<String>, Instant> sinces;

    /// @param declared machines its pools are to have
    ClusterView(Resource cluster, Situation is, int declared) {
        this.cluster = cluster;
        this.is = is;
        this.before = cluster.status(ClusterStatus.class);
        this.nodes = new Nodes(is);
        this.declared = declared;
        this.sinces = before.nodes().stream().collect(Collectors.toMap(n -> List.of(n.id(), n.machine(), n.state()), Node::since, (first, _) -> first));
    }

    ClusterStatus of(ClusterPlan plan) {
        var listed = nodes(plan);
        long ready = listed.stream().filter(n -> n.state().equals("ready") && !n.machine().isEmpty()).count();
        var conditions = new Conditions(before, is.now());
        boolean complete = plan.level() && ready >= declared && is.machines().size() >= declared;
        if (complete) {
            conditions.level(ready + " nodes ready");
        } else {
            conditions.notLevel(plan.held().map(ClusterPlan.Held::reason).orElse("Progressing"), plan.held().map(ClusterPlan.Held::sentence).orElseGet(() -> progress(plan, ready, listed)));
        }
        boolean formed = is.state().led() || !before.id().isEmpty();
        conditions.state(ClusterStatus.FORMED, formed, formed ? "Formed" : "NotFormed", formed ? "the swarm is formed" : "the swarm is not formed yet");
        if (formed) {
            quorum(plan, conditions);
            resilience(conditions);
        }
        return new ClusterStatus(cluster.metadata().generation(), conditions.list(), is.state().led() ? is.state().id() : before.id(), is.state().led() ? "" : before.former(), listed);
    }

    private void quorum(ClusterPlan plan, Conditions conditions) {
        var state = is.state();
        if (state.led()) {
            var quorum = state.quorum();
            conditions.state(ClusterStatus.QUORUM, true, "Kept", quorum.reachable() + " of " + quorum.managers() + " managers answer; " + quorum.spare() + " more may fail");
        } else {
            conditions.state(ClusterStatus.QUORUM, false, plan.held().map(ClusterPlan.Held::reason).orElse("Unreachable"), plan.held().map(ClusterPlan.Held::sentence).orElse("no manager answers"));
        }
    }

    private void resilience(Conditions conditions) {
        var managers = is.machines().stream().filter(Situation.Machine::manager).toList();
        var advice = new dev.plimsoll.model.swarm.Quorum(managers.size(), managers.size()).advice().or(() -> oneZone(managers));
        conditions.state(ClusterStatus.RESILIENT, advice.isEmpty(), advice.isEmpty() ? "Spread" : "Advice", advice.orElse(managers.size() + " managers, none of whose zones has most of them"));
    }

    /// Where machines have zones, no zone should have the majority.
    private static Optional<String> oneZone(List<Situation.Machine> managers) {
        var byZone = managers.stream().filter(m -> !m.zone().isEmpty()).collect(Collectors.groupingBy(Situation.Machine::zone, Collectors.counting()));
        return byZone.entrySet().stream().filter(z -> z.getValue() > managers.size() / 2).findFirst()
            .map(z -> z.getValue() + " of " + managers.size() + " managers are in zone " + z.getKey() + ": when it fails, nothing is rescheduled; spread their pool over zones");
    }

    private String progress(ClusterPlan plan, long ready, List<Node> listed) {
        var next = plan.steps().stream().findFirst().map(s -> "; " + s.sentence()).orElse("");
        var waiting = is.machines().stream().filter(m -> !m.ready()).map(m -> m.name() + " is not ready").findFirst()
            .or(() -> listed.stream().filter(n -> !n.state().equals("ready")).map(n -> (n.machine().isEmpty() ? n.id() : n.machine()) + " is " + n.state()).findFirst()).map(w -> "; " + w).orElse("");
        return ready + " of " + Math.max(declared, is.machines().size()) + " nodes ready" + (next.isEmpty() ? waiting : next);
    }

    private List<Node> nodes(ClusterPlan plan) {
        if (!is.state().led()) {
            return before.nodes().stream().map(this::unknown).toList();
        }
        var listed = new ArrayList<Node>();
        is.state().nodes().forEach(n -> listed.add(node(n)));
        before.nodes().stream().filter(this::haunts).map(b -> since(b, ClusterStatus.Node.LOST)).forEach(listed::add);
        var joining = joining(plan);
        is.machines().stream().filter(m -> nodes.of(m).isEmpty() && !m.leaving() && m.ready()).forEach(m -> listed.add(since(
            new Node("", m.name(), m.manager() ? "manager" : "worker", "", m.availability().name().toLowerCase(Locale.ROOT), "", "", m.operation(), is.now()), joining.contains(m.name()) ? Node.JOINING : Node.OUTSIDE)));
        return listed;
    }

    /// Who is asked to join now, or was before and has not said since that it is in no swarm.
    private Set<String> joining(ClusterPlan plan) {
        var asked = before.nodes().stream().filter(n -> n.id().isEmpty() && n.state().equals(Node.JOINING)).map(Node::operation).collect(Collectors.toSet());
        var joining = is.machines().stream().filter(m -> asked.contains(m.operation()) && !(is.state().member(m.name()) instanceof Membership.Outside)).map(Situation.Machine::name).collect(Collectors.toSet());
        plan.steps().stream().filter(ClusterStep.Join.class::isInstance).map(ClusterStep::machine).forEach(joining::add);
        return joining;
    }

    /// What a machine still takes itself for, or may when it answers again, has to be remembered until it has left.
    private boolean haunts(Node lost) {
        boolean known = !lost.id().isEmpty() && nodes.node(lost.id()).isEmpty();
        return known && is.machines().stream().filter(m -> m.operation().equals(lost.operation())).map(m -> is.state().member(m.name())).anyMatch(m -> m instanceof Membership.Silent || m.is(lost.id()));
    }

    private Node node(SwarmState.Node node) {
        var whose = nodes.whose(node);
        var role = node.leader() ? "leader" : node.spec().role() == Role.MANAGER ? "manager" : "worker";
        var availability = switch (node.spec().availability()) {
            case ACTIVE -> "active";
            case PAUSED -> "pause";
            case DRAINED -> "drain";
        };
        return since(new Node(node.id(), whose.map(Nodes.Whose::machine).orElse(""), role, "", availability, node.address(), node.version(), whose.map(Nodes.Whose::operation).orElse(""), is.now()),
            node.ready() ? "ready" : "down");
    }

    /// Without a manager nothing is known of nodes but what their own engines say. Who was asked to join may have done so, and then it says as which node.
    private Node unknown(Node node) {
        var member = is.state().member(node.machine());
        if (!node.id().isEmpty()) {
            return since(node, member instanceof Membership.Silent ? "silent" : Node.UNKNOWN);
        }
        boolean same = is.machines().stream().anyMatch(m -> m.name().equals(node.machine()) && m.operation().equals(node.operation()));
        return same && node.state().equals(Node.JOINING) && member instanceof Membership.Inside(var id, var _)
            ? since(new Node(id, node.machine(), node.role(), "", node.availability(), node.address(), node.version(), node.operation(), is.now()), Node.UNKNOWN) : node;
    }

    private Node since(Node node, String state) {
        Instant since = sinces.getOrDefault(List.of(node.id(), node.machine(), state), is.now());
        return new Node(node.id(), node.machine(), node.role(), state, node.availability(), node.address(), node.version(), node.operation(), since);
    }
}
