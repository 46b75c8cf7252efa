package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a declaration to machines that are one swarm, over TLS that each of them got when it enrolled; and what becomes of it when machines die.
@Tag("docker")
class ClusterOnEngineTest {
    private static final String NAME = "plimsoll-test-cl" + ProcessHandle.current().pid();
    private static final Duration PATIENCE = Duration.ofMinutes(12);

    private final Wire wire = new Wire(DockerAddress.ofEnvironment());
    private RealServer server;

    /// @param net second and third number of the machines' network, which no other test has
    private void start(Path folder, String net) throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = RealServer.started(folder.resolve("state"), Map.of(), "--machines", "0.0.0.0:" + port, "--machines-reach", "https://10." + net + ".1:" + port);
    }

    @AfterEach
    void clear() {
        try (wire) {
            server.close();
            ours("/containers/json?all=1").forEach(c -> wire.call(Call.delete("clean up", Route.to("/containers/{}", c.path("Id").asText()).with("force", 1).with("v", 1))));
            ours("/networks").forEach(n -> wire.call(Call.delete("clean up", Route.to("/networks/{}", n.path("Id").asText()))));
        }
    }

    /// The first run on an engine also makes the node image, which takes minutes.
    @Test
    @Tag("slow")
    @Tag("lab")
    void aManagerAndAWorkerBecomeOneSwarmAndPartAgain(@TempDir Path folder) throws IOException {
        start(folder, "231.11");
        apply(declared("231.11", 1, 1));
        level();

        var cluster = got("clusters", NAME).path("status");
        assertThat(cluster.path("id").asText()).isNotEmpty();
        assertThat(cluster.path("nodes").valueStream().map(n -> n.path("machine").asText() + " " + n.path("role").asText() + " " + n.path("state").asText()))
            .containsExactlyInAnyOrder(NAME + "-m-1 leader ready", NAME + "-w-1 worker ready");
        assertThat(machines()).hasSize(2);

        gone("clusters/" + NAME);
        assertThat(machines()).as("machines stay").hasSize(2).allSatisfy(machine ->
            assertThat(exitCode(machine, "docker info --format '{{.Swarm.LocalNodeState}}' | grep -q inactive")).as("it has left").isZero());
        Stream.of("pools/" + NAME + "-w", "pools/" + NAME + "-m", "networks/" + NAME, "regions/here").forEach(this::gone);
        assertThat(ours("/containers/json?all=1")).isEmpty();
    }

    @Test
    @Tag("lab")
    void fiveMachinesBearTheLossOfAManagerPowerCutsAndALostQuorum(@TempDir Path folder) throws IOException {
        start(folder, "231.12");
        apply(declared("231.12", 3, 2));
        level();

        // A manager's machine is destroyed: another one takes its place, and no ghost stays.
        remove(NAME + "-m-2");
        Eventually.holds("the loss is noticed", PATIENCE, () -> !isLevel(), this::told);
        level();
        nodes(5, 3);

        // The power is cut everywhere; machines that were on come on again by themselves or are powered on.
        machines().forEach(m -> wire.call(Call.post("cut the power", Route.to("/containers/{}/kill", m.path("Id").asText()))));
        Eventually.holds("the outage is noticed", PATIENCE, () -> !isLevel(), this::told);
        level();
        nodes(5, 3);

        // Two of three managers are destroyed at once: their state is gone with them.
        Stream.of(NAME + "-m-1", NAME + "-m-3").forEach(this::remove);
        Eventually.holds("the quorum is lost", PATIENCE, () -> Api.level(got("clusters", NAME)).path("reason").asText().equals("QuorumLost"), this::told);
        Eventually.holds("it can be recovered", PATIENCE, () -> server.api().send("POST", "/v1/projects/default/clusters/" + NAME + "/recover", "{\"from\": \"" + NAME + "-m-2\"}").status() == 202, this::told);
        level();
        nodes(5, 3);
    }

    private void apply(String text) {
        assertThat(server.api().apply(text).status()).as(() -> server.api().apply(text).toString()).isEqualTo(200);
    }

    private static String declared(String net, int managers, int workers) {
        return """
            apiVersion: plimsoll/v1
            kind: Region
            metadata: {name: here}
            spec: {cloud: local}
            ---
            apiVersion: plimsoll/v1
            kind: Network
            metadata: {name: %1$s}
            spec: {region: here, cidr: 10.%2$s.0/24}
            ---
            apiVersion: plimsoll/v1
            kind: Pool
            metadata: {name: %1$s-m}
            spec: {role: manager, region: here, count: %3$d, template: {networks: [%1$s]}}
            ---
            apiVersion: plimsoll/v1
            kind: Pool
            metadata: {name: %1$s-w}
            spec: {role: worker, region: here, count: %4$d, template: {networks: [%1$s]}}
            ---
            apiVersion: plimsoll/v1
            kind: Cluster
            metadata: {name: %1$s}
            spec: {pools: [%1$s-m, %1$s-w]}
            """.formatted(NAME, net, managers, workers);
    }

    private boolean isLevel() {
        return Api.level(got("clusters", NAME)).path("holds").asBoolean();
    }

    private void level() {
        Eventually.holds("the cluster is level", PATIENCE, this::isLevel, this::told);
    }

    private void nodes(int all, int managers) {
        var nodes = got("clusters", NAME).path("status").path("nodes").valueStream().toList();
        assertThat(nodes).hasSize(all).allSatisfy(n -> assertThat(n.path("state").asText()).isEqualTo("ready"));
        assertThat(nodes).filteredOn(n -> !n.path("role").asText().equals("worker")).hasSize(managers);
    }

    private void remove(String machine) {
        machines().stream().filter(m -> m.path("Names").path(0).asText().contains(machine)).forEach(m ->
            wire.call(Call.delete("destroy " + machine, Route.to("/containers/{}", m.path("Id").asText()).with("force", 1).with("v", 1))));
    }

    private void gone(String path) {
        assertThat(server.api().send("DELETE", "/v1/projects/default/" + path, null).status()).as(path).isLessThan(300);
        Eventually.holds(path + " is gone", PATIENCE, () -> server.api().send("GET", "/v1/projects/default/" + path, null).status() == 404, this::told);
    }

    private List<JsonNode> machines() {
        return ours("/containers/json?all=1").toList();
    }

    private JsonNode got(String kind, String name) {
        return server.api().send("GET", "/v1/projects/default/" + kind + "/" + name, null).body();
    }

    private String told() {
        return got("clusters", NAME).path("status") + "\n" + server.api().send("GET", "/v1/projects/default/machines", null).body() + "\n" + server.log();
    }

    /// Of this test, by what stands in their stamps.
    private Stream<JsonNode> ours(String path) {
        return wire.ask(Call.get("list " + path, new Route(path))).json().valueStream()
            .filter(object -> object.path("Labels").path("dev.plimsoll.cloud.stamp").asText().matches(".*:" + NAME + "(-[mw])?(-[0-9]+)?:.*"));
    }

    private int exitCode(JsonNode container, String line) {
        var exec = wire.ask(Call.post("prepare " + line, Route.to("/containers/{}/exec", container.path("Id").asText())).json(
            Map.of("Cmd", List.of("sh", "-c", line), "AttachStdout", true))).json().path("Id").asText();
        wire.ask(Call.post(line, Route.to("/exec/{}/start", exec)).json(Map.of("Detach", false)));
        return wire.ask(Call.get("see how " + line + " went", Route.to("/exec/{}/json", exec))).json().path("ExitCode").asInt(-1);
    }
}
