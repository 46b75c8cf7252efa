package dev.plimsoll.engines.docker.swarm.words;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.words.Fields;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.SwarmState;

/// Nodes in the Swarm's words (Engine API, Node and NodeSpec).
public final class NodeWords {
    private NodeWords() {}

    public static SwarmState.Node node(JsonNode listed) {
        var manager = listed.path("ManagerStatus");
        var status = listed.path("Status");
        var address = status.path("Addr").asText();
        // A manager tells the address of its own machine only by the one it manages at.
        var reached = address.isEmpty() || address.equals("0.0.0.0") ? manager.path("Addr").asText().replaceFirst(":\\d+$", "") : address;
        return new SwarmState.Node(listed.path("ID").asText(), listed.path("Description").path("Hostname").asText(), reached, spec(listed.path("Spec")),
            status.path("State").asText().equals("ready"), manager.path("Leader").asBoolean(),
            !manager.path("Reachability").asText().isEmpty(), manager.path("Reachability").asText().equals("reachable"), listed.path("Description").path("Engine").path("EngineVersion").asText(), status.path("Message").asText());
    }

    private static NodeSpec spec(JsonNode spec) {
        return new NodeSpec(spec.path("Role").asText().equals("manager") ? Role.MANAGER : Role.WORKER, switch (spec.path("Availability").asText()) {
            case "drain" -> Availability.DRAINED;
            case "pause" -> Availability.PAUSED;
            default -> Availability.ACTIVE;
        }, Json.texts(spec.path("Labels")));
    }

    public static ObjectNode document(NodeSpec spec) {
        return new Fields().set("Role", spec.role() == Role.MANAGER ? "manager" : "worker").set("Availability", switch (spec.availability()) {
            case ACTIVE -> "active";
            case PAUSED -> "pause";
            case DRAINED -> "drain";
        }).set("Labels", spec.labels()).object();
    }
}
