package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.clouds.local.LocalClouds;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Frames;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.CloudRef;
import dev.plimsoll.ports.cloud.Clouds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two computers that somebody has become machines of a control plane over SSH alone, with engines behind mutual TLS, and are given back as they were.
@Tag("docker")
@Tag("lab")
class GivenMachinesTest {
    private static final String PLANE = "plimsoll-test-" + ProcessHandle.current().pid();
    private static final Duration PATIENCE = Duration.ofMinutes(10);
    private static final String EVERYTHING_OF_OURS = "find / -xdev \\( -path /proc -o -path /sys -o -path /var/lib/docker \\) -prune -o -iname '*plimsoll*' -print; pgrep -x dockerd; getent passwd deploy; cat /root/.docker/config.json";

    private final Wire wire = new Wire(DockerAddress.ofEnvironment());
    private final List<CloudObject.Machine> hosts = new ArrayList<>();
    private Cloud around;
    private RealServer server;
    private Path folder;

    @BeforeEach
    void start(@TempDir Path given) throws IOException, InterruptedException {
        folder = given;
        assertThat(new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", folder.resolve("key").toString()).start().waitFor()).isZero();
        around = new LocalClouds(DockerAddress.ofEnvironment()).open(new Clouds.Access(new Key(Kind.REGION, "default", "around"), RegionSpec.of(CloudType.LOCAL), Map.of()));
        var network = around.create(new CloudPart.Network("given", stamp(Kind.NETWORK, "given"), "10.231.18.0/24", Optional.empty(), Optional.empty(), false, Optional.empty(), List.of()));
        for (var name : List.of("rack-1", "rack-2")) {
            host(name, network, Files.readString(folder.resolve("key.pub")).strip());
        }
        around.list(PLANE, CloudKind.MACHINE).forEach(machine -> hosts.add((CloudObject.Machine) machine));
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = RealServer.started(folder.resolve("state"), Map.of(), "--machines", "0.0.0.0:" + port, "--machines-reach", "https://10.231.18.1:" + port);
    }

    private void host(String name, String network, String key) {
        Eventually.holds(name + " is made", PATIENCE, () -> {
            try {
                around.create(new CloudPart.Machine(name, stamp(Kind.MACHINE, name), Optional.empty(), "", "", List.of(new CloudPart.Interface(network, Optional.empty())), List.of(),
                    List.of(new CloudPart.Login("key", key)), new SecretText(""), Map.of()));
                return true;
            } catch (CloudFailure.NotReady imageUnderWay) {
                return false;
            }
        }, () -> "");
    }

    private static CloudStamp stamp(Kind kind, String name) {
        return new CloudStamp(PLANE, new Key(kind, "default", name), "uid", "hash", name);
    }

    @AfterEach
    void clear() {
        try (wire; var cloud = around) {
            if (server != null) {
                server.close();
            }
            cloud.list(PLANE, CloudKind.MACHINE).forEach(machine -> cloud.remove(PLANE, CloudRef.to(machine)));
            cloud.list(PLANE, CloudKind.NETWORK).forEach(network -> cloud.remove(PLANE, CloudRef.to(network)));
        }
    }

    @Test
    void given_hosts_become_machines_and_are_given_back_as_they_were() throws IOException {
        for (var host : hosts) {
            Eventually.holds("its engine has started", PATIENCE, () -> said(host, "docker version >/dev/null 2>&1 && echo yes").equals("yes\n"), () -> said(host, "cat /var/log/docker.log"));
            said(host, "pkill -x dockerd; while pgrep -x dockerd; do sleep 0.1; done; echo '{\"debug\": false}' >/etc/docker/daemon.json; hostname before");
        }
        var begun = System.nanoTime();
        assertThat(server.api().apply(declared()).status()).as(() -> server.api().apply(declared()).toString()).isEqualTo(200);

        Eventually.holds("the pool is level", PATIENCE, () -> Api.level(got("pools", "given")).path("holds").asBoolean(), this::told);
        System.out.println("two given hosts are machines after " + (System.nanoTime() - begun) / 1_000_000 + " ms");
        for (var host : hosts) {
            assertThat(said(host, "cat /etc/plimsoll/stamp")).contains(":machine:given-");
            assertThat(said(host, "hostname")).startsWith("given-");
            assertThat(said(host, "docker version --format '{{.Server.Version}}'")).isNotBlank();
            assertThat(said(host, "id -nG deploy")).contains("sudo");
            assertThat(said(host, "curl -s -k --max-time 5 https://127.0.0.1:2376/version; echo $?")).as("without a certificate of ours").doesNotContain("ApiVersion");
            said(host, "docker volume create theirs; docker volume create --label dev.plimsoll.plane=" + plane() + " ours");
        }

        assertThat(typed("ssh", "given-1", "-i", folder.resolve("key").toString(), "--", "hostname")).isEqualTo("given-1\n");
        assertThat(typed("region", "test", "racks")).contains("may: console, machines, reboot", "machines: 2 of 2 used", "host rack-1: machine/given-");
        assertThat(typed("sweep", "--dry-run", "-o", "json")).contains("{").doesNotContain("became");
        assertThat(typed("inventory", "--host", "given-2")).contains("\"plimsoll_pool\": \"given\"", "\"ansible_user\": \"debian\"");

        for (var path : List.of("pools/given", "regions/racks")) {
            assertThat(server.api().send("DELETE", "/v1/projects/default/" + path, null).status()).as(path).isLessThan(300);
            Eventually.holds(path + " is gone", PATIENCE, () -> server.api().send("GET", "/v1/projects/default/" + path, null).status() == 404, this::told);
        }
        for (var host : hosts) {
            assertThat(said(host, EVERYTHING_OF_OURS)).as("left on " + host.name()).isEqualTo("cat: /root/.docker/config.json: No such file or directory\n");
            assertThat(said(host, "cat /etc/docker/daemon.json; hostname")).isEqualTo("{\"debug\": false}\nbefore\n");
            assertThat(said(host, "ls /var/lib/docker/volumes")).contains("theirs").doesNotContain("ours");
        }
    }

    private String declared() {
        try {
            var machines = hosts.stream().map(host -> "    - {name: %s, address: %s, user: debian, hostKey: \"%s\"}".formatted(host.stamp().owner().name(), host.addresses().getFirst(),
                said(host, "ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub").split(" ")[1])).collect(Collectors.joining("\n"));
            return """
                apiVersion: plimsoll/v1
                kind: Secret
                metadata: {name: racks}
                spec:
                  data:
                    key: |
                %s
                ---
                apiVersion: plimsoll/v1
                kind: Secret
                metadata: {name: login}
                spec: {data: {registry: registry.example.org, user: ci, password: of-a-registry}}
                ---
                apiVersion: plimsoll/v1
                kind: Region
                metadata: {name: racks}
                spec:
                  cloud: static
                  credentials: racks
                  hosts:
                %s
                ---
                apiVersion: plimsoll/v1
                kind: Pool
                metadata: {name: given}
                spec:
                  region: racks
                  count: 2
                  template:
                    setup:
                      registries: [login]
                      users: [{name: deploy, groups: [sudo], sshKeys: ["%s"]}]
                """.formatted(Files.readString(folder.resolve("key")).indent(6).stripTrailing(), machines, Files.readString(folder.resolve("key.pub")).strip());
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    /// What the command line prints.
    private String typed(String... words) throws IOException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), "dev.plimsoll.cli.Main",
            "--state", folder.resolve("state").toString()));
        command.addAll(List.of(words));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private String plane() {
        return server.api().send("GET", "/v1/facts", null).body().path("plane").asText();
    }

    private JsonNode got(String kind, String name) {
        return server.api().send("GET", "/v1/projects/default/" + kind + "/" + name, null).body();
    }

    private String told() {
        return Stream.of(got("regions", "racks"), got("pools", "given"), got("machines", "given-1"), got("machines", "given-2")).map(r -> r.path("status").toString())
            .reduce("", (all, one) -> all + "\n" + one) + hosts.stream().map(host -> said(host, "tail -n 20 /var/log/plimsoll-*.log")).collect(Collectors.joining("\n")) + "\n" + server.log();
    }

    /// Output of a command of root's there.
    private String said(CloudObject.Machine host, String script) {
        var prepared = wire.ask(Call.post("prepare " + script, Route.to("/containers/{}/exec", host.id())).json(
            Map.of("Cmd", List.of("sh", "-c", script), "AttachStdout", true, "AttachStderr", true))).json().path("Id").asText();
        var output = new ByteArrayOutputStream();
        wire.read(Call.post(script, Route.to("/exec/{}/start", prepared)).json(Map.of("Detach", false)), incoming -> {
            Frames.read(incoming.body(), (_, piece) -> output.writeBytes(piece));
            return true;
        });
        return output.toString(StandardCharsets.UTF_8);
    }
}
