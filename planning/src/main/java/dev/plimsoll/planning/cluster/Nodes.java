package dev.plimsoll.planning.cluster;

import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.model.swarm.SwarmState.Node;
import dev.plimsoll.planning.cluster.Situation.Machine;
import java.util.List;
import java.util.Optional;

/// Whose each node of a swarm is. What a machine's engine says of itself counts first, then the node's labels, then what was written down; a name alone proves nothing, except of one that is
/// down and that nobody labelled.
public final class Nodes {
    private final Situation is;

    public Nodes(Situation is) {
        this.is = is;
    }

    /// @param operation by which the machine was made; empty when nobody knows
    public record Whose(String machine, String operation) {}

    /// None: foreign, never touched.
    public Optional<Whose> whose(Node node) {
        return is.machines().stream().filter(m -> m.ready() && is.state().member(m.name()).is(node.id())).findFirst().map(m -> new Whose(m.name(), m.operation()))
            .or(() -> Optional.ofNullable(node.spec().labels().get(NodeLabels.MACHINE)).map(machine -> new Whose(machine, node.spec().labels().getOrDefault(NodeLabels.OPERATION, ""))))
            .or(() -> before(node.id()).map(n -> new Whose(n.machine(), n.operation())))
            .or(() -> node.ready() ? Optional.empty() : is.machine(node.hostname()).map(m -> new Whose(m.name(), "")));
    }

    /// The node that a machine is now; none before it joined.
    public Optional<Node> of(Machine machine) {
        return is.state().nodes().stream().filter(n -> whose(n).filter(w -> w.machine().equals(machine.name()) && w.operation().equals(machine.operation())).isPresent())
            .filter(n -> !ghost(n, machine)).min(java.util.Comparator.comparing(n -> n.ready() ? 0 : 1));
    }

    /// Nodes of ours that no machine is any more, and why.
    public List<Ghost> ghosts() {
        return is.state().nodes().stream().filter(n -> !n.ready()).flatMap(n -> whose(n).flatMap(w -> why(n, w)).map(why -> new Ghost(n, whose(n).orElseThrow().machine(), why)).stream()).toList();
    }

    public record Ghost(Node node, String machine, String why) {}

    private Optional<String> why(Node node, Whose whose) {
        var machine = is.machine(whose.machine());
        if (machine.isEmpty()) {
            return Optional.of("its machine is gone");
        }
        if (!machine.get().operation().equals(whose.operation())) {
            return Optional.of("its machine was made anew");
        }
        return ghost(node, machine.get()) ? Optional.of("its machine is another node now, or none") : Optional.empty();
    }

    /// The engine answers, and says that it is not this node.
    private boolean ghost(Node node, Machine machine) {
        return !node.ready() && machine.ready() && switch (is.state().member(machine.name())) {
            case Membership.Silent _ -> false;
            case Membership.Outside _ -> true;
            case Membership.Inside(var own, var _) -> !own.equals(node.id());
        };
    }

    /// Whether the swarm that this machine's engine is in, as a node of that id, is one that we let it join, though no manager tells of that node any more. What was written down proves it: the node, or that the
    /// machine was asked to join and nobody has seen since what came of it.
    boolean stray(Machine machine, String id) {
        return is.before().nodes().stream().filter(n -> n.operation().equals(machine.operation()))
            .anyMatch(n -> n.id().equals(id) || n.id().isEmpty() && n.state().equals(ClusterStatus.Node.JOINING));
    }

    private Optional<ClusterStatus.Node> before(String id) {
        return is.before().nodes().stream().filter(n -> n.id().equals(id) && !n.machine().isEmpty()).findFirst();
    }
}
