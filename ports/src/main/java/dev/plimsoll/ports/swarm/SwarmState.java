package dev.plimsoll.ports.swarm;

import dev.plimsoll.ports.swarm.Swarm.NodeSpec;
import dev.plimsoll.ports.swarm.Swarm.Role;
import java.util.List;
import java.util.Optional;

/// A swarm at one moment.
///
/// @param id    the swarm's; empty when there is none
/// @param nodes all of them
public record SwarmState(String id, List<Node> nodes) {
    /// No machine within reach is in a swarm.
    public static final SwarmState NONE = new SwarmState("", List.of());

    public SwarmState {
        nodes = List.copyOf(nodes);
    }

    public boolean formed() {
        return !id.isEmpty();
    }

    /// The node of a machine of that name. After a machine was made anew there may be two; the one that works counts.
    public Optional<Node> named(String hostname) {
        return nodes.stream().filter(n -> n.hostname().equals(hostname)).min(java.util.Comparator.comparing(n -> n.ready() ? 0 : 1));
    }

    public Quorum quorum() {
        var managers = nodes.stream().filter(n -> n.spec().role() == Role.MANAGER).toList();
        return new Quorum(managers.size(), (int) managers.stream().filter(Node::reachable).count());
    }

    /// A machine as the swarm knows it.
    ///
    /// @param id        the swarm's
    /// @param ready     whether its engine reports to the managers
    /// @param leader    whether it leads the managers
    /// @param reachable of a manager: whether the other managers reach it
    /// @param message   what the swarm says of it, such as why it is down; empty mostly
    public record Node(String id, String hostname, String address, NodeSpec spec, boolean ready, boolean leader, boolean reachable, String message) {}
}
