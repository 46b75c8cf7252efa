package dev.plimsoll.model.swarm;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// A swarm at one moment.
///
/// @param id      the swarm's; empty unless it is led
/// @param led     whether a manager answers that can act for the others. Otherwise nothing is known of the nodes
/// @param nodes   all of them, when it is led
/// @param members how each machine's engine stands to it, by the machine's name
public record SwarmState(String id, boolean led, List<Node> nodes, Map<String, Membership> members) {
    /// Nobody was asked.
    public static final SwarmState NONE = new SwarmState("", false, List.of(), Map.of());

    public SwarmState {
        nodes = List.copyOf(nodes);
        members = Map.copyOf(members);
    }

    /// Whether any machine that answers is in a swarm.
    public boolean formed() {
        return led || members.values().stream().anyMatch(Membership.Inside.class::isInstance);
    }

    public Membership member(String machine) {
        return members.getOrDefault(machine, new Membership.Silent("it was not asked"));
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(n -> n.id().equals(id)).findFirst();
    }

    /// The node of a machine of that host name. After a machine was made anew there may be two; the one that works counts.
    public Optional<Node> named(String hostname) {
        return nodes.stream().filter(n -> n.hostname().equals(hostname)).min(Comparator.comparing(n -> n.ready() ? 0 : 1));
    }

    /// Machines whose engines keep the swarm's state and answer, whether or not they can act.
    public List<String> answeringManagers() {
        return members.entrySet().stream().filter(m -> m.getValue().manages()).map(Map.Entry::getKey).sorted().toList();
    }

    /// Ids of the nodes that vote.
    public Set<String> managers() {
        return nodes.stream().filter(Node::manages).map(Node::id).collect(Collectors.toSet());
    }

    /// Counts those that vote: a manager that was lost in a recovery is still called one, and votes no more; who was promoted a moment ago does not vote yet.
    public Quorum quorum() {
        var managers = nodes.stream().filter(Node::manages).toList();
        return new Quorum(managers.size(), (int) managers.stream().filter(Node::reachable).count());
    }

    /// A machine as the swarm knows it.
    ///
    /// @param id        the swarm's
    /// @param ready     whether its engine reports to the managers
    /// @param leader    whether it leads the managers
    /// @param manages   whether it votes among the managers, which its role follows or precedes
    /// @param reachable of a manager: whether the other managers reach it
    /// @param version   of its engine
    /// @param message   what the swarm says of it, such as why it is down; empty mostly
    public record Node(String id, String hostname, String address, NodeSpec spec, boolean ready, boolean leader, boolean manages, boolean reachable, String version, String message) {}
}
