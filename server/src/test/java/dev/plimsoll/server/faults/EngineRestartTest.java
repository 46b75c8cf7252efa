package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The Docker Engine is killed (kill -9) and comes back: whatever it was doing, what is declared runs in the end, once.
@Tag("docker")
@Tag("slow")
class EngineRestartTest {
    private static final String ASSEMBLY = "restarted";
    private static final int REPLICAS = 6;
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final long SEED = Long.getLong("plimsoll.seed", System.nanoTime());

    @TempDir
    static Path folder;
    private static PrivateDocker docker;
    private static RealServer server;

    @BeforeAll
    static void start() {
        docker = PrivateDocker.started(folder);
        server = RealServer.started(folder.resolve("state"), docker.environment());
    }

    @AfterAll
    static void stop() throws Exception {
        try (var _ = docker) {
            server.close();
        }
    }

    @BeforeEach
    void deploy() {
        apply(REPLICAS, "one");
        settled(REPLICAS);
    }

    @AfterEach
    void delete() {
        server.delete(ASSEMBLY);
        assertThat(docker.containers().all(ASSEMBLY)).isEmpty();
        assertThat(docker.containers().networks(ASSEMBLY)).isEmpty();
    }

    @Test
    void killedWhileEverythingIsLevel() {
        docker.kill();
        Eventually.holds("the control plane says that the engine is away", SOON,
            () -> !server.api().send("GET", "/v1/facts", null).body().path("engine").path("reachable").asBoolean(true));
        assertThat(server.api().ready()).isTrue();
        docker.start();
        settled(REPLICAS);
    }

    @Test
    void killedWhileDeploying() {
        var random = new Random(SEED);
        for (int round = 1; round <= 3; round++) {
            int replicas = REPLICAS + round;
            apply(replicas, "round " + round);
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(1500)).toNanos());
            docker.kill();
            assertThat(server.api().ready()).isTrue();
            docker.start();
            settled(replicas);
        }
    }

    @Test
    void killedWhileTheControlPlaneIsAway() {
        server.kill();
        docker.kill();
        docker.start();
        server.start();
        settled(REPLICAS);
    }

    @Test
    void thePowerFailsAndTheControlPlaneIsNotBroughtBackAtOnce() {
        server.kill();
        docker.cutPower();
        docker.start();
        Eventually.holds("the engine itself brings back what ran (seed " + SEED + ")", SOON,
            () -> docker.containers().slots(ASSEMBLY).equals(slots(REPLICAS)), () -> docker.containers().slots(ASSEMBLY).toString());
        var brought = docker.containers().running(ASSEMBLY);
        server.start();
        settled(REPLICAS);
        assertThat(docker.containers().running(ASSEMBLY)).isEqualTo(brought);
    }

    private static void apply(int replicas, String version) {
        assertThat(server.api().apply(Declared.sleeping(ASSEMBLY, replicas, "environment: {VERSION: \"" + version + "\"}")).status()).isEqualTo(200);
    }

    private static void settled(int replicas) {
        Eventually.holds("everything declared runs (seed " + SEED + ")", SOON,
            () -> docker.containers().slots(ASSEMBLY).equals(slots(replicas)) && server.api().isLevel(ASSEMBLY),
            () -> docker.containers().slots(ASSEMBLY) + "\n" + server.api().assembly(ASSEMBLY) + "\n" + server.log());
    }

    private static List<String> slots(int replicas) {
        return java.util.stream.IntStream.rangeClosed(1, replicas).mapToObj(slot -> "web " + slot + " running").toList();
    }
}
