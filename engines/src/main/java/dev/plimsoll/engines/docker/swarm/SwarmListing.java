package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.engines.docker.swarm.words.Constraints;
import dev.plimsoll.engines.docker.swarm.words.PlacementReasons;
import dev.plimsoll.engines.docker.swarm.words.SeenTasks;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Inventory.SeenNetwork;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import dev.plimsoll.model.outside.Stamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// One listing of services, their tasks, networks and volumes: five calls, however many there are, and one more when a task has no place.
final class SwarmListing {
    private final Wire wire;
    private final DockerEngine manager;
    private final Nodes nodes;
    private final Clock clock;

    SwarmListing(Wire wire, DockerEngine manager, Nodes nodes, Clock clock) {
        this.wire = wire;
        this.manager = manager;
        this.nodes = nodes;
        this.clock = clock;
    }

    Inventory of(String plane) {
        var asOf = clock.instant();
        var services = services(plane);
        var tasks = tasks(plane);
        var machines = nodes.all();
        var places = places(machines);
        var instances = new ArrayList<SeenInstance>();
        var attached = new HashMap<String, Integer>();
        // Tasks outlive their service for a moment.
        tasks.forEach((service, theirs) -> {
            var seen = new SeenTasks(services.getOrDefault(service, Json.object()), places).instances(theirs);
            instances.addAll(seen);
            theirs.stream().filter(t -> seen.stream().anyMatch(i -> i.id().equals(t.path("ID").asText()) && i.state() != SeenInstance.State.EXITED))
                .forEach(t -> t.path("NetworksAttachments").forEach(n -> attached.merge(n.path("Network").path("ID").asText(), 1, Integer::sum)));
        });
        services.values().forEach(s -> s.path("Spec").path("TaskTemplate").path("Networks").forEach(n -> attached.putIfAbsent(n.path("Target").asText(), 1)));
        var volumes = manager.inventory(plane).volumes();
        return new Inventory(asOf, instances, networks(plane, attached), volumes,
            Optional.of(services.values().stream().flatMap(s -> service(s, tasks.getOrDefault(s.path("ID").asText(), List.of()), machines).stream()).toList()));
    }

    /// By id.
    Map<String, JsonNode> services(String plane) {
        var services = new HashMap<String, JsonNode>();
        wire.ask(Call.get("list services", Route.to("/services").with("status", true).filtered(ofPlane(plane)))).json().forEach(s -> services.put(s.path("ID").asText(), s));
        return services;
    }

    /// Of our services, by their ids; the Swarm filters tasks by no label of their containers.
    Map<String, List<JsonNode>> tasks(String plane) {
        var tasks = new HashMap<String, List<JsonNode>>();
        for (var task : all()) {
            if (task.path("Spec").path("ContainerSpec").path("Labels").path(Stamp.PLANE).asText().equals(plane)) {
                tasks.computeIfAbsent(task.path("ServiceID").asText(), _ -> new ArrayList<>()).add(task);
            }
        }
        return tasks;
    }

    private List<JsonNode> all() {
        return wire.read(Call.get("list tasks", Route.to("/tasks")), incoming -> {
            var tasks = new ArrayList<JsonNode>();
            try (var listed = Json.values(incoming.body())) {
                while (listed.hasNextValue()) {
                    tasks.add(listed.nextValue());
                }
            }
            return tasks;
        });
    }

    private SeenTasks.Places places(List<JsonNode> machines) {
        var slots = new HashMap<String, Integer>();
        var addresses = new HashMap<String, String>();
        for (var machine : machines) {
            slots.put(machine.path("ID").asText(), slots.size() + 1);
            addresses.put(machine.path("ID").asText(), Nodes.address(machine));
        }
        var reasons = new Object() {
            private PlacementReasons known;

            PlacementReasons get(Supplier<List<JsonNode>> tasks) {
                known = known == null ? new PlacementReasons(machines, tasks.get()) : known;
                return known;
            }
        };
        return new SeenTasks.Places(slots, addresses, task -> reasons.get(() -> all().stream()
            .filter(t -> t.path("DesiredState").asText().equals("running") && !t.path("NodeID").asText().isEmpty()).toList()).of(task));
    }

    private static Optional<SeenService> service(JsonNode service, List<JsonNode> tasks, List<JsonNode> machines) {
        return Stamp.of(Json.texts(service.path("Spec").path("Labels"))).map(stamp -> {
            var spec = service.path("Spec");
            int replicas = spec.path("Mode").has("Global") ? everywhere(service, machines) : spec.path("Mode").path("Replicated").path("Replicas").asInt();
            var definition = spec.path("TaskTemplate").path("ContainerSpec").path("Labels").path(Stamp.HASH).asText();
            return new SeenService(service.path("ID").asText(), spec.path("Name").asText(), stamp, definition, replicas, update(service, tasks, definition),
                service.path("UpdateStatus").path("Message").asText());
        });
    }

    /// The Swarm counts the tasks it has made so far; a service that was just made, and a node that has just come, have none yet.
    private static int everywhere(JsonNode service, List<JsonNode> machines) {
        var placement = service.path("Spec").path("TaskTemplate").path("Placement");
        return (int) Math.max(service.path("ServiceStatus").path("DesiredTasks").asLong(), machines.stream().filter(node -> Constraints.welcome(placement, node)).count());
    }

    /// Between a change and the Swarm's first word on it, tasks of the former definition tell that it is under way.
    private static SeenService.Update update(JsonNode service, List<JsonNode> tasks, String definition) {
        return switch (service.path("UpdateStatus").path("State").asText()) {
            case "paused", "rollback_paused" -> SeenService.Update.PAUSED;
            case "updating", "rollback_started" -> SeenService.Update.UNDER_WAY;
            default -> tasks.stream().anyMatch(t -> t.path("DesiredState").asText().equals("running")
                && !t.path("Spec").path("ContainerSpec").path("Labels").path(Stamp.HASH).asText().equals(definition)) ? SeenService.Update.UNDER_WAY : SeenService.Update.NONE;
        };
    }

    private List<SeenNetwork> networks(String plane, Map<String, Integer> attached) {
        var networks = new ArrayList<SeenNetwork>();
        for (var network : wire.ask(Call.get("list networks", Route.to("/networks").filtered(ofPlane(plane)))).json()) {
            var id = network.path("Id").asText();
            Stamp.of(Json.texts(network.path("Labels"))).ifPresent(stamp -> networks.add(new SeenNetwork(id, network.path("Name").asText(), stamp, attached.getOrDefault(id, 0))));
        }
        return networks;
    }

    private static Map<String, List<String>> ofPlane(String plane) {
        return Map.of("label", List.of(Stamp.PLANE + "=" + plane));
    }
}
