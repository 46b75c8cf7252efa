package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The engines of single machines, each connected to once.
final class MachineEngines implements AutoCloseable {
    private final Wire manager;
    private final Nodes nodes;
    private final Machines machines;
    private final Clock clock;
    private final Map<DockerAddress, MachineEngine> open = new ConcurrentHashMap<>();

    /// @param manager which reaches itself, whatever the machines know
    MachineEngines(Wire manager, Nodes nodes, Machines machines, Clock clock) {
        this.manager = manager;
        this.nodes = nodes;
        this.machines = machines;
        this.clock = clock;
    }

    /// @param node whose
    record MachineEngine(Machines.Node node, DockerEngine engine, Wire wire) {}

    /// Those of all machines that work and are within reach.
    List<MachineEngine> reachable() {
        var reachable = new ArrayList<MachineEngine>();
        nodes.ready().forEach(node -> address(node).ifPresent(address -> reachable.add(at(node, address))));
        return reachable;
    }

    /// One machine's, whether it works or not.
    Optional<Wire> within(Machines.Node node) {
        return address(node).map(address -> at(node, address).wire());
    }

    /// @throws EngineFailure.Rejected when it is out of reach
    MachineEngine of(String nodeId, String doing) {
        var node = nodes.all().stream().map(Nodes::node).filter(n -> n.id().equals(nodeId)).findFirst()
            .orElseThrow(() -> new EngineFailure.Absent("MachineNotFound", "cannot " + doing + ": its machine " + nodeId + " has left the swarm", null));
        return address(node).map(address -> at(node, address)).orElseThrow(() -> new EngineFailure.Rejected("NotSupported",
            "cannot " + doing + ": it runs on " + node.hostname() + ", whose engine the control plane does not reach; managers run no programs on other machines", null));
    }

    private Optional<DockerAddress> address(Machines.Node node) {
        return machines.engineOf(node).or(() -> Optional.of(manager.address()).filter(_ -> node.id().equals(own())));
    }

    /// Who the manager itself is.
    private String own() {
        return manager.ask(Call.get("ask the manager who it is", Route.to("/info"))).json().path("Swarm").path("NodeID").asText();
    }

    private MachineEngine at(Machines.Node node, DockerAddress address) {
        return open.computeIfAbsent(address, at -> new MachineEngine(node, new DockerEngine(at, clock), new Wire(at)));
    }

    @Override
    public void close() {
        open.values().forEach(machine -> {
            machine.engine().close();
            machine.wire().close();
        });
    }
}
