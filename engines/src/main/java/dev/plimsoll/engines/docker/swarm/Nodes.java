package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The machines of a Swarm, asked for anew each time.
final class Nodes {
    private final Wire wire;

    Nodes(Wire wire) {
        this.wire = wire;
    }

    /// As the Swarm tells of them, the oldest first.
    List<JsonNode> all() {
        var nodes = new ArrayList<JsonNode>();
        wire.ask(Call.get("list the machines of the swarm", Route.to("/nodes"))).json().forEach(nodes::add);
        nodes.sort(Comparator.comparing((JsonNode node) -> node.path("CreatedAt").asText()).thenComparing(node -> node.path("ID").asText()));
        return nodes;
    }

    /// Those that work.
    List<Machines.Node> ready() {
        return all().stream().filter(node -> node.path("Status").path("State").asText().equals("ready")).map(Nodes::node).toList();
    }

    static Machines.Node node(JsonNode node) {
        return new Machines.Node(node.path("ID").asText(), node.path("Description").path("Hostname").asText(), address(node));
    }

    /// A manager that is the only one may tell no more of itself than 0.0.0.0.
    static String address(JsonNode node) {
        var address = node.path("Status").path("Addr").asText();
        var managers = node.path("ManagerStatus").path("Addr").asText();
        return address.isEmpty() || address.equals("0.0.0.0") ? managers.replaceFirst(":\\d+$", "") : address;
    }
}
