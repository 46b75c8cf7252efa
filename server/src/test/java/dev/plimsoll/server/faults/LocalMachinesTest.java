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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a declaration to machines that have enrolled and whose engines answer, and back to nothing. The first run on an engine also makes the node image, which takes minutes.
@Tag("docker")
@Tag("slow")
class LocalMachinesTest {
    private static final String NAME = "plimsoll-test-" + ProcessHandle.current().pid();
    private static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final String DECLARED = """
        apiVersion: plimsoll/v1
        kind: Region
        metadata: {name: here}
        spec: {cloud: local}
        ---
        apiVersion: plimsoll/v1
        kind: Network
        metadata: {name: %1$s}
        spec: {region: here, cidr: 10.231.9.0/24, isolated: false}
        ---
        apiVersion: plimsoll/v1
        kind: Pool
        metadata: {name: %1$s}
        spec:
          region: here
          count: 2
          template: {networks: [%1$s]}
        """.formatted(NAME);

    private final Wire wire = new Wire(DockerAddress.ofEnvironment());
    private RealServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        // The host's address in the machines' network; that of the engine's own bridge is also the one of the bridge in each machine.
        server = RealServer.started(folder.resolve("state"), Map.of(), "--machines", "0.0.0.0:" + port, "--machines-reach", "https://10.231.9.1:" + port);
    }

    @AfterEach
    void clear() {
        try (wire) {
            server.close();
            ours("/containers/json?all=1").forEach(c -> wire.call(Call.delete("clean up", Route.to("/containers/{}", c.path("Id").asText()).with("force", 1).with("v", 1))));
            ours("/networks").forEach(n -> wire.call(Call.delete("clean up", Route.to("/networks/{}", n.path("Id").asText()))));
        }
    }

    @Test
    void twoMachinesComeAndGo() {
        assertThat(server.api().apply(DECLARED).status()).as(() -> server.api().apply(DECLARED).toString()).isEqualTo(200);

        Eventually.holds("the pool is level", PATIENCE, () -> Api.level(got("pools", NAME)).path("holds").asBoolean(), this::told);
        var machines = ours("/containers/json?all=1").toList();
        assertThat(machines).hasSize(2).allSatisfy(machine -> {
            assertThat(machine.path("State").asText()).isEqualTo("running");
            assertThat(address(machine)).startsWith("10.231.9.");
        });
        assertThat(List.of(got("machines", NAME + "-1"), got("machines", NAME + "-2"))).allSatisfy(machine -> {
            assertThat(Api.level(machine).path("holds").asBoolean()).isTrue();
            assertThat(machine.path("status").path("phase").asText()).isEqualTo("ready");
        });
        assertThat(machines).allSatisfy(machine -> assertThat(exitCode(machine, "docker version")).as("its engine answers").isZero());

        for (var path : List.of("pools/" + NAME, "networks/" + NAME, "regions/here")) {
            assertThat(server.api().send("DELETE", "/v1/projects/default/" + path, null).status()).as(path).isLessThan(300);
            Eventually.holds(path + " is gone", PATIENCE, () -> server.api().send("GET", "/v1/projects/default/" + path, null).status() == 404, this::told);
        }
        assertThat(ours("/containers/json?all=1")).isEmpty();
        assertThat(ours("/networks")).isEmpty();
    }

    private JsonNode got(String kind, String name) {
        return server.api().send("GET", "/v1/projects/default/" + kind + "/" + name, null).body();
    }

    private String told() {
        return Stream.of(got("regions", "here"), got("networks", NAME), got("pools", NAME), got("machines", NAME + "-1"), got("machines", NAME + "-2")).map(r -> r.path("status").toString())
            .reduce("", (all, one) -> all + "\n" + one) + "\n" + server.log();
    }

    /// Of this test, by what stands in their stamps.
    private Stream<JsonNode> ours(String path) {
        return wire.ask(Call.get("list " + path, new Route(path))).json().valueStream()
            .filter(object -> object.path("Labels").path("dev.plimsoll.cloud.stamp").asText().matches(".*:" + NAME + "(-[0-9]+)?:.*"));
    }

    private static String address(JsonNode container) {
        return container.path("NetworkSettings").path("Networks").valueStream().map(end -> end.path("IPAddress").asText()).findFirst().orElse("");
    }

    private int exitCode(JsonNode container, String line) {
        var exec = wire.ask(Call.post("prepare " + line, Route.to("/containers/{}/exec", container.path("Id").asText())).json(
            Map.of("Cmd", List.of("sh", "-c", line), "AttachStdout", true))).json().path("Id").asText();
        wire.ask(Call.post(line, Route.to("/exec/{}/start", exec)).json(Map.of("Detach", false)));
        return wire.ask(Call.get("see how " + line + " went", Route.to("/exec/{}/json", exec))).json().path("ExitCode").asInt(-1);
    }
}
