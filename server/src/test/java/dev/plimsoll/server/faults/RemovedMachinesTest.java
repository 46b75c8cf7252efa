package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.ports.EngineFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `machine remove` in a cluster of real machines: politely of one that works, cleanly of one that hangs, and not at all where the quorum needs it, unless forced.
@Tag("docker")
@Tag("lab")
class RemovedMachinesTest {
    private static final String SHOP = """
        services:
          worker:
            build: .
            command: [sleep, "100000"]
            stop_grace_period: 0s
            deploy: {replicas: 2, update_config: {order: start-first}, placement: {constraints: ["node.role == worker"]}}
        """;

    private LocalMachines local;

    @BeforeEach
    void start(@TempDir Path folder) {
        local = new LocalMachines(folder, "10.231.14");
    }

    @AfterEach
    void clear() {
        local.close();
    }

    @Test
    void machinesGoPolitelyCleanlyOrNotAtAll() throws Exception {
        local.form(3, 2);
        Built.deploy(local.api(), "shop", local.name, SHOP);
        Eventually.holds("the shop is level", LocalMachines.PATIENCE, () -> local.api().isLevel("shop"), local::told);

        // What ran there runs elsewhere before it stops there.
        var fewest = new AtomicInteger(Integer.MAX_VALUE);
        remove("w-2", false);
        Eventually.holds("the worker is gone", LocalMachines.PATIENCE, () -> {
            fewest.accumulateAndGet(running(), Math::min);
            return isGone("w-2");
        }, local::told);
        assertThat(fewest.get()).as("instances at any time").isGreaterThanOrEqualTo(2);
        local.awaitNodes(3, 1);
        assertThat(local.containers()).hasSize(4);

        // One manager hangs, so that no other one may go; it may itself.
        local.freeze(local.container("m-3"));
        Eventually.holds("the hanging manager is noticed", LocalMachines.PATIENCE, () -> local.nodes().contains(local.name + "-m-3 manager down"), local::told);
        refused("m-2", "1 of 2 managers would answer");
        remove("m-3", false);
        Eventually.holds("the hanging manager is gone", LocalMachines.PATIENCE, () -> isGone("m-3"), local::told);
        local.awaitNodes(2, 1);
        remove("m-2", false);
        Eventually.holds("now the other one may go, and goes", LocalMachines.PATIENCE, () -> isGone("m-2"), local::told);
        local.awaitNodes(1, 1);

        refused("m-1", "only manager");
        remove("m-1", true);
        Eventually.holds("unless it is forced", LocalMachines.PATIENCE, () -> isGone("m-1"), local::told);
        assertThat(local.containers()).hasSize(1);
    }

    private void refused(String machine, String why) {
        var asked = ask(machine, false);
        assertThat(asked.status()).as(asked::toString).isEqualTo(409);
        assertThat(asked.body().path("detail").asText()).contains(why);
    }

    private void remove(String machine, boolean force) {
        var asked = ask(machine, force);
        assertThat(asked.status()).as(asked::toString).isBetween(200, 202);
    }

    private Api.Answer ask(String machine, boolean force) {
        return local.api().send("POST", "/v1/projects/default/machines/" + local.name + "-" + machine + "/remove", Map.of("force", force));
    }

    private boolean isGone(String ending) {
        return local.api().send("GET", "/v1/projects/default/machines/" + local.name + "-" + ending, null).status() == 404;
    }

    /// As the machines themselves say; on one that goes just now nothing runs any more.
    private int running() {
        return local.containers().stream().mapToInt(this::running).sum();
    }

    private int running(JsonNode machine) {
        try {
            return (int) local.run(machine, "docker ps -q --filter label=com.docker.swarm.service.name").said().lines().filter(line -> line.matches("[0-9a-f]{12}\\s*")).count();
        } catch (EngineFailure gone) {
            return 0;
        }
    }
}
