package dev.plimsoll.engines.docker.swarm.minding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Minding;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Goes round all machines at the same time, and asks each for its containers and for the names it answers. Costs six calls to a manager and, for each machine, two and
/// one for each network of ours.
public final class Rounds implements Minding {
    /// A machine that is down must not make the others wait long.
    private static final Duration TO_ANSWER = Duration.ofSeconds(5);

    private final Wire manager;
    private final Belief belief;
    private final Remedies remedies;
    private final Clock clock;

    public Rounds(Wire manager, Belief belief, Clock clock) {
        this.manager = manager;
        this.belief = belief;
        this.remedies = new Remedies(manager, belief);
        this.clock = clock;
    }

    /// What one machine says of itself.
    ///
    /// @param containers that run, ours; none when it does not answer
    /// @param networks   of ours that it knows, with the names it answers, by id
    record Told(CheckUp.Engine engine, Optional<Set<String>> containers, Map<String, JsonNode> networks) {
        static Told nothing(CheckUp.Engine engine) {
            return new Told(engine, Optional.empty(), Map.of());
        }
    }

    @Override
    public CheckUp look(String plane) {
        var nodes = belief.nodes();
        var services = belief.services(plane);
        var tasks = belief.tasks(plane);
        var networks = new LinkedHashMap<String, String>();
        manager.ask(Call.get("list networks", Route.to("/networks").filtered(ofPlane(plane)))).json().forEach(n -> networks.put(n.path("Id").asText(), n.path("Name").asText()));
        var told = told(nodes, plane, networks.keySet());
        return new Comparison(clock.instant(), nodes, services, tasks, networks, told).checkUp(belief::loginChanged, files(plane));
    }

    @Override
    public void apply(Remedy remedy) {
        remedies.apply(remedy);
    }

    /// Ids of our configs and secrets, by the uid of whose they are.
    private Map<String, Set<String>> files(String plane) {
        var files = new HashMap<String, Set<String>>();
        for (var kind : List.of("configs", "secrets")) {
            manager.ask(Call.get("list " + kind, Route.to("/" + kind).filtered(ofPlane(plane)))).json()
                .forEach(f -> files.computeIfAbsent(f.path("Spec").path("Labels").path(Stamp.UID).asText(), _ -> new HashSet<>()).add(f.path("ID").asText()));
        }
        return files;
    }

    /// By the ids of nodes.
    private Map<String, Told> told(List<JsonNode> nodes, String plane, Set<String> networks) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = new HashMap<String, Future<Told>>();
            for (var node : nodes) {
                asked.put(node.path("ID").asText(), threads.submit(() -> belief.engineOf(node).map(engine -> told(engine, node, plane, networks)).orElseGet(() -> Told.nothing(CheckUp.Engine.OUT_OF_REACH))));
            }
            var told = new HashMap<String, Told>();
            asked.forEach((node, answer) -> told.put(node, answered(answer)));
            return told;
        }
    }

    private static Told answered(Future<Told> asked) {
        try {
            return asked.get();
        } catch (ExecutionException silent) {
            return Told.nothing(CheckUp.Engine.SILENT);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new EngineFailure.Unreachable("looking at the machines was given up", givenUp);
        }
    }

    private static Told told(Wire engine, JsonNode node, String plane, Set<String> networks) {
        var own = engine.ask(Call.get("ask a machine for its swarm", Route.to("/info")).within(TO_ANSWER)).json().path("Swarm");
        if (!own.path("LocalNodeState").asText().equals("active") || !own.path("NodeID").equals(node.path("ID"))) {
            return Told.nothing(CheckUp.Engine.APART);
        }
        var containers = new HashSet<String>();
        engine.ask(Call.get("list the containers of a machine", Route.to("/containers/json").filtered(ofPlane(plane))).within(TO_ANSWER)).json().forEach(c -> containers.add(c.path("Id").asText()));
        var known = new HashMap<String, JsonNode>();
        for (var network : networks) {
            engine.find(Call.get("ask a machine for names", Route.to("/networks/{}", network).with("verbose", true)).within(TO_ANSWER)).map(Reply::json)
                .filter(n -> !n.path("Services").isMissingNode()).ifPresent(n -> known.put(network, n));
        }
        return new Told(CheckUp.Engine.MEMBER, Optional.of(containers), known);
    }

    private static Map<String, List<String>> ofPlane(String plane) {
        return Map.of("label", List.of(Stamp.PLANE + "=" + plane));
    }
}
