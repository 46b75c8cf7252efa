package dev.plimsoll.engines.docker.swarm.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Why a task has no place, machine by machine: a Swarm says how many machines a task does not fit, and not what each of them lacks. The filters are those of
/// swarmkit's scheduler, in its order.
///
/// @param nodes as listed
/// @param tasks all that are wanted, of whatever service
public record PlacementReasons(List<JsonNode> nodes, List<JsonNode> tasks) {
    private static final long MEGABYTE = 1_000_000;

    /// Such as `2 nodes do not meet node.labels.disk==ssd, 1 node is short of 300 MB of memory`; empty when every machine seems to fit.
    public String of(JsonNode task) {
        var reasons = new LinkedHashMap<String, Integer>();
        nodes.forEach(node -> reason(task, node).ifPresent(why -> reasons.merge(why, 1, Integer::sum)));
        return reasons.isEmpty() ? "" : "no suitable node (" + reasons.entrySet().stream().map(e -> counted(e.getValue(), e.getKey())).collect(Collectors.joining(", ")) + ")";
    }

    /// The reason's verb has both numbers: `is|are drained`.
    private static String counted(int count, String reason) {
        int verb = reason.indexOf(' ');
        var forms = reason.substring(0, verb).split("\\|");
        return count + (count == 1 ? " node " : " nodes ") + forms[count == 1 ? 0 : 1] + reason.substring(verb);
    }

    private Optional<String> reason(JsonNode task, JsonNode node) {
        if (!node.path("Status").path("State").asText().equals("ready")) {
            return Optional.of("is|are " + node.path("Status").path("State").asText("unknown"));
        }
        if (!node.path("Spec").path("Availability").asText("active").equals("active")) {
            return Optional.of("is|are " + (node.path("Spec").path("Availability").asText().equals("drain") ? "drained" : "paused"));
        }
        return shortage(task, node).or(() -> unmet(task, node)).or(() -> portTaken(task, node)).or(() -> full(task, node));
    }

    private Optional<String> shortage(JsonNode task, JsonNode node) {
        var wanted = task.path("Spec").path("Resources").path("Reservations");
        var total = node.path("Description").path("Resources");
        long memory = wanted.path("MemoryBytes").asLong() - (total.path("MemoryBytes").asLong() - reserved(node, "MemoryBytes"));
        long processors = wanted.path("NanoCPUs").asLong() - (total.path("NanoCPUs").asLong() - reserved(node, "NanoCPUs"));
        if (wanted.path("MemoryBytes").asLong() > 0 && memory > 0) {
            return Optional.of("is|are short of " + Math.max(1, (memory + MEGABYTE - 1) / MEGABYTE) + " MB of memory");
        }
        return wanted.path("NanoCPUs").asLong() > 0 && processors > 0 ? Optional.of("is|are short of " + String.format(java.util.Locale.ROOT, "%.2f", processors / 1e9) + " processors")
            : Optional.empty();
    }

    private long reserved(JsonNode node, String what) {
        return on(node).mapToLong(t -> t.path("Spec").path("Resources").path("Reservations").path(what).asLong()).sum();
    }

    private java.util.stream.Stream<JsonNode> on(JsonNode node) {
        return tasks.stream().filter(t -> t.path("NodeID").asText().equals(node.path("ID").asText()));
    }

    private static Optional<String> unmet(JsonNode task, JsonNode node) {
        return Constraints.unmet(task.path("Spec").path("Placement"), node).map(constraint -> "does|do not meet " + constraint);
    }

    private Optional<String> portTaken(JsonNode task, JsonNode node) {
        for (var port : task.path("Endpoint").path("Spec").path("Ports")) {
            int number = port.path("PublishedPort").asInt();
            if (port.path("PublishMode").asText().equals("host") && number > 0 && on(node).flatMap(t -> ports(t)).anyMatch(p -> p == number)) {
                return Optional.of("has|have host port " + number + " taken");
            }
        }
        return Optional.empty();
    }

    private static java.util.stream.Stream<Integer> ports(JsonNode task) {
        var ports = new java.util.ArrayList<Integer>();
        task.path("Status").path("PortStatus").path("Ports").forEach(p -> ports.add(p.path("PublishedPort").asInt()));
        return ports.stream();
    }

    private Optional<String> full(JsonNode task, JsonNode node) {
        int most = task.path("Spec").path("Placement").path("MaxReplicas").asInt();
        return most > 0 && on(node).filter(t -> t.path("ServiceID").equals(task.path("ServiceID"))).count() >= most
            ? Optional.of("has|have " + most + " instances already, as many as it may") : Optional.empty();
    }
}
