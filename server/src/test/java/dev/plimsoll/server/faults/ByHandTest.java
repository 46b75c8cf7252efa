package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// People do things to containers by hand; declared is declared.
@Tag("docker")
class ByHandTest {
    private static final String ASSEMBLY = "byhand";
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    static Path folder;
    private static RealServer server;
    private final Containers engine = Containers.OF_THIS_MACHINE;

    @BeforeAll
    static void start() {
        BusyboxOnEngine.make();
        server = RealServer.started(folder.resolve("state"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void deploy() {
        Eventually.holds("applied", SOON, () -> server.api().apply(Declared.sleeping(ASSEMBLY, 2, "")).status() == 200);
        Eventually.holds("level", SOON, () -> server.api().isLevel(ASSEMBLY), () -> server.log());
    }

    @AfterEach
    void clear() {
        server.api().send("DELETE", "/v1/projects/default/assemblies/" + ASSEMBLY, null);
        Eventually.holds("gone", SOON, () -> server.api().send("GET", "/v1/projects/default/assemblies/" + ASSEMBLY, null).status() == 404);
        engine.clear(ASSEMBLY);
    }

    @Test
    void aDeletedContainerIsReplacedAndItsNeighbourIsLeftAlone() {
        var before = engine.running(ASSEMBLY);
        engine.lines("rm", "-f", before.first());
        replaced(before);
    }

    @Test
    void aStoppedContainerIsReplaced() {
        var before = engine.running(ASSEMBLY);
        engine.lines("stop", "-t", "0", before.first());
        replaced(before);
    }

    @Test
    void aPausedContainerIsReplaced() {
        var before = engine.running(ASSEMBLY);
        engine.lines("pause", before.first());
        replaced(before);
    }

    @Test
    void aRenamedContainerIsStillOurs() {
        var before = engine.running(ASSEMBLY);
        engine.lines("rename", before.first(), "byhand-renamed");
        engine.lines("kill", before.last());
        Eventually.holds("the killed one is replaced, the renamed one stays", SOON,
            () -> engine.running(ASSEMBLY).size() == 2 && engine.running(ASSEMBLY).contains(before.first()));
        engine.lines("kill", before.first());
        Eventually.holds("the renamed one is replaced when it dies", SOON,
            () -> engine.running(ASSEMBLY).size() == 2 && !engine.running(ASSEMBLY).contains(before.first()) && engine.all(ASSEMBLY).size() == 2);
    }

    @Test
    void aForeignContainerWithASimilarNameIsNeverTouched() {
        var foreign = engine.lines("run", "-d", "--name", "byhand-web-3-00000000", "--label", "dev.plimsoll.project=default", BusyboxOnEngine.TAG, "sleep", "1000").getFirst();
        try {
            server.api().apply(Declared.sleeping(ASSEMBLY, 3, ""));
            Eventually.holds("three of ours", SOON, () -> engine.running(ASSEMBLY).size() == 3 && server.api().isLevel(ASSEMBLY));
            server.api().apply(Declared.sleeping(ASSEMBLY, 1, ""));
            Eventually.holds("one of ours", SOON, () -> engine.running(ASSEMBLY).size() == 1 && server.api().isLevel(ASSEMBLY));
            assertThat(engine.lines("ps", "-q", "--no-trunc", "--filter", "id=" + foreign)).containsExactly(foreign);
        } finally {
            engine.lines("rm", "-f", foreign);
        }
    }

    private void replaced(TreeSet<String> before) {
        Eventually.holds("the other one is there again", SOON, () -> {
            var now = engine.running(ASSEMBLY);
            return now.size() == 2 && !now.contains(before.first()) && now.contains(before.last()) && engine.all(ASSEMBLY).size() == 2;
        }, () -> engine.slots(ASSEMBLY) + " " + server.log());
        Eventually.holds("level again", SOON, () -> server.api().isLevel(ASSEMBLY));
    }
}
