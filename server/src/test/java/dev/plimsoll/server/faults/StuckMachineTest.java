package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A worker that counts as ready and starts nothing: the bridge of an overlay network is gone there, as after a crash in the middle of making it, and stays gone for as long as anything on that machine holds
/// the network. The managers send it the same task again and again. Minding sees that, drains it for a moment, and opens it.
@Tag("docker")
@Tag("lab")
class StuckMachineTest {
    private static final String SHOP = """
        services:
          holder: &each
            build: .
            command: [sleep, "100000"]
            stop_grace_period: 0s
            deploy: {placement: {constraints: ["node.role == worker"]}}
          web: *each
        """;

    private LocalMachines local;

    @BeforeEach
    void start(@TempDir Path folder) {
        local = new LocalMachines(folder, "10.231.16");
    }

    @AfterEach
    void clear() {
        local.close();
    }

    @Test
    void aNodeThatRejectsWhatItIsGivenIsFreedWithoutACommand() throws Exception {
        local.form(1, 1);
        Built.deploy(local.api(), "shop", local.name, SHOP);
        Eventually.holds("the shop is level", LocalMachines.PATIENCE, () -> local.api().isLevel("shop"), local::told);
        var worker = local.container("w-1");
        breakOverlays(worker);
        assertThat(local.run(worker, "docker kill $(docker ps -q --filter label=dev.plimsoll.component=web)").code()).isZero();

        Eventually.holds("what is given to the worker does not start", LocalMachines.PATIENCE, () -> manager("docker node ps --filter desired-state=shutdown --format '{{.CurrentState}}' " + local.name + "-w-1").contains("Failed"), this::told);
        Eventually.holds("the worker is drained for a moment", LocalMachines.PATIENCE, () -> manager("docker node inspect --format '{{.Spec.Availability}}' " + local.name + "-w-1").equals("drain"), this::told);
        Eventually.holds("it is open again, and the shop is level", LocalMachines.PATIENCE,
            () -> manager("docker node inspect --format '{{.Spec.Availability}}' " + local.name + "-w-1").equals("active") && local.api().isLevel("shop"), this::told);
        local.awaitNodes(1, 1);
        assertThat(local.server().log()).contains("NodeStuck").contains("NodeBounced");
    }

    /// In the namespaces that an engine keeps for overlay networks (libnetwork, overlay driver: `1-` and the network's id).
    private void breakOverlays(JsonNode worker) {
        var broken = local.run(worker, "for n in /var/run/docker/netns/1-*; do nsenter --net=$n ip link del br0 && echo broken; done");
        assertThat(broken.said()).contains("broken");
    }

    private String manager(String line) {
        return local.run(local.container("m-1"), line).said();
    }

    private String told() {
        return manager("docker node ls; docker node ps --no-trunc " + local.name + "-w-1") + local.told();
    }
}
