package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// All machines of a small local cluster are replaced while a service on them is asked 100 times a second over lasting connections. Machines share no registry here, so its image is put on each as
/// soon as its engine answers; the service is made by hand, because what is proved is the machines' part.
@Tag("lab")
class UpgradeUnderLoadTest {
    private static final String NAME = "upgrade-load";
    private static final String IMAGE = "plimsoll-test-" + NAME + ":1";
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String DECLARED = """
        apiVersion: plimsoll/v1
        kind: Region
        metadata: {name: here}
        spec: {cloud: local}
        ---
        apiVersion: plimsoll/v1
        kind: Network
        metadata: {name: %1$s}
        spec: {region: here, cidr: 10.231.19.0/24, isolated: false}
        ---
        apiVersion: plimsoll/v1
        kind: Pool
        metadata: {name: %1$s-m}
        spec: {region: here, role: manager, count: 1, template: {networks: [%1$s]}}
        ---
        apiVersion: plimsoll/v1
        kind: Pool
        metadata: {name: %1$s-w}
        spec: {region: here, role: worker, count: 2, template: {networks: [%1$s]}}
        ---
        apiVersion: plimsoll/v1
        kind: Cluster
        metadata: {name: %1$s}
        spec: {pools: [%1$s-m, %1$s-w]}
        """.formatted(NAME);

    private final Wire wire = new Wire(DockerAddress.ofEnvironment());
    private final Set<String> loaded = java.util.concurrent.ConcurrentHashMap.newKeySet();
    private RealServer server;
    private volatile boolean over;
    private Thread loader;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException, InterruptedException {
        var here = Path.of("src/test/resources/dev/plimsoll/server/faults").toAbsolutePath();
        assertThat(shell("sh " + here + "/web-image.sh " + IMAGE + " " + here + "/web.pl")).isZero();
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = RealServer.started(folder.resolve("state"), Map.of(), "--machines", "0.0.0.0:" + port, "--machines-reach", "https://10.231.19.1:" + port);
        loader = Thread.ofVirtual().start(this::load);
    }

    @AfterEach
    void clear() throws IOException, InterruptedException {
        over = true;
        if (loader != null) {
            loader.join();
        }
        try (wire) {
            server.close();
            machines().forEach(c -> wire.call(Call.delete("clean up", Route.to("/containers/{}", c.path("Id").asText()).with("force", 1).with("v", 1))));
            ours("/networks").forEach(n -> wire.call(Call.delete("clean up", Route.to("/networks/{}", n.path("Id").asText()))));
            shell("docker rmi -f " + IMAGE);
        }
    }

    @Test
    void everyMachineIsReplacedAndNoRequestFails() throws InterruptedException, IOException {
        assertThat(server.api().apply(DECLARED).status()).isEqualTo(200);
        Eventually.holds("the cluster is level", PATIENCE, () -> isLevel("clusters", NAME), this::told);
        var before = machines().map(m -> m.path("Id").asText()).toList();
        Eventually.holds("the image is everywhere", PATIENCE, () -> loaded.containsAll(before), this::told);
        assertThat(in(NAME + "-m-1", "docker service create -d --no-resolve-image --name web --replicas 2 --publish mode=host,published=8080,target=8080 --update-order start-first "
            + "--update-failure-action continue --restart-delay 1s --stop-grace-period 20s " + IMAGE)).isZero();

        try (var load = new KeepAliveLoad(this::targets, 10, Duration.ofMillis(100))) {
            Eventually.holds("the service answers", PATIENCE, () -> load.asked.get() - load.failed.get() > 100, this::told);
            load.failed.set(0);
            load.again.set(0);
            load.asked.set(0);
            long began = System.nanoTime();
            assertThat(server.api().apply("{apiVersion: plimsoll/v1, kind: Upgrade, metadata: {name: all}, spec: {cluster: " + NAME + ", evenCurrent: true, drain: 10m}}").status()).isEqualTo(200);
            Eventually.holds("the upgrade is done", PATIENCE, () -> isLevel("upgrades", "all"), this::told);
            Eventually.holds("nobody is there beyond the count", PATIENCE, () -> machines().count() == 3 && isLevel("clusters", NAME), this::told);
            System.out.println("upgrade of 3 machines in " + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s: " + load);
            assertThat(load.failed).as(load::toString).hasValue(0);
        }
        assertThat(machines().map(m -> m.path("Id").asText())).hasSize(3).doesNotContainAnyElementsOf(before);
    }

    private boolean isLevel(String kind, String name) {
        var resource = got(kind, name);
        return Api.level(resource).path("holds").asBoolean() && resource.path("status").path("observedGeneration").equals(resource.path("metadata").path("generation"));
    }

    /// Wherever a machine is; those where the service does not run refuse.
    private List<InetSocketAddress> targets() {
        return machines().flatMap(m -> m.path("NetworkSettings").path("Networks").valueStream().map(n -> n.path("IPAddress").asText()).filter(a -> a.startsWith("10.231.19.")))
            .map(address -> new InetSocketAddress(address, 8080)).toList();
    }

    /// In the place of a registry.
    private void load() {
        while (!over) {
            machines().filter(m -> !loaded.contains(m.path("Id").asText())).forEach(m -> {
                if (shell("docker save " + IMAGE + " | docker exec -i " + m.path("Id").asText() + " docker load >/dev/null 2>&1") == 0) {
                    loaded.add(m.path("Id").asText());
                }
            });
            java.util.concurrent.locks.LockSupport.parkNanos(Duration.ofMillis(500).toNanos());
        }
    }

    private int in(String machine, String line) {
        var container = machines().filter(m -> m.path("Labels").path("dev.plimsoll.cloud.stamp").asText().contains(":" + machine + ":") || m.path("Names").toString().contains(machine)).findFirst().orElseThrow();
        return shell("docker exec " + container.path("Id").asText() + " " + line);
    }

    private static int shell(String line) {
        try {
            var process = new ProcessBuilder("bash", "-o", "pipefail", "-c", line).redirectErrorStream(true).start();
            process.getInputStream().transferTo(System.out);
            return process.waitFor();
        } catch (IOException | InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private JsonNode got(String kind, String name) {
        return server.api().send("GET", "/v1/projects/default/" + kind + "/" + name, null).body();
    }

    private String told() {
        return Stream.of(got("clusters", NAME), got("upgrades", "all"), got("pools", NAME + "-m"), got("pools", NAME + "-w"), server.api().send("GET", "/v1/projects/default/machines", null).body())
            .map(JsonNode::toString).reduce("", (all, one) -> all + "\n" + one) + "\n" + server.log();
    }

    private Stream<JsonNode> machines() {
        return ours("/containers/json");
    }

    /// Of this test, by what stands in their stamps.
    private Stream<JsonNode> ours(String path) {
        return wire.ask(Call.get("list " + path, new Route(path))).json().valueStream()
            .filter(object -> object.path("Labels").path("dev.plimsoll.cloud.stamp").asText().matches(".*:" + NAME + "(-[mw]-[0-9]+)?:.*"));
    }
}
