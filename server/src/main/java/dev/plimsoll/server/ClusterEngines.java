package dev.plimsoll.server;

import dev.plimsoll.controllers.Engines;
import dev.plimsoll.engines.docker.swarm.Machines;
import dev.plimsoll.engines.docker.swarm.SwarmEngine;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Vault;
import dev.plimsoll.store.Mirror;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// Opens the engines of clusters: a Swarm, asked through whichever of its managers answers, and each of its machines through its own engine.
final class ClusterEngines implements Engines.Opening {
    private final Mirror mirror;
    private final Vault vault;
    private final Optional<MachineAddresses> machines;
    private final Optional<DockerAddress> workshop;
    private final Clock clock;

    /// How engines are reached.
    ///
    /// @param machines none when this control plane has no machines
    /// @param workshop builds images, when it answers
    record Ways(Optional<MachineAddresses> machines, Optional<DockerAddress> workshop) {}

    ClusterEngines(Mirror mirror, Vault vault, Ways ways, Clock clock) {
        this.mirror = mirror;
        this.vault = vault;
        this.machines = ways.machines();
        this.workshop = ways.workshop();
        this.clock = clock;
    }

    @Override
    public Engine open(Resource cluster) {
        var key = cluster.key();
        var addresses = machines.orElseThrow(() -> new EngineFailure.Rejected("NoMachines", key.shortForm() + " is made of machines, and none can reach this control plane; start it with --machines ADDRESS:PORT", null));
        var managers = nodes(key).stream().filter(ClusterStatus.Node::manages).filter(node -> !node.id().isEmpty()).flatMap(node -> engine(addresses, key, node).stream()).toList();
        if (managers.isEmpty()) {
            throw new EngineFailure.Unreachable("NoManager", "none of the managers of " + key.shortForm() + " has an address", null);
        }
        return new SwarmEngine(new SwarmEngine.Access(managers, node -> engine(addresses, key, node), workshop), new ClusterLogins(mirror::get, vault, key), clock);
    }

    /// The engine of a node of the swarm, by the newest that is known of it: machines join after the engine was opened.
    private Optional<DockerAddress> engine(MachineAddresses addresses, Key cluster, Machines.Node node) {
        return nodes(cluster).stream().filter(n -> n.id().equals(node.id())).findFirst().flatMap(n -> engine(addresses, cluster, n));
    }

    private static Optional<DockerAddress> engine(MachineAddresses addresses, Key cluster, ClusterStatus.Node node) {
        return node.machine().isEmpty() ? Optional.empty() : addresses.of(new Key(Kind.MACHINE, cluster.project(), node.machine()), node.operation());
    }

    private List<ClusterStatus.Node> nodes(Key cluster) {
        return mirror.get(cluster).map(c -> c.status(ClusterStatus.class).nodes()).orElse(List.of());
    }
}
