package dev.plimsoll.server.faults;

import static dev.plimsoll.server.faults.TwoSleepers.ASSEMBLY;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// People do things to containers by hand; declared is declared.
@Tag("docker")
@ResourceLock(ASSEMBLY)
class ByHandTest {
    private static final Duration SOON = Duration.ofSeconds(20);

    @RegisterExtension
    static final TwoSleepers SLEEPERS = new TwoSleepers();
    private final Containers engine = Containers.OF_THIS_MACHINE;

    @Test
    void aDeletedContainerIsReplacedAndItsNeighbourIsLeftAlone() {
        var before = engine.running(ASSEMBLY);
        engine.remove(before.first());
        replaced(before);
    }

    @Test
    void aContainerDeletedTogetherWithItsVolumeIsReplacedTogetherWithIt() {
        SLEEPERS.server().deploy(ASSEMBLY, Declared.sleeping(ASSEMBLY, 1, "mounts: [{type: volume, volume: data, target: /data}]"));
        var volume = ASSEMBLY + "-data";
        try {
            for (int times = 1; times <= 5; times++) {
                var before = engine.running(ASSEMBLY);
                assertThat(engine.volumes(ASSEMBLY)).containsExactly(volume);
                engine.removeWithVolume(before.first(), volume);
                Eventually.holds("another one runs", SOON, () -> engine.running(ASSEMBLY).size() == 1 && !engine.running(ASSEMBLY).equals(before), SLEEPERS.server()::log);
                Eventually.holds("the volume is there again, and ours", SOON, () -> engine.volumes(ASSEMBLY).equals(List.of(volume)), SLEEPERS.server()::log);
                SLEEPERS.server().awaitLevel(ASSEMBLY);
            }
        } finally {
            SLEEPERS.server().deleteWithVolumes(ASSEMBLY);
        }
        assertThat(engine.volumes(ASSEMBLY)).isEmpty();
    }

    @Test
    void aStoppedContainerIsReplaced() {
        var before = engine.running(ASSEMBLY);
        engine.stop(before.first());
        replaced(before);
    }

    @Test
    void aPausedContainerIsReplaced() {
        var before = engine.running(ASSEMBLY);
        engine.pause(before.first());
        replaced(before);
    }

    @Test
    void aRenamedContainerIsStillOurs() {
        var before = engine.running(ASSEMBLY);
        engine.rename(before.first(), "sleepers-renamed");
        engine.kill(before.last());
        Eventually.holds("the killed one is replaced, the renamed one stays", SOON, () -> {
            var now = engine.running(ASSEMBLY);
            return now.size() == 2 && now.contains(before.first());
        });
        engine.kill(before.first());
        Eventually.holds("the renamed one is replaced when it dies", SOON, () -> {
            var now = engine.running(ASSEMBLY);
            return now.size() == 2 && !now.contains(before.first()) && engine.all(ASSEMBLY).size() == 2;
        });
    }

    @Test
    void aForeignContainerWithASimilarNameIsNeverTouched() {
        var foreign = engine.runForeign("sleepers-web-3-00000000", Map.of("dev.plimsoll.project", "default"));
        try {
            SLEEPERS.server().deploy(ASSEMBLY, Declared.sleeping(ASSEMBLY, 3, ""));
            assertThat(engine.running(ASSEMBLY)).hasSize(3);
            SLEEPERS.server().deploy(ASSEMBLY, Declared.sleeping(ASSEMBLY, 1, ""));
            assertThat(engine.running(ASSEMBLY)).hasSize(1);
            assertThat(engine.isRunning(foreign)).isTrue();
        } finally {
            engine.remove(foreign);
        }
    }

    private void replaced(TreeSet<String> before) {
        Eventually.holds("the other one is there again", SOON, () -> {
            var now = engine.running(ASSEMBLY);
            return now.size() == 2 && !now.contains(before.first()) && now.contains(before.last()) && engine.all(ASSEMBLY).size() == 2;
        }, () -> engine.slots(ASSEMBLY) + " " + SLEEPERS.server().log());
        SLEEPERS.server().awaitLevel(ASSEMBLY);
    }
}
