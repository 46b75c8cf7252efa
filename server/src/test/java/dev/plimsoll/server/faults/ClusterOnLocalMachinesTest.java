package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster of real machines with an assembly on it: its image is built outside and brought to the machines, whose engines are reached behind their own certificates.
@Tag("docker")
@Tag("lab")
class ClusterOnLocalMachinesTest {
    private static final String COMPOSE = """
        services:
          web:
            build: .
            command: [sleep, "100000"]
            scale: 2
            stop_grace_period: 0s
        """;

    private LocalMachines local;

    @BeforeEach
    void start(@TempDir Path folder) {
        local = new LocalMachines(folder, "10.231.11");
    }

    @AfterEach
    void clear() {
        local.close();
    }

    @Test
    void anAssemblyOnAClusterOfRealMachines() throws Exception {
        local.apply(local.cluster(1, 1));
        Built.deploy(local.api(), "shop", local.name, COMPOSE);
        Eventually.holds("it waits for its cluster", LocalMachines.PATIENCE, () -> Api.level(local.api().assembly("shop")).path("reason").asText().equals("WaitingForCluster"), local::told);

        Eventually.holds("it is level", LocalMachines.PATIENCE, () -> local.api().isLevel("shop"), local::told);
        var machines = local.containers();
        assertThat(machines).hasSize(2).allSatisfy(machine -> assertThat(local.run(machine, "docker ps -q | wc -l").said()).as("one instance on each machine").isEqualTo("1"));
        for (int slot = 1; slot <= 2; slot++) {
            assertThat(plimsoll("exec", "shop/web", "--slot", Integer.toString(slot), "--", "busybox", "echo", "hello-from-" + slot)).contains("hello-from-" + slot);
        }
        assertThat(local.api().send("GET", "/v1/facts", null).body().path("clusters").path("default/" + local.name).path("reachable").asBoolean()).isTrue();
        var items = local.api().send("GET", "/v1/inventory", null).body().path("items");
        assertThat(items.valueStream().filter(i -> i.path("type").asText().equals("instance"))).hasSize(2).allMatch(i -> i.path("cluster").asText().equals(local.name));

        local.server().delete("shop");
        assertThat(machines).allSatisfy(machine -> assertThat(local.run(machine, "docker service ls -q 2>/dev/null; docker ps -q").said()).doesNotContainPattern("^[0-9a-z]{12}"));
    }

    private String plimsoll(String... words) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp", System.getProperty("java.class.path"), "dev.plimsoll.cli.Main"));
        command.addAll(List.of(words[0], "--state", local.server().state().toString()));
        command.addAll(List.of(words).subList(1, words.length));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(LocalMachines.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        return said;
    }
}
