package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.swarm.words.NodeWords;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.SwarmState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Docker Swarm, formed over the engines of its machines: any manager that answers is asked, tokens are fetched for the one join they are for.
public final class DockerSwarm implements Swarm {
    private static final int PORT = 2377;
    private static final int TRIES = 5;
    /// One machine that is down must not make the others wait long.
    private static final Duration TO_ASK = Duration.ofSeconds(10);

    private final Map<String, Wire> engines = new LinkedHashMap<>();

    /// @param engines of all machines that are or may become members, by name
    public DockerSwarm(Map<String, DockerAddress> engines) {
        engines.forEach((name, address) -> this.engines.put(name, new Wire(address)));
    }

    @Override
    public SwarmState look() {
        return manager().map(DockerSwarm::state).orElse(SwarmState.NONE);
    }

    @Override
    public void form(Member machine) {
        var engine = engine(machine.name());
        if (membership(engine).path("ControlAvailable").asBoolean()) {
            return;
        }
        // Enough memory of former tasks to tell a loop from an accident.
        engine.ask(Call.post("form a swarm on " + machine.name(), Route.to("/swarm/init")).json(Map.of("ListenAddr", "0.0.0.0:" + PORT,
            "AdvertiseAddr", machine.address() + ":" + PORT, "Spec", Map.of("Orchestration", Map.of("TaskHistoryRetentionLimit", 10)))));
    }

    @Override
    public void join(Member machine, Role role) {
        var engine = engine(machine.name());
        var doing = "let " + machine.name() + " join the swarm";
        var manager = required(doing);
        var own = membership(engine);
        if (!own.path("LocalNodeState").asText("inactive").equals("inactive")) {
            if (nodes(manager).stream().anyMatch(n -> n.path("ID").asText().equals(own.path("NodeID").asText()))) {
                return;
            }
            throw new EngineFailure.Rejected("InAnotherSwarm", "cannot " + doing + ": it is in another one (" + own.path("LocalNodeState").asText() + "); let it leave that first", null);
        }
        var swarm = manager.ask(Call.get(doing, Route.to("/swarm"))).json();
        var token = swarm.path("JoinTokens").path(role == Role.MANAGER ? "Manager" : "Worker").asText();
        var managers = nodes(manager).stream().map(n -> n.path("ManagerStatus").path("Addr").asText()).filter(a -> !a.isEmpty()).toList();
        var body = Map.of("ListenAddr", "0.0.0.0:" + PORT, "AdvertiseAddr", machine.address(), "RemoteAddrs", managers, "JoinToken", token);
        var reply = engine.call(Call.post(doing, Route.to("/swarm/join")).json(body));
        if (!reply.ok()) {
            throw DockerErrors.of(doing, reply.status(), reply.message().replace(token, "•••"));
        }
    }

    @Override
    public void change(String node, NodeSpec spec) {
        var doing = "change node " + node;
        for (int tries = 1; ; tries++) {
            var manager = required(doing);
            var there = manager.ask(Call.get(doing, Route.to("/nodes/{}", node))).json();
            if (NodeWords.node(there).spec().equals(spec)) {
                return;
            }
            var reply = manager.call(Call.post(doing, Route.to("/nodes/{}/update", node).with("version", there.path("Version").path("Index").asLong())).json(NodeWords.document(spec)));
            if (reply.ok()) {
                return;
            }
            if (!reply.message().contains("out of sequence") || tries == TRIES) {
                throw DockerErrors.of(doing, reply);
            }
        }
    }

    @Override
    public void remove(String node) {
        var doing = "remove node " + node;
        var manager = required(doing);
        var there = manager.find(Call.get(doing, Route.to("/nodes/{}", node))).map(Reply::json);
        if (there.isEmpty()) {
            return;
        }
        leave(node);
        manager.find(Call.delete(doing, Route.to("/nodes/{}", node).with("force", 1)));
    }

    @Override
    public void close() {
        engines.values().forEach(Wire::close);
    }

    /// The machine itself, if it answers and is that node.
    private void leave(String node) {
        for (var engine : engines.values()) {
            try {
                if (membership(engine).path("NodeID").asText().equals(node)) {
                    engine.ask(Call.post("leave the swarm", Route.to("/swarm/leave").with("force", 1)));
                    return;
                }
            } catch (EngineFailure dead) {
                // What does not answer is removed without its consent.
                continue;
            }
        }
    }

    private Wire engine(String name) {
        return Optional.ofNullable(engines.get(name)).orElseThrow(() -> new EngineFailure.Absent("MachineNotFound", "no engine is known of machine " + name, null));
    }

    private Wire required(String doing) {
        return manager().orElseThrow(() -> new EngineFailure.Absent("NotFormed", "cannot " + doing + ": none of its machines is a manager", null));
    }

    /// One that answers as a manager. None when all that answer are in no swarm.
    ///
    /// @throws EngineFailure when there is a manager and none can act, or nobody answers
    private Optional<Wire> manager() {
        var failures = new ArrayList<EngineFailure>();
        for (var engine : engines.values()) {
            try {
                if (membership(engine).path("ControlAvailable").asBoolean()) {
                    engine.ask(Call.get("list the nodes of the swarm", Route.to("/nodes")).within(TO_ASK));
                    return Optional.of(engine);
                }
            } catch (EngineFailure failure) {
                failures.add(failure);
            }
        }
        failures.stream().filter(f -> f.code().equals("QuorumLost")).findFirst().ifPresent(lost -> {
            throw lost;
        });
        if (failures.size() == engines.size() && !failures.isEmpty()) {
            throw failures.getFirst();
        }
        return Optional.empty();
    }

    private static JsonNode membership(Wire engine) {
        return engine.ask(Call.get("ask the engine for its swarm", Route.to("/info")).within(TO_ASK)).json().path("Swarm");
    }

    private static List<JsonNode> nodes(Wire manager) {
        var nodes = new ArrayList<JsonNode>();
        manager.ask(Call.get("list the nodes of the swarm", Route.to("/nodes"))).json().forEach(nodes::add);
        return nodes;
    }

    private static SwarmState state(Wire manager) {
        return new SwarmState(membership(manager).path("Cluster").path("ID").asText(), nodes(manager).stream().map(NodeWords::node).toList());
    }
}
