package dev.plimsoll.api.departures;

import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.ClusterStatus.Node;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.swarm.Quorum;
import java.util.List;
import java.util.Optional;

/// The managers of a cluster, as last seen.
record Managers(List<Node> all) {
    private static final String READY = "ready";

    static Managers of(Resource cluster) {
        return new Managers(cluster.status(ClusterStatus.class).nodes().stream().filter(n -> n.role().equals("manager") || n.role().equals("leader")).toList());
    }

    /// Why a machine may not leave; none when it is no manager, or the others can do without it.
    Optional<String> againstLosing(Resource machine) {
        var node = all.stream().filter(n -> n.machine().equals(machine.metadata().name())).findFirst();
        long answering = all.stream().filter(n -> n.state().equals(READY)).count();
        return node.flatMap(n -> new Quorum(all.size(), (int) answering).againstLosing(n.state().equals(READY)));
    }
}
