package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A control plane with machines on this machine's own engine: what tests declare, see from outside, and break. All of it carries one name, which is in the stamps, and is taken away at the end. The
/// first machine that is ever made on an engine makes the node image too, which takes minutes.
final class LocalMachines implements AutoCloseable {
    static final Duration PATIENCE = Duration.ofMinutes(12);
    private static final String STAMP = "dev.plimsoll.cloud.stamp";
    private static final AtomicInteger MADE = new AtomicInteger();

    final String name = "plimsoll-lab-" + ProcessHandle.current().pid() + "-" + MADE.incrementAndGet();
    private final Wire wire = new Wire(DockerAddress.ofEnvironment());
    private final String net;
    private final RealServer server;

    /// @param net first three numbers of the machines' network, which no other test has
    LocalMachines(Path folder, String net) {
        this.net = net;
        // The host's address in the machines' network; that of the engine's own bridge is also the one of the bridge in each machine.
        int port = FreePorts.one();
        server = RealServer.started(folder.resolve("state"), Map.of(), "--machines", "0.0.0.0:" + port, "--machines-reach", "https://" + net + ".1:" + port);
    }

    RealServer server() {
        return server;
    }

    Api api() {
        return server.api();
    }

    /// A region called `here` and a network.
    String ground() {
        return """
            apiVersion: plimsoll/v1
            kind: Region
            metadata: {name: here}
            spec: {cloud: local}
            ---
            apiVersion: plimsoll/v1
            kind: Network
            metadata: {name: %s}
            spec: {region: here, cidr: %s.0/24}
            """.formatted(name, net);
    }

    /// A pool with the name's ending `-m` for managers, `-w` for workers.
    String pool(String ending, String role, int count) {
        return """
            ---
            apiVersion: plimsoll/v1
            kind: Pool
            metadata: {name: %1$s-%2$s}
            spec: {region: here, role: %3$s, count: %4$d, template: {networks: [%1$s]}}
            """.formatted(name, ending, role, count);
    }

    /// A cluster of the test's name, with everything it needs.
    String cluster(int managers, int workers) {
        return ground() + pool("m", "manager", managers) + pool("w", "worker", workers) + """
            ---
            apiVersion: plimsoll/v1
            kind: Cluster
            metadata: {name: %1$s}
            spec: {pools: [%1$s-m, %1$s-w]}
            """.formatted(name);
    }

    /// The same, waited for.
    void form(int managers, int workers) {
        apply(cluster(managers, workers));
        awaitLevel("clusters", name);
    }

    void apply(String document) {
        var applied = api().apply(document);
        assertThat(applied.status()).as(applied::toString).isEqualTo(200);
    }

    JsonNode got(String kind, String resource) {
        return api().send("GET", "/v1/projects/default/" + kind + "/" + resource, null).body();
    }

    JsonNode cluster() {
        return got("clusters", name);
    }

    boolean isLevel(String kind, String resource) {
        var found = got(kind, resource);
        return Api.level(found).path("holds").asBoolean() && found.path("status").path("observedGeneration").equals(found.path("metadata").path("generation"));
    }

    void awaitLevel(String kind, String resource) {
        Eventually.holds(kind + "/" + resource + " is level", PATIENCE, () -> isLevel(kind, resource), this::told);
    }

    /// Nodes of the cluster as its status tells them: machine, role, state.
    List<String> nodes() {
        return cluster().path("status").path("nodes").valueStream().map(n -> n.path("machine").asText() + " " + n.path("role").asText() + " " + n.path("state").asText()).sorted().toList();
    }

    /// All that are declared to be there, all ready, none twice.
    void awaitNodes(int managers, int workers) {
        var machines = Stream.concat(IntStream.rangeClosed(1, managers).mapToObj(i -> name + "-m-" + i + " manager ready"), IntStream.rangeClosed(1, workers).mapToObj(i -> name + "-w-" + i + " worker ready")).toList();
        Eventually.holds("the cluster is level with its " + (managers + workers) + " nodes", PATIENCE,
            () -> isLevel("clusters", name) && nodes().stream().map(n -> n.replace(" leader ", " manager ")).toList().equals(machines), this::told);
    }

    /// Asks for its end and waits for it.
    void gone(String path) {
        assertThat(api().send("DELETE", "/v1/projects/default/" + path, null).status()).as(path).isLessThan(300);
        Eventually.holds(path + " is gone", PATIENCE, () -> api().send("GET", "/v1/projects/default/" + path, null).status() == 404, this::told);
    }

    /// Containers that are machines, running or not.
    List<JsonNode> containers() {
        return ours("/containers/json?all=1");
    }

    List<JsonNode> networks() {
        return ours("/networks");
    }

    /// The container that is a machine now, by the machine's ending, such as `w-1`.
    JsonNode container(String ending) {
        return containers().stream().filter(c -> c.path("Labels").path(STAMP).asText().contains(":" + name + "-" + ending + ":")).findFirst().orElseThrow();
    }

    String address(JsonNode container) {
        return container.path("NetworkSettings").path("Networks").valueStream().map(end -> end.path("IPAddress").asText()).filter(a -> a.startsWith(net + ".")).findFirst().orElse("");
    }

    /// Cuts a machine's power.
    void kill(JsonNode container) {
        wire.ask(Call.post("cut the power", Route.to("/containers/{}/kill", container.path("Id").asText())));
    }

    /// Lets a machine hang, in a way that no cloud can do anything about.
    void freeze(JsonNode container) {
        wire.ask(Call.post("let a machine hang", Route.to("/containers/{}/pause", container.path("Id").asText())));
    }

    /// Destroys a machine with all it holds.
    void destroy(JsonNode container) {
        wire.call(Call.delete("destroy a machine", Route.to("/containers/{}", container.path("Id").asText()).with("force", 1).with("v", 1)));
    }

    /// What became of a program in a machine.
    record Ran(int code, String said) {}

    Ran run(JsonNode container, String line) {
        var exec = wire.ask(Call.post("prepare " + line, Route.to("/containers/{}/exec", container.path("Id").asText())).json(
            Map.of("Cmd", List.of("sh", "-c", line), "AttachStdout", true, "AttachStderr", true, "Tty", true))).json().path("Id").asText();
        var said = wire.read(Call.post(line, Route.to("/exec/{}/start", exec)).json(Map.of("Detach", false, "Tty", true)), incoming -> new String(incoming.body().readAllBytes(), StandardCharsets.UTF_8));
        return new Ran(wire.ask(Call.get("see how " + line + " went", Route.to("/exec/{}/json", exec))).json().path("ExitCode").asInt(-1), said.strip());
    }

    /// For whoever has to find out why something does not come.
    String told() {
        var kinds = Stream.of("regions", "networks", "firewalls", "pools", "machines", "clusters", "upgrades", "assemblies", "components");
        return kinds.flatMap(kind -> api().send("GET", "/v1/projects/default/" + kind, null).body().path("items").valueStream()).map(r -> r.path("kind").asText() + "/" + r.path("metadata").path("name").asText()
            + (r.path("metadata").has("deletedAt") ? " (deleting) " : " ") + r.path("status")).collect(Collectors.joining("\n", "\n", "\n" + server.log()));
    }

    private List<JsonNode> ours(String path) {
        return wire.ask(Call.get("list " + path, new Route(path))).json().valueStream()
            .filter(object -> object.path("Labels").path(STAMP).asText().matches(".*:" + name + "(-[a-z])?(-[0-9]+)?:.*")).toList();
    }

    @Override
    public void close() {
        try (wire) {
            endServer();
        }
    }

    /// First, because it would make anew what is taken away.
    private void endServer() {
        try {
            server.close();
        } finally {
            containers().forEach(this::destroy);
            networks().forEach(n -> wire.call(Call.delete("clean up", Route.to("/networks/{}", n.path("Id").asText()))));
        }
    }
}
