package dev.plimsoll.clouds.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;

/// A machine from an entry in the engine's listing of containers.
final class SeenMachine {
    private SeenMachine() {}

    static CloudObject.Machine of(JsonNode container, CloudStamp stamp) {
        var labels = Json.texts(container.path("Labels"));
        var name = container.path("Names").path(0).asText().replaceFirst("^/", "");
        return new CloudObject.Machine(container.path("Id").asText(), name, stamp, phase(container), "", labels.getOrDefault(MachineDocument.FLAVOR, ""), Set.of(),
            addresses(container, labels.getOrDefault(MachineDocument.NETWORKS, "")), List.of());
    }

    /// The engine's words for states of containers.
    private static CloudPhase phase(JsonNode container) {
        var state = container.path("State").asText();
        return switch (state) {
            case "running" -> CloudPhase.READY;
            case "exited" -> CloudPhase.STOPPED;
            case "removing" -> CloudPhase.LEAVING;
            case "dead" -> new CloudPhase.Failed("the engine could not remove the container whole: " + container.path("Status").asText());
            default -> new CloudPhase.Pending(state);
        };
    }

    /// A machine that is off keeps the addresses it was given.
    private static List<String> addresses(JsonNode container, String order) {
        var addresses = new LinkedHashMap<String, String>();
        if (!order.isEmpty()) {
            List.of(order.split(",")).forEach(network -> addresses.put(network, ""));
        }
        container.path("NetworkSettings").path("Networks").forEach(end -> {
            var given = end.path("IPAMConfig").path("IPv4Address").asText();
            addresses.put(end.path("NetworkID").asText(), given.isEmpty() ? end.path("IPAddress").asText() : given);
        });
        var known = new ArrayList<>(addresses.values());
        known.removeIf(String::isEmpty);
        return known;
    }
}
