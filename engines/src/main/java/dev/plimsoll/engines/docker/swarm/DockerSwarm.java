package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.swarm.words.NodeWords;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.swarm.Swarm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A Docker Swarm, formed over the engines of its machines: any manager that can act is asked, tokens are fetched for the one join they are for.
public final class DockerSwarm implements Swarm {
    private static final int PORT = 2377;
    private static final int TRIES = 5;
    /// Enough memory of former tasks to tell a loop from an accident.
    private static final Map<String, Object> SPEC = Map.of("Orchestration", Map.of("TaskHistoryRetentionLimit", 10));

    private final Map<String, At> machines;
    private final MemberEngines engines;

    /// @param machines that are or may become members, by name
    public DockerSwarm(Map<String, At> machines) {
        this.machines = Map.copyOf(machines);
        var wires = new LinkedHashMap<String, Wire>();
        machines.forEach((name, at) -> wires.put(name, new Wire(at.engine())));
        this.engines = new MemberEngines(wires);
    }

    /// Where a machine is.
    ///
    /// @param engine  for us
    /// @param address for the other machines
    public record At(DockerAddress engine, String address) {}

    @Override
    public SwarmState look() {
        var members = engines.memberships();
        return engines.acting(members).flatMap(manager -> led(manager, members)).orElseGet(() -> new SwarmState("", false, List.of(), members));
    }

    private static Optional<SwarmState> led(Wire manager, Map<String, Membership> members) {
        try {
            var nodes = nodes(manager, "look at the swarm", Map.of()).stream().map(NodeWords::node).toList();
            return Optional.of(new SwarmState(MemberEngines.swarm(manager).path("Cluster").path("ID").asText(), true, nodes, members));
        } catch (EngineFailure lostMeanwhile) {
            return Optional.empty();
        }
    }

    @Override
    public void form(String machine) {
        var engine = engines.of(machine);
        if (!MemberEngines.membership(engine).manages()) {
            init(engine, machine, "form a swarm on " + machine, false);
        }
    }

    @Override
    public void join(String machine, Role role) {
        var engine = engines.of(machine);
        var doing = "let " + machine + " join the swarm";
        var manager = engines.required(doing);
        if (MemberEngines.membership(engine) instanceof Membership.Inside(var node, var _)) {
            if (manager.find(Call.get(doing, Route.to("/nodes/{}", node))).isPresent()) {
                return;
            }
            throw new EngineFailure.Rejected("InAnotherSwarm", "cannot " + doing + ": it is in another one; let it leave that first", null);
        }
        var swarm = manager.ask(Call.get(doing, Route.to("/swarm"))).json();
        var token = swarm.path("JoinTokens").path(role == Role.MANAGER ? "Manager" : "Worker").asText();
        var managers = nodes(manager, doing, Map.of("role", List.of("manager"))).stream().map(n -> n.path("ManagerStatus").path("Addr").asText()).filter(a -> !a.isEmpty()).toList();
        var body = Map.of("ListenAddr", "0.0.0.0:" + PORT, "AdvertiseAddr", machines.get(machine).address(), "RemoteAddrs", managers, "JoinToken", token, "Availability", "pause");
        var reply = engine.call(Call.post(doing, Route.to("/swarm/join")).json(body));
        if (!reply.ok()) {
            throw DockerErrors.of(doing, reply.status(), reply.message().replace(token, "•••"));
        }
    }

    @Override
    public void change(String node, NodeSpec spec) {
        var doing = "change node " + node;
        for (int tries = 1; ; tries++) {
            var manager = engines.required(doing);
            var there = manager.ask(Call.get(doing, Route.to("/nodes/{}", node))).json();
            var known = NodeWords.node(there).spec();
            if (known.equals(spec)) {
                return;
            }
            if (spec.availability() == Availability.ACTIVE && known.availability() != Availability.ACTIVE) {
                engines.machine(node, NodeWords.node(there).hostname()).ifPresent(machine -> new MissingImages(engines).bring(machine, manager));
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
        var there = engines.required(doing).find(Call.get(doing, Route.to("/nodes/{}", node))).map(Reply::json).map(NodeWords::node);
        if (there.isEmpty()) {
            return;
        }
        // One that is called a manager and has no vote was lost in a recovery, and may be forgotten as it is (swarmkit, RemoveNode).
        if (there.get().spec().role() == Role.MANAGER && there.get().manages()) {
            throw new EngineFailure.Rejected("IsManager", "cannot " + doing + ": " + there.get().hostname() + " is a manager; demote it first", null);
        }
        engines.machine(node, there.get().hostname()).ifPresent(this::leave);
        // Anew, because the one that was asked before may be the one that left.
        engines.required(doing).find(Call.delete(doing, Route.to("/nodes/{}", node).with("force", 1)));
    }

    @Override
    public void leave(String machine) {
        var doing = "let " + machine + " leave its swarm";
        var engine = engines.of(machine);
        if (MemberEngines.membership(engine) instanceof Membership.Inside) {
            engine.ask(Call.post(doing, Route.to("/swarm/leave").with("force", 1)));
        }
    }

    @Override
    public void recover(String machine) {
        var doing = "recover the swarm from " + machine;
        var members = engines.memberships();
        if (!members.getOrDefault(machine, Membership.OUTSIDE).manages()) {
            throw new EngineFailure.Rejected("NoManager", "cannot " + doing + ": it does not answer as a manager, so it does not have the swarm's state", null);
        }
        // Another manager that still has the old state could come to lead a second swarm of the same name.
        members.forEach((other, membership) -> {
            if (!other.equals(machine) && membership.manages()) {
                leave(other);
            }
        });
        init(engines.of(machine), machine, doing, true);
    }

    @Override
    public List<Occupant> occupants(String node) {
        return new NodeTasks(engines.required("list the tasks of node " + node)).of(node);
    }

    @Override
    public void renew(String service) {
        new NodeTasks(engines.required("start the tasks of service " + service + " anew")).renew(service);
    }

    @Override
    public void close() {
        engines.close();
    }

    private void init(Wire engine, String machine, String doing, boolean anew) {
        engine.ask(Call.post(doing, Route.to("/swarm/init")).json(Map.of("ListenAddr", "0.0.0.0:" + PORT, "AdvertiseAddr", machines.get(machine).address() + ":" + PORT,
            "ForceNewCluster", anew, "Spec", SPEC)));
    }

    private static List<JsonNode> nodes(Wire manager, String doing, Map<String, List<String>> filters) {
        var nodes = new ArrayList<JsonNode>();
        manager.ask(Call.get(doing, Route.to("/nodes").filtered(filters))).json().forEach(nodes::add);
        return nodes;
    }
}
