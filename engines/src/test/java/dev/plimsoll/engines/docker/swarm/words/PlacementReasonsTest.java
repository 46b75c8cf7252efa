package dev.plimsoll.engines.docker.swarm.words;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Why tasks wait.
class PlacementReasonsTest {
    private final List<JsonNode> nodes = new ArrayList<>();
    private final List<JsonNode> tasks = new ArrayList<>();

    @Test
    void eachMachineHasItsReasonAndEqualOnesAreCounted() {
        node("a", "ready", "active", "'zone':'x'");
        node("b", "ready", "active", "'zone':'y'");
        node("c", "ready", "drain", "");
        node("d", "down", "active", "");

        assertThat(reason("'Placement':{'Constraints':['node.labels.disk==ssd']}"))
            .isEqualTo("no suitable node (2 nodes do not meet node.labels.disk==ssd, 1 node is drained, 1 node is down)");
    }

    @Test
    void memoryThatOthersReservedIsShort() {
        node("a", "ready", "active", "");
        tasks.add(json("{'NodeID':'a','Spec':{'Resources':{'Reservations':{'MemoryBytes':700000000}}}}"));

        assertThat(reason("'Resources':{'Reservations':{'MemoryBytes':600000000}}")).isEqualTo("no suitable node (1 node is short of 300 MB of memory)");
    }

    @Test
    void constraintsKnowBothOperatorsAndNoCase() {
        node("a", "ready", "active", "'disk':'SSD'");

        assertThat(reason("'Placement':{'Constraints':['node.labels.disk == ssd']}")).isEmpty();
        assertThat(reason("'Placement':{'Constraints':['node.labels.disk!=ssd']}")).isEqualTo("no suitable node (1 node does not meet node.labels.disk!=ssd)");
        assertThat(reason("'Placement':{'Constraints':['node.role!=manager']}")).isEmpty();
    }

    @Test
    void aMachineWithEnoughInstancesIsFull() {
        node("a", "ready", "active", "");
        tasks.add(json("{'NodeID':'a','ServiceID':'s'}"));

        assertThat(new PlacementReasons(nodes, tasks).of(json("{'ServiceID':'s','Spec':{'Placement':{'MaxReplicas':1}}}")))
            .isEqualTo("no suitable node (1 node has 1 instances already, as many as it may)");
    }

    @Test
    void aHostPortHasOneHolder() {
        node("a", "ready", "active", "");
        tasks.add(json("{'NodeID':'a','Status':{'PortStatus':{'Ports':[{'PublishedPort':8081}]}}}"));

        assertThat(new PlacementReasons(nodes, tasks).of(json("{'Endpoint':{'Spec':{'Ports':[{'PublishMode':'host','PublishedPort':8081}]}},'Spec':{}}")))
            .isEqualTo("no suitable node (1 node has host port 8081 taken)");
    }

    private String reason(String spec) {
        return new PlacementReasons(nodes, tasks).of(json("{'Spec':{" + spec + "}}"));
    }

    private void node(String id, String state, String availability, String labels) {
        nodes.add(json("{'ID':'" + id + "','Status':{'State':'" + state + "'},'Spec':{'Availability':'" + availability + "','Role':'worker','Labels':{" + labels
            + "}},'Description':{'Hostname':'" + id + "','Resources':{'NanoCPUs':2000000000,'MemoryBytes':1000000000}}}"));
    }

    private static JsonNode json(String text) {
        return Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
