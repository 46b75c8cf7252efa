package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster of real machines with an assembly on it: its image is built on the manager and brought to the worker, whose engine is reached behind its own certificate.
@Tag("docker")
@Tag("lab")
class ClusterOnLocalMachinesTest {
    private static final String NAME = "plimsoll-lab-" + ProcessHandle.current().pid();
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
        spec: {region: here, cidr: 10.231.11.0/24, isolated: false}
        ---
        apiVersion: plimsoll/v1
        kind: Pool
        metadata: {name: %1$s-m}
        spec: {region: here, role: manager, count: 1, template: {networks: [%1$s]}}
        ---
        apiVersion: plimsoll/v1
        kind: Pool
        metadata: {name: %1$s-w}
        spec: {region: here, role: worker, count: 1, template: {networks: [%1$s]}}
        ---
        apiVersion: plimsoll/v1
        kind: Cluster
        metadata: {name: blue}
        spec: {pools: [%1$s-m, %1$s-w]}
        """.formatted(NAME);
    private static final String COMPOSE = """
        services:
          web:
            build: .
            command: [sleep, "100000"]
            scale: 2
            stop_grace_period: 0s
        """;

    private final Wire wire = new Wire(DockerAddress.ofEnvironment());
    private Path state;
    private RealServer server;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        state = folder.resolve("state");
        server = RealServer.started(state, Map.of(), "--machines", "0.0.0.0:" + port, "--machines-reach", "https://10.231.11.1:" + port);
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
    void anAssemblyOnAClusterOfRealMachines() throws Exception {
        var context = context();
        var sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(context));
        var request = HttpRequest.newBuilder(URI.create(server.api().address() + "/v1/contexts/" + sha)).header("Authorization", "Bearer " + server.api().token())
            .PUT(HttpRequest.BodyPublishers.ofByteArray(context)).build();
        assertThat(HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.discarding()).statusCode()).isEqualTo(201);
        assertThat(server.api().apply(DECLARED).status()).isEqualTo(200);
        var applied = server.api().send("POST", "/v1/apply", Map.of("files", Map.of("compose.yml", COMPOSE), "order", List.of("compose.yml"), "assembly", "shop", "cluster", "blue",
            "folder", "shop", "contexts", Map.of(".", sha)));
        assertThat(applied.status()).as(applied.toString()).isEqualTo(200);
        Eventually.holds("it waits for its cluster", PATIENCE, () -> Api.level(server.api().assembly("shop")).path("reason").asText().equals("WaitingForCluster"), this::told);

        Eventually.holds("it is level", PATIENCE, () -> server.api().isLevel("shop"), this::told);
        var machines = ours("/containers/json?all=1").toList();
        assertThat(machines).hasSize(2);
        for (var machine : machines) {
            assertThat(output(machine, "docker ps -q | wc -l")).as("one instance on each machine").contains("1");
        }
        for (int slot = 1; slot <= 2; slot++) {
            assertThat(plimsoll("exec", "shop/web", "--slot", Integer.toString(slot), "--", "busybox", "echo", "hello-from-" + slot)).contains("hello-from-" + slot);
        }
        assertThat(server.api().send("GET", "/v1/facts", null).body().path("clusters").path("default/blue").path("reachable").asBoolean()).isTrue();
        var items = server.api().send("GET", "/v1/inventory", null).body().path("items");
        assertThat(items.valueStream().filter(i -> i.path("type").asText().equals("instance"))).hasSize(2).allMatch(i -> i.path("cluster").asText().equals("blue"));

        server.delete("shop");
        for (var machine : machines) {
            assertThat(output(machine, "docker service ls -q 2>/dev/null; docker ps -q")).isBlank();
        }
    }

    private static byte[] context() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var tar = new TarArchiveOutputStream(bytes)) {
            entry(tar, "Dockerfile", "FROM scratch\nCOPY busybox /bin/busybox\nCOPY busybox /bin/sleep\nENV PATH=/bin\n".getBytes(StandardCharsets.US_ASCII), 0644);
            entry(tar, "busybox", Files.readAllBytes(Path.of("/bin/busybox")), 0755);
        }
        return bytes.toByteArray();
    }

    private static void entry(TarArchiveOutputStream tar, String name, byte[] content, int mode) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        entry.setMode(mode);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private String plimsoll(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), "dev.plimsoll.cli.Main"));
        command.addAll(List.of(words[0], "--state", state.toString()));
        command.addAll(List.of(words).subList(1, words.length));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }

    private JsonNode got(String kind, String name) {
        return server.api().send("GET", "/v1/projects/default/" + kind + "/" + name, null).body();
    }

    private String told() {
        return Stream.of(got("regions", "here"), got("pools", NAME + "-m"), got("pools", NAME + "-w"), got("clusters", "blue"), got("assemblies", "shop"), got("components", "shop-web"))
            .map(r -> r.path("status").toString()).reduce("", (all, one) -> all + "\n" + one) + "\n" + server.log();
    }

    /// Of this test, by what stands in their stamps.
    private Stream<JsonNode> ours(String path) {
        return wire.ask(Call.get("list " + path, new Route(path))).json().valueStream()
            .filter(object -> object.path("Labels").path("dev.plimsoll.cloud.stamp").asText().matches(".*:" + NAME + "(-[mw])?(-[0-9]+)?:.*"));
    }

    private String output(JsonNode container, String line) {
        var exec = wire.ask(Call.post("prepare " + line, Route.to("/containers/{}/exec", container.path("Id").asText())).json(
            Map.of("Cmd", List.of("sh", "-c", line), "AttachStdout", true, "Tty", true))).json().path("Id").asText();
        return wire.read(Call.post(line, Route.to("/exec/{}/start", exec)).json(Map.of("Detach", false, "Tty", true)), incoming -> new String(incoming.body().readAllBytes(), StandardCharsets.UTF_8));
    }
}
