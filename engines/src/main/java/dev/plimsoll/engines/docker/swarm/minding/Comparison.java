package dev.plimsoll.engines.docker.swarm.minding;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.swarm.words.Constraints;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.CheckUp.Names;
import dev.plimsoll.model.minding.CheckUp.Node;
import dev.plimsoll.model.minding.CheckUp.Phase;
import dev.plimsoll.model.minding.CheckUp.Presence;
import dev.plimsoll.model.minding.CheckUp.Service;
import dev.plimsoll.model.minding.CheckUp.Task;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.model.swarm.NodeSpec;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// What managers and machines said, side by side. A pure function of their words (Engine API: Node, Service, Task; Network inspected with `verbose`).
///
/// @param networks names of ours, by id
/// @param told     by the machines, by their nodes' ids
record Comparison(Instant asOf, List<JsonNode> nodes, Map<String, JsonNode> services, Map<String, List<JsonNode>> tasks, Map<String, String> networks, Map<String, Rounds.Told> told) {
    /// Rejections of longer ago say nothing of now.
    private static final Duration LATELY = Duration.ofMinutes(5);
    private static final Set<String> RUN = Set.of("running", "ready");
    private static final Set<String> COMING = Set.of("new", "pending", "assigned", "accepted", "preparing", "ready", "starting");
    private static final int LONGEST_ERROR = 300;
    /// How errors begin when no program was run at all (moby, executor of the agent).
    private static final String NOT_STARTED = "starting container failed";

    /// @param loginChanged of a service
    /// @param files        ids of configs and secrets, by the uid of whose they are
    CheckUp checkUp(Predicate<JsonNode> loginChanged, Map<String, Set<String>> files) {
        return new CheckUp(asOf, nodes.stream().map(this::node).toList(), services.values().stream().flatMap(s -> service(s, loginChanged, files).stream()).toList(),
            tasks.values().stream().flatMap(List::stream).flatMap(t -> task(t).stream()).toList(), names());
    }

    private Node node(JsonNode node) {
        var id = node.path("ID").asText();
        return new Node(id, node.path("Description").path("Hostname").asText(), node.path("Spec").path("Role").asText().equals("manager"), node.path("Status").path("State").asText().equals("ready"),
            node.path("Spec").path("Availability").asText("active").equals("active"), node.path("Spec").path("Labels").has(NodeSpec.BOUNCED), told(id).engine());
    }

    private Rounds.Told told(String node) {
        return told.getOrDefault(node, Rounds.Told.nothing(CheckUp.Engine.OUT_OF_REACH));
    }

    private Optional<Service> service(JsonNode service, Predicate<JsonNode> loginChanged, Map<String, Set<String>> files) {
        return Stamp.of(Json.texts(service.path("Spec").path("Labels"))).map(stamp -> {
            var spec = service.path("Spec");
            var update = service.path("UpdateStatus").path("State").asText();
            // An update that is paused goes on when a service is changed, be it only its log-in.
            boolean paused = update.endsWith("paused");
            var welcome = nodes.stream().filter(n -> Constraints.welcome(spec.path("TaskTemplate").path("Placement"), n)).map(n -> n.path("ID").asText()).collect(Collectors.toSet());
            return new Service(service.path("ID").asText(), spec.path("Name").asText(), stamp, spec.path("Mode").path("Replicated").path("Replicas").asInt(),
                paused || update.equals("updating") || update.equals("rollback_started"), spec.path("Mode").has("Global"), welcome, !paused && loginChanged.test(service),
                !named(spec.path("TaskTemplate").path("ContainerSpec")).containsAll(files.getOrDefault(stamp.uid(), Set.of())));
        });
    }

    /// Configs and secrets of a container, by id.
    private static Set<String> named(JsonNode container) {
        var named = new HashSet<String>();
        container.path("Configs").forEach(c -> named.add(c.path("ConfigID").asText()));
        container.path("Secrets").forEach(s -> named.add(s.path("SecretID").asText()));
        return named;
    }

    private Optional<Phase> rejected(Instant since) {
        return since.plus(LATELY).isAfter(asOf) ? Optional.of(Phase.REJECTED) : Optional.empty();
    }

    private Optional<Task> task(JsonNode task) {
        var state = task.path("Status").path("State").asText();
        var since = time(task.path("Status").path("Timestamp").asText());
        boolean wanted = RUN.contains(task.path("DesiredState").asText());
        var phase = switch (state) {
            case "assigned" -> wanted ? Optional.of(Phase.ASSIGNED) : Optional.<Phase>empty();
            case "accepted", "preparing", "ready", "starting" -> wanted ? Optional.of(Phase.PREPARING) : Optional.<Phase>empty();
            case "running" -> wanted ? Optional.of(Phase.RUNNING) : Optional.<Phase>empty();
            case "rejected" -> rejected(since);
            // A machine without the bridge of a network takes the task, makes the container, and cannot start it.
            case "failed" -> task.path("Status").path("Err").asText().startsWith(NOT_STARTED) ? rejected(since) : Optional.<Phase>empty();
            default -> Optional.<Phase>empty();
        };
        return phase.map(p -> new Task(name(task), task.path("ServiceID").asText(), task.path("NodeID").asText(), p, since, presence(task, p), brief(task.path("Status").path("Err").asText())));
    }

    private Presence presence(JsonNode task, Phase phase) {
        var container = task.path("Status").path("ContainerStatus").path("ContainerID").asText();
        if (phase != Phase.RUNNING || container.isEmpty()) {
            return Presence.UNKNOWN;
        }
        return told(task.path("NodeID").asText()).containers().map(all -> all.contains(container) ? Presence.THERE : Presence.MISSING).orElse(Presence.UNKNOWN);
    }

    private String name(JsonNode task) {
        var service = services.getOrDefault(task.path("ServiceID").asText(), Json.object()).path("Spec").path("Name").asText("a removed service");
        return service + "." + (task.path("Slot").asInt() > 0 ? task.path("Slot").asText() : task.path("NodeID").asText());
    }

    private List<Names> names() {
        var names = new ArrayList<Names>();
        told.forEach((node, told) -> told.networks().forEach((network, inspected) -> services.forEach((id, service) -> {
            var answers = inspected.path("Services").path(service.path("Spec").path("Name").asText());
            if (!answers.isMissingNode()) {
                var answered = addresses(answers);
                answered.removeAll(inMotion(id, network));
                names.add(new Names(node, networks.getOrDefault(network, network), id, answered, living(id, network)));
            }
        })));
        return names;
    }

    private static Set<String> addresses(JsonNode answers) {
        var addresses = new HashSet<String>();
        answers.path("Tasks").forEach(t -> addresses.add(t.path("EndpointIP").asText()));
        addresses.add(answers.path("VIP").asText());
        addresses.removeIf(a -> a.isEmpty() || a.equals("<nil>"));
        return addresses;
    }

    private Set<String> living(String service, String network) {
        var living = new HashSet<String>();
        tasks.getOrDefault(service, List.of()).stream().filter(t -> runs(t) && t.path("DesiredState").asText().equals("running")).forEach(t -> living.addAll(addresses(t, network)));
        services.get(service).path("Endpoint").path("VirtualIPs").forEach(v -> {
            if (v.path("NetworkID").asText().equals(network)) {
                living.add(withoutMask(v.path("Addr").asText()));
            }
        });
        living.remove("");
        return living;
    }

    /// Of those that are coming or going: they may be answered, or not.
    private Set<String> inMotion(String service, String network) {
        var addresses = new HashSet<String>();
        tasks.getOrDefault(service, List.of()).stream().filter(t -> COMING.contains(t.path("Status").path("State").asText()) || runs(t) && !t.path("DesiredState").asText().equals("running"))
            .forEach(t -> addresses.addAll(addresses(t, network)));
        return addresses;
    }

    private static boolean runs(JsonNode task) {
        return task.path("Status").path("State").asText().equals("running");
    }

    private static Set<String> addresses(JsonNode task, String network) {
        var addresses = new HashSet<String>();
        for (var attachment : task.path("NetworksAttachments")) {
            if (attachment.path("Network").path("ID").asText().equals(network)) {
                attachment.path("Addresses").forEach(a -> addresses.add(withoutMask(a.asText())));
            }
        }
        return addresses;
    }

    private static String withoutMask(String address) {
        return address.replaceFirst("/\\d+$", "");
    }

    private static String brief(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }

    private static Instant time(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException none) {
            return Instant.EPOCH;
        }
    }
}
