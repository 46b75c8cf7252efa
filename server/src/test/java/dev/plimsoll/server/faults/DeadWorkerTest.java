package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The power of a worker is cut: how long until its instances run elsewhere, beside how long the Swarm itself needs to notice; and until the machine is there again.
@Tag("docker")
@Tag("lab")
class DeadWorkerTest {
    private static final int ROUNDS = 3;
    private static final double MOST = 1.3;
    private static final String SHOP = """
        services:
          worker:
            build: .
            command: [sleep, "100000"]
            stop_grace_period: 0s
            deploy: {replicas: 4, placement: {constraints: ["node.role == worker"]}}
        """;

    private LocalMachines local;

    @BeforeEach
    void start(@TempDir Path folder) {
        local = new LocalMachines(folder, "10.231.15");
    }

    @AfterEach
    void clear() {
        local.close();
    }

    @Test
    void itsInstancesRunElsewhereSoonAfterTheSwarmHasNoticed() throws Exception {
        local.form(1, 2);
        Built.deploy(local.api(), "shop", local.name, SHOP);
        Eventually.holds("the shop is level", LocalMachines.PATIENCE, () -> local.api().isLevel("shop"), local::told);
        var ratios = new ArrayList<Double>();
        for (int round = 1; round <= ROUNDS; round++) {
            // The one with instances, which are all on the other one after the first round.
            var victim = running("w-1") >= running("w-2") ? "w-1" : "w-2";
            var other = victim.equals("w-1") ? "w-2" : "w-1";
            assertThat(running(victim)).isPositive();
            long began = System.nanoTime();
            local.kill(local.container(victim));
            var noticed = after(began, "the swarm notices", () -> local.run(local.container("m-1"), "docker node inspect --format '{{.Status.State}}' " + local.name + "-" + victim).said().equals("down"));
            var elsewhere = after(began, "all run elsewhere", () -> running(other) == 4);
            var powered = after(began, "it is on again", () -> local.container(victim).path("State").asText().equals("running"));
            noticed.join();
            local.awaitNodes(1, 2);
            long ready = millis(began);
            System.out.println("dead worker: noticed by the swarm after " + noticed.join() + " ms, its instances ran elsewhere after " + elsewhere.join() + " ms, it was powered on after " + powered.join()
                + " ms, and a ready node after " + ready + " ms");
            ratios.add((double) elsewhere.join() / noticed.join());
        }
        assertThat(ratios.stream().sorted().toList().get(ROUNDS / 2)).as("median of " + ratios).isLessThan(MOST);
    }

    private CompletableFuture<Long> after(long began, String fact, BooleanSupplier so) {
        return CompletableFuture.supplyAsync(() -> {
            Eventually.holds(fact, LocalMachines.PATIENCE, so, local::told);
            return millis(began);
        }, task -> Thread.ofVirtual().start(task));
    }

    private static long millis(long began) {
        return Duration.ofNanos(System.nanoTime() - began).toMillis();
    }

    private long running(String ending) {
        return local.run(local.container(ending), "docker ps -q --filter label=com.docker.swarm.service.name").said().lines().filter(line -> line.matches("[0-9a-f]{12}\\s*")).count();
    }
}
