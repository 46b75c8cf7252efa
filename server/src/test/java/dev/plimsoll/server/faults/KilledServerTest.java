package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// kill -9 of the control plane at random moments of deploys, updates, rollbacks and deletes: afterwards exactly what is declared, once, and nothing else.
@Tag("docker")
@Tag("slow")
class KilledServerTest {
    private static final int KILLS = 50;
    private static final int KILLS_PER_ROUND = 5;
    private static final String ASSEMBLY = "killed";
    private static final Duration SETTLES = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final Containers engine = Containers.OF_THIS_MACHINE;

    @AfterEach
    void clear() {
        engine.clear(ASSEMBLY);
    }

    @Test
    void whateverItWasDoingIsFinishedOnce() {
        long seed = Long.getLong("plimsoll.seed", System.nanoTime());
        var random = new Random(seed);
        BusyboxOnEngine.make();
        try (var server = RealServer.started(folder.resolve("state"))) {
            for (int round = 0; round * KILLS_PER_ROUND < KILLS; round++) {
                var expected = disturbed(server, random, round);
                Eventually.holds("exactly the declared instances run (seed " + seed + ", round " + round + ")", SETTLES,
                    () -> engine.slots(ASSEMBLY).equals(expected) && (expected.isEmpty() ? gone(server) : server.api().isLevel(ASSEMBLY)),
                    () -> engine.slots(ASSEMBLY) + " instead of " + expected + "\n" + server.api().assembly(ASSEMBLY) + "\n" + server.log());
            }
            server.api().send("DELETE", "/v1/projects/default/assemblies/" + ASSEMBLY, null);
            Eventually.holds("nothing is left", SETTLES, () -> engine.all(ASSEMBLY).isEmpty() && engine.networks(ASSEMBLY).isEmpty() && gone(server));
        }
    }

    /// A few operations, each cut off by a kill somewhere; answers what must run in the end.
    private List<String> disturbed(RealServer server, Random random, int round) {
        List<String> expected = List.of();
        for (int kill = 0; kill < KILLS_PER_ROUND; kill++) {
            expected = operate(server, random, round * 100 + kill);
            LockSupport.parkNanos(Duration.ofMillis(random.nextInt(900)).toNanos());
            server.kill();
            server.start();
        }
        // What was asked for last may not have been acknowledged before an earlier kill; asking again must be harmless.
        return operate(server, random, round * 100 + KILLS_PER_ROUND);
    }

    private List<String> operate(RealServer server, Random random, int version) {
        if (random.nextInt(6) == 0) {
            server.api().send("DELETE", "/v1/projects/default/assemblies/" + ASSEMBLY, null);
            return List.of();
        }
        if (random.nextInt(6) == 0 && server.api().assembly(ASSEMBLY).path("status").path("levelRelease").asInt() > 1) {
            server.api().send("POST", "/v1/projects/default/assemblies/" + ASSEMBLY + "/rollback", java.util.Map.of("release", 0));
        }
        int web = 1 + random.nextInt(3);
        int worker = random.nextInt(3);
        var document = """
            apiVersion: plimsoll/v1
            kind: Assembly
            metadata: {name: %s}
            spec:
              topology:
                components:
                  web: {image: "%s", replicas: %d, process: {command: [sleep, "100000"], stopGrace: 0s}, environment: {VERSION: "%d"}, update: {stability: 200ms, batch: 2}}
                  worker: {image: "%s", replicas: %d, process: {command: [sleep, "100000"], stopGrace: 0s}, update: {stability: 200ms}}
            """.formatted(ASSEMBLY, BusyboxOnEngine.TAG, web, random.nextInt(3), BusyboxOnEngine.TAG, worker);
        Eventually.holds("apply " + version + " is taken", SETTLES, () -> server.api().apply(document).status() == 200,
            () -> server.api().apply(document).toString());
        var slots = new ArrayList<String>();
        for (int slot = 1; slot <= web; slot++) {
            slots.add("web " + slot + " running");
        }
        for (int slot = 1; slot <= worker; slot++) {
            slots.add("worker " + slot + " running");
        }
        assertThat(slots).isNotEmpty();
        return slots.stream().sorted().toList();
    }

    private static boolean gone(RealServer server) {
        return server.api().send("GET", "/v1/projects/default/assemblies/" + ASSEMBLY, null).status() == 404;
    }
}
