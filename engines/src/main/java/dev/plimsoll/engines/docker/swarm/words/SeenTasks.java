package dev.plimsoll.engines.docker.swarm.words;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.Stamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The tasks of one service as instances (Engine API, TaskList). A Swarm keeps some ended tasks of each slot as its memory: they are counted, not shown, unless
/// nothing follows them.
///
/// @param service as listed
/// @param places  says where a task is and why it is nowhere
public record SeenTasks(JsonNode service, Places places) {
    private static final Set<String> ENDED = Set.of("complete", "shutdown", "failed", "rejected", "remove", "orphaned");
    private static final Set<String> BADLY_OR_WELL = Set.of("complete", "failed", "rejected");
    private static final Set<String> WANTED = Set.of("new", "pending", "assigned", "accepted", "preparing", "ready", "starting", "running");
    private static final int LONGEST_ERROR = 1_000;

    /// What a task alone does not tell.
    ///
    /// @param slots     number of a machine, for services that have one instance on each
    /// @param addresses of machines, by id
    /// @param reasons   why a task has no place; empty when it is not known
    public record Places(Map<String, Integer> slots, Map<String, String> addresses, Function<JsonNode, String> reasons) {}

    public List<SeenInstance> instances(List<JsonNode> tasks) {
        var bySlot = new LinkedHashMap<Integer, List<JsonNode>>();
        tasks.stream().sorted(Comparator.comparing((JsonNode t) -> t.path("CreatedAt").asText())).forEach(t -> bySlot.computeIfAbsent(slot(t), _ -> new ArrayList<>()).add(t));
        var instances = new ArrayList<SeenInstance>();
        bySlot.forEach((slot, here) -> {
            var wanted = here.stream().filter(t -> WANTED.contains(t.path("DesiredState").asText()) && !ended(t)).toList();
            here.stream().filter(t -> !ended(t) && !wanted.contains(t)).forEach(t -> instance(t, slot, State.REMOVING, here).ifPresent(instances::add));
            wanted.forEach(t -> instance(t, slot, state(t), here).ifPresent(instances::add));
            if (wanted.isEmpty()) {
                here.reversed().stream().filter(t -> BADLY_OR_WELL.contains(state(t, "State")) && slot <= replicas()).findFirst()
                    .flatMap(t -> instance(t, slot, followed(t) ? State.RESTARTING : State.EXITED, here)).ifPresent(instances::add);
            }
        });
        return instances;
    }

    /// The Swarm wants it still, so it is about to make the next one.
    private static boolean followed(JsonNode task) {
        return WANTED.contains(task.path("DesiredState").asText());
    }

    private int replicas() {
        var mode = service.path("Spec").path("Mode");
        return mode.has("Replicated") ? mode.path("Replicated").path("Replicas").asInt() : Integer.MAX_VALUE;
    }

    private int slot(JsonNode task) {
        int slot = task.path("Slot").asInt();
        return slot > 0 ? slot : places.slots().getOrDefault(task.path("NodeID").asText(), 0);
    }

    private static State state(JsonNode task) {
        return switch (state(task, "State")) {
            case "running" -> State.RUNNING;
            // Its process runs; what is awaited is that its check passes.
            case "starting" -> checked(task) && !task.path("Status").path("ContainerStatus").path("ContainerID").asText().isEmpty() ? State.RUNNING : State.PENDING;
            default -> State.PENDING;
        };
    }

    private Optional<SeenInstance> instance(JsonNode task, int slot, State state, List<JsonNode> here) {
        return Stamp.of(Json.texts(task.path("Spec").path("ContainerSpec").path("Labels"))).map(s -> {
            var stamp = new Stamp(s.plane(), s.project(), s.assembly(), s.component(), slot, s.hash(), s.uid());
            var status = task.path("Status");
            var former = here.stream().filter(t -> t != task && BADLY_OR_WELL.contains(state(t, "State")) && hash(t).equals(hash(task))
                && t.path("CreatedAt").asText().compareTo(task.path("CreatedAt").asText()) < 0).toList();
            boolean ran = state == State.RUNNING || state == State.EXITED && !state(task, "State").equals("rejected");
            return new SeenInstance(task.path("ID").asText(), service.path("Spec").path("Name").asText() + "." + slot + "." + task.path("ID").asText(), stamp,
                task.path("Spec").path("ContainerSpec").path("Image").asText(), state, health(task, state), state == State.EXITED ? exitCode(status) : Optional.empty(),
                former.size(), ran ? time(status.path("Timestamp")) : Optional.empty(), brief(error(task, state, former)), false, addresses(task, state), List.of(),
                task.path("NodeID").asText());
        });
    }

    private String error(JsonNode task, State state, List<JsonNode> former) {
        var own = task.path("Status").path("Err").asText();
        if (state == State.PENDING && !own.isEmpty()) {
            var reasons = places.reasons().apply(task);
            return reasons.isEmpty() ? own : reasons;
        }
        if (state == State.PENDING && own.isEmpty() && !former.isEmpty()) {
            return former.getLast().path("Status").path("Err").asText();
        }
        return own;
    }

    private static Health health(JsonNode task, State state) {
        if (state != State.RUNNING || !checked(task)) {
            return Health.NONE;
        }
        // The Swarm ends what becomes unhealthy, and calls running only what is healthy.
        return state(task, "State").equals("running") ? Health.HEALTHY : Health.STARTING;
    }

    private static boolean checked(JsonNode task) {
        var test = task.path("Spec").path("ContainerSpec").path("Healthcheck").path("Test").path(0).asText("");
        return !test.isEmpty() && !test.equals("NONE");
    }

    private List<String> addresses(JsonNode task, State state) {
        var addresses = new ArrayList<String>();
        if (state == State.RUNNING) {
            var machine = places.addresses().getOrDefault(task.path("NodeID").asText(), "0.0.0.0");
            task.path("Status").path("PortStatus").path("Ports").forEach(p -> addresses.add(address(machine, p)));
            for (var p : service.path("Endpoint").path("Ports")) {
                if (p.path("PublishMode").asText().equals("ingress")) {
                    addresses.add(address("0.0.0.0", p));
                }
            }
        }
        return addresses;
    }

    private static String address(String machine, JsonNode port) {
        return machine + ":" + port.path("PublishedPort").asInt() + "->" + port.path("TargetPort").asInt() + "/" + port.path("Protocol").asText("tcp");
    }

    private static Optional<Integer> exitCode(JsonNode status) {
        return status.path("State").asText().equals("rejected") ? Optional.empty() : Optional.of(status.path("ContainerStatus").path("ExitCode").asInt());
    }

    private static boolean ended(JsonNode task) {
        return ENDED.contains(state(task, "State"));
    }

    private static String state(JsonNode task, String field) {
        return task.path("Status").path(field).asText();
    }

    private static String hash(JsonNode task) {
        return task.path("Spec").path("ContainerSpec").path("Labels").path(Stamp.HASH).asText();
    }

    private static String brief(String text) {
        return text.length() <= LONGEST_ERROR ? text : text.substring(0, LONGEST_ERROR) + "…";
    }

    private static Optional<Instant> time(JsonNode text) {
        try {
            return Optional.of(Instant.parse(text.asText()));
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
