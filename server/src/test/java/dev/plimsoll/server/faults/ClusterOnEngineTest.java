package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From a declaration to machines that are one swarm, over TLS that each of them got when it enrolled; and what becomes of it when machines go, politely or not.
@Tag("docker")
@Tag("lab")
class ClusterOnEngineTest {
    private LocalMachines local;

    @AfterEach
    void clear() {
        local.close();
    }

    @Test
    void aManagerAndAWorkerBecomeOneSwarmAndPartAgain(@TempDir Path folder) {
        local = new LocalMachines(folder, "10.231.13");
        local.form(1, 1);
        assertThat(local.cluster().path("status").path("id").asText()).isNotEmpty();
        assertThat(local.nodes()).containsExactly(local.name + "-m-1 leader ready", local.name + "-w-1 worker ready");
        assertThat(local.containers()).hasSize(2);

        local.gone("clusters/" + local.name);
        assertThat(local.containers()).as("machines stay").hasSize(2)
            .allSatisfy(machine -> assertThat(local.run(machine, "docker info --format '{{.Swarm.LocalNodeState}}'").said()).as("it has left").isEqualTo("inactive"));
        Stream.of("pools/" + local.name + "-w", "pools/" + local.name + "-m", "networks/" + local.name, "regions/here").forEach(local::gone);
        assertThat(local.containers()).isEmpty();
    }

    @Test
    void threeManagersBearTheLossOfOneOfAllPowerAndOfTheirQuorum(@TempDir Path folder) {
        local = new LocalMachines(folder, "10.231.12");
        local.form(3, 2);

        // A manager's machine is destroyed: another one takes its place, and no ghost stays.
        local.destroy(local.container("m-2"));
        noticed("the loss of a manager");
        leveled("the loss of a manager");
        local.awaitNodes(3, 2);

        local.containers().forEach(local::kill);
        noticed("the loss of all power");
        leveled("the loss of all power");
        local.awaitNodes(3, 2);
        assertThat(local.containers()).allSatisfy(m -> assertThat(m.path("State").asText()).isEqualTo("running"));

        // Two of three managers are destroyed at once: their state is gone with them.
        Stream.of("m-1", "m-3").map(local::container).forEach(local::destroy);
        Eventually.holds("the quorum is lost", LocalMachines.PATIENCE, () -> reason().equals("QuorumLost"), local::told);
        assertThat(Api.level(local.cluster()).path("sentence").asText()).contains("1 of 3 managers answer").contains("plimsoll cluster recover " + local.name + " --from " + local.name + "-m-2 --yes");
        Eventually.holds("it can be recovered", LocalMachines.PATIENCE,
            () -> local.api().send("POST", "/v1/projects/default/clusters/" + local.name + "/recover", Map.of("from", local.name + "-m-2")).status() == 202, local::told);
        leveled("the recovery");
        local.awaitNodes(3, 2);
    }

    private String reason() {
        return Api.level(local.cluster()).path("reason").asText();
    }

    private void noticed(String what) {
        long began = System.nanoTime();
        Eventually.holds(what + " is noticed", LocalMachines.PATIENCE, () -> !local.isLevel("clusters", local.name), local::told);
        told(what + " was noticed after ", began);
    }

    private void leveled(String what) {
        long began = System.nanoTime();
        local.awaitLevel("clusters", local.name);
        told("level after " + what + " after ", began);
    }

    private static void told(String what, long began) {
        System.out.println(what + Duration.ofNanos(System.nanoTime() - began).toMillis() + " ms");
    }
}
