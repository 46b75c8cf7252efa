package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Reply;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.Occupant.Update;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What runs on a node of a Swarm, ours or not, and how it is moved (Engine API, TaskList and ServiceUpdate).
record NodeTasks(Wire manager) {
    private static final int TRIES = 5;
    private static final int LONGEST_WHY = 300;
    /// States of tasks that have ended (Engine API, TaskState).
    private static final Set<String> ENDED = Set.of("complete", "shutdown", "failed", "rejected", "remove", "orphaned");
    private static final Set<String> LEAVING = Set.of("shutdown", "remove", "complete", "failed", "rejected", "orphaned");

    List<Occupant> of(String node) {
        var doing = "list the tasks of node " + node;
        var services = new HashMap<String, Optional<JsonNode>>();
        var waiting = new HashMap<String, String>();
        var occupants = new ArrayList<Occupant>();
        for (var task : list(doing, Map.of("node", List.of(node)))) {
            if (!ENDED.contains(task.path("Status").path("State").asText())) {
                var id = task.path("ServiceID").asText();
                var service = services.computeIfAbsent(id, _ -> manager.find(Call.get(doing, Route.to("/services/{}", id))).map(Reply::json));
                occupants.add(occupant(task, id, service.orElseGet(Json::object), waiting.computeIfAbsent(id, _ -> waiting(doing, id))));
            }
        }
        return occupants;
    }

    private static Occupant occupant(JsonNode task, String id, JsonNode service, String waiting) {
        if (LEAVING.contains(task.path("DesiredState").asText())) {
            return new Occupant(id, name(task, service), false, Update.NONE, "it is being stopped");
        }
        var spec = service.path("Spec");
        boolean movable = spec.path("Mode").has("Replicated") && spec.path("UpdateConfig").path("Order").asText().equals("start-first");
        // Between a renewal and the Swarm's first word on it, the task alone tells that it is not of the newest definition.
        boolean behind = task.path("Spec").path("ForceUpdate").asLong() != spec.path("TaskTemplate").path("ForceUpdate").asLong();
        var update = switch (service.path("UpdateStatus").path("State").asText()) {
            case "updating", "rollback_started" -> Update.UNDER_WAY;
            case "paused", "rollback_paused" -> Update.FAILED;
            default -> behind ? Update.UNDER_WAY : Update.NONE;
        };
        return new Occupant(id, name(task, service), movable, update, update == Update.FAILED ? brief(service.path("UpdateStatus").path("Message").asText()) : waiting);
    }

    private static String name(JsonNode task, JsonNode service) {
        var slot = task.path("Slot").asInt() > 0 ? " " + task.path("Slot").asInt() : "";
        return Stamp.of(Json.texts(task.path("Spec").path("ContainerSpec").path("Labels"))).map(s -> s.assembly() + "/" + s.component() + slot)
            .orElseGet(() -> service.path("Spec").path("Name").asText("a task of no service") + slot);
    }

    /// Why tasks of a service have no place; empty when all have one.
    private String waiting(String doing, String service) {
        return list(doing, Map.of("service", List.of(service), "desired-state", List.of("running"))).stream().filter(t -> t.path("Status").path("State").asText().equals("pending"))
            .map(t -> brief(t.path("Status").path("Err").asText())).filter(why -> !why.isEmpty()).findFirst().orElse("");
    }

    private List<JsonNode> list(String doing, Map<String, List<String>> filters) {
        var tasks = new ArrayList<JsonNode>();
        manager.ask(Call.get(doing, Route.to("/tasks").filtered(filters))).json().forEach(tasks::add);
        return tasks;
    }

    void renew(String service) {
        var doing = "start the tasks of service " + service + " anew";
        for (int tries = 1; ; tries++) {
            var there = manager.find(Call.get(doing, Route.to("/services/{}", service))).map(Reply::json);
            if (there.isEmpty()) {
                return;
            }
            var spec = (ObjectNode) there.get().path("Spec");
            var task = (ObjectNode) spec.path("TaskTemplate");
            task.put("ForceUpdate", task.path("ForceUpdate").asLong() + 1);
            var reply = manager.call(Call.post(doing, Route.to("/services/{}/update", service).with("version", there.get().path("Version").path("Index").asLong())).json(spec));
            if (reply.ok()) {
                return;
            }
            if (!reply.message().contains("out of sequence") || tries == TRIES) {
                throw DockerErrors.of(doing, reply);
            }
        }
    }

    private static String brief(String text) {
        return text.length() <= LONGEST_WHY ? text : text.substring(0, LONGEST_WHY) + "…";
    }
}
