package dev.plimsoll.controllers.drain;

import dev.plimsoll.controllers.cluster.Clusters;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which cluster a machine is a node of, as far as the store tells.
public record Belonging(Mirror mirror) {
    private static final String READY = "ready";
    private static final String WORKER = "worker";

    /// The cluster whose pools the machine is from. None when there is none that is formed, or when it is on its way out as a whole and no assembly names it any more: then there is nobody whom its leaving would disturb.
    public Optional<Resource> cluster(Resource machine) {
        var pool = machine.metadata().owner().filter(o -> o.kind() == Kind.POOL && machine.spec(MachineSpec.class).roleOrStandalone() != MachineRole.STANDALONE);
        return pool.flatMap(p -> mirror.list(Query.of(Kind.CLUSTER).in(machine.metadata().project())).stream().filter(c -> c.spec(ClusterSpec.class).pools().contains(p.name()))
            .filter(c -> !c.status(ClusterStatus.class).id().isEmpty() && !abandoned(c)).findFirst());
    }

    private boolean abandoned(Resource cluster) {
        return cluster.metadata().deleting() && Clusters.assemblies(mirror, cluster).isEmpty();
    }

    /// Whether a machine is there as its own declaration says, and works as a node when it is to be one. For many machines at one moment: the nodes of a cluster are looked up once.
    public Predicate<Resource> serving() {
        var nodes = new HashMap<Key, Map<String, List<ClusterStatus.Node>>>();
        return machine -> ready(machine) && cluster(machine).map(c -> nodes.computeIfAbsent(c.key(), _ -> c.status(ClusterStatus.class).nodes().stream().collect(Collectors.groupingBy(ClusterStatus.Node::machine)))
            .getOrDefault(machine.metadata().name(), List.of()).stream().anyMatch(n -> works(n, machine))).orElse(true);
    }

    private static boolean works(ClusterStatus.Node node, Resource machine) {
        return node.operation().equals(operation(machine)) && node.state().equals(READY)
            && (machine.spec(MachineSpec.class).roleOrStandalone() != MachineRole.MANAGER || !node.role().equals(WORKER));
    }

    /// Since when its cluster has not heard of the machine, as it was last seen. None while it has, and for what is no node.
    public Optional<Instant> apart(Resource machine) {
        var operation = operation(machine);
        return cluster(machine).flatMap(c -> c.status(ClusterStatus.class).nodes().stream()
            .filter(n -> n.apart() && n.machine().equals(machine.metadata().name()) && n.operation().equals(operation)).map(ClusterStatus.Node::since).findFirst());
    }

    /// Whether the machine is there as its own declaration says.
    public static boolean ready(Resource machine) {
        return machine.status().level() && machine.status().observedGeneration() == machine.metadata().generation() && !machine.metadata().deleting();
    }

    /// By which the machine was made; empty while there is none.
    static String operation(Resource machine) {
        return machine.status(MachineStatus.class).intent().map(Intent::operation).orElse("");
    }

    /// The pools of a cluster.
    public static Set<Key> pools(Resource cluster) {
        return cluster.spec(ClusterSpec.class).pools().stream().map(name -> new Key(Kind.POOL, cluster.metadata().project(), name)).collect(Collectors.toSet());
    }
}
