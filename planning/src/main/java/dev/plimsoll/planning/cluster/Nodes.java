package dev.plimsoll.planning.cluster;

import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.model.swarm.SwarmState.Node;
import dev.plimsoll.planning.cluster.Situation.Machine;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Whose each node of a swarm is. What a machine's engine says of itself counts first, then the node's labels, then what was written down; a name alone proves nothing, except of one that is
/// down and that nobody labelled.
public final class Nodes {
    private final Situation is;
    private final Map<String, Node> byId;
    private final Map<String, Machine> machines;
    private final Map<String, Whose> told;
    private final Map<String, ClusterStatus.Node> before;
    private final Map<Whose, List<Node>> byWhose;

    /// Looks everything up once: a thousand machines ask for their nodes at each look.
    public Nodes(Situation is) {
        this.is = is;
        this.byId = first(is.state().nodes().stream(), Node::id);
        this.machines = first(is.machines().stream(), Machine::name);
        this.told = new HashMap<>();
        is.machines().stream().filter(Machine::ready).forEach(m -> {
            if (is.state().member(m.name()) instanceof Membership.Inside(var id, var _)) {
                told.putIfAbsent(id, new Whose(m.name(), m.operation()));
            }
        });
        this.before = first(is.before().nodes().stream().filter(n -> !n.machine().isEmpty()), ClusterStatus.Node::id);
        this.byWhose = is.state().nodes().stream().filter(n -> whose(n).isPresent()).collect(Collectors.groupingBy(n -> whose(n).orElseThrow()));
    }

    private static <T> Map<String, T> first(Stream<T> all, Function<T, String> name) {
        return all.collect(Collectors.toMap(name, Function.identity(), (one, _) -> one));
    }

    /// @param operation by which the machine was made; empty when nobody knows
    public record Whose(String machine, String operation) {}

    /// None: foreign, never touched.
    public Optional<Whose> whose(Node node) {
        return Optional.ofNullable(told.get(node.id()))
            .or(() -> Optional.ofNullable(node.spec().labels().get(NodeLabels.MACHINE)).map(machine -> new Whose(machine, node.spec().labels().getOrDefault(NodeLabels.OPERATION, ""))))
            .or(() -> Optional.ofNullable(before.get(node.id())).map(n -> new Whose(n.machine(), n.operation())))
            .or(() -> node.ready() ? Optional.empty() : Optional.ofNullable(machines.get(node.hostname())).map(m -> new Whose(m.name(), "")));
    }

    /// The node of that id, when a manager tells of it.
    public Optional<Node> node(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /// The node that a machine is now; none before it joined.
    public Optional<Node> of(Machine machine) {
        return all(machine.name(), machine.operation()).filter(n -> !ghost(n, machine)).min(Comparator.comparing(n -> !n.ready()));
    }

    /// The node that a machine is or was, the one that works first.
    public Optional<Node> of(String machine, String operation) {
        return all(machine, operation).min(Comparator.comparing(n -> !n.ready()));
    }

    private Stream<Node> all(String machine, String operation) {
        return byWhose.getOrDefault(new Whose(machine, operation), List.of()).stream();
    }

    /// Nodes of ours that no machine is any more, and why.
    public List<Ghost> ghosts() {
        return is.state().nodes().stream().filter(n -> !n.ready()).flatMap(n -> whose(n).flatMap(w -> why(n, w)).map(why -> new Ghost(n, whose(n).orElseThrow().machine(), why)).stream()).toList();
    }

    public record Ghost(Node node, String machine, String why) {}

    private Optional<String> why(Node node, Whose whose) {
        var machine = machines.get(whose.machine());
        if (machine == null) {
            return Optional.of("its machine is gone");
        }
        if (!machine.operation().equals(whose.operation())) {
            return Optional.of("its machine was made anew");
        }
        return ghost(node, machine) ? Optional.of("its machine is another node now, or none") : Optional.empty();
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
}
