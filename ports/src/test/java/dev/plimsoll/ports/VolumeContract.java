package dev.plimsoll.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.plimsoll.model.Mount;
import dev.plimsoll.model.VolumeSpec;
import dev.plimsoll.model.outside.Inventory;
import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Volumes: made, listed, removed, and outliving the instances that use them.
public interface VolumeContract extends ContractPart {
    private Part.Volume volume() {
        return new Part.Volume(plane() + "-data", Sample.stamp(plane(), "", 0), VolumeSpec.PLAIN);
    }

    private Mount mounted(Part.Volume volume, boolean readOnly) {
        return new Mount.Volume(Optional.of(volume.name()), "/data", readOnly, false);
    }

    @Test
    default void aVolumeIsMadeOnceListedAndRemoved() {
        var volume = volume();
        engine().create(volume);
        engine().create(volume);
        assertThat(engine().inventory(plane()).volumes()).singleElement().satisfies(v -> {
            assertThat(v.name()).isEqualTo(volume.name());
            assertThat(v.stamp()).isEqualTo(volume.stamp());
        });

        engine().remove(new PartRef(PartRef.Type.VOLUME, volume.name()), Duration.ZERO);
        engine().remove(new PartRef(PartRef.Type.VOLUME, volume.name()), Duration.ZERO);

        assertThat(engine().inventory(plane()).volumes()).isEmpty();
        assertThat(hands().exists(PartRef.Type.VOLUME, volume.name())).isFalse();
    }

    @Test
    default void oneThatWasRemovedByHandIsMadeAgainByWhoMountsIt() {
        var volume = new Part.Volume(volume().name(), volume().stamp(), new VolumeSpec(null, false, null, null, Map.of("kept", "yes"), false));
        engine().create(volume);
        hands().removeVolume(volume.name());
        assertThat(engine().inventory(plane()).volumes()).isEmpty();

        created(sample("web").mount(mounted(volume, false)).build().withVolumes(List.of(volume)));
        engine().create(volume);

        assertThat(engine().inventory(plane()).volumes()).as("ours, with the stamp it had").containsExactly(new Inventory.SeenVolume(volume.name(), volume.stamp()));
    }

    @Test
    default void whoMountsAForeignVolumeDoesNotMakeItOurs() {
        var volume = volume();
        hands().foreignVolume(volume.name());

        var part = sample("web").mount(mounted(volume, false)).build().withVolumes(List.of(volume));
        remove(created(part), Duration.ZERO);
        waitUntilGone(part);

        assertThat(engine().inventory(plane()).volumes()).isEmpty();
        assertThat(hands().exists(PartRef.Type.VOLUME, volume.name())).isTrue();
    }

    @Test
    default void aVolumeInUseStays() {
        var volume = volume();
        engine().create(volume);
        created(sample("web").mount(mounted(volume, false)).build());

        failure(EngineFailure.Rejected.class, "InUse", () -> engine().remove(new PartRef(PartRef.Type.VOLUME, volume.name()), Duration.ZERO));

        assertThat(engine().inventory(plane()).volumes()).hasSize(1);
    }

    @Test
    default void aVolumeOutlivesTheInstance() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var volume = volume();
        engine().create(volume);
        var part = sample("web").mount(mounted(volume, false)).build();
        var first = created(part);
        output(first, "sh", "-c", "echo kept > /data/word");

        remove(first, Duration.ZERO);
        waitUntilGone(part);
        var second = created(part);

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(output(second, "cat", "/data/word")).isEqualTo("kept");
    }

    @Test
    default void aReadOnlyVolumeRefusesWrites() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var volume = volume();
        engine().create(volume);

        var seen = created(sample("web").mount(mounted(volume, true)).build());

        assertThat(output(seen, "sh", "-c", "touch /data/word 2>/dev/null || echo refused")).isEqualTo("refused");
    }

    @Test
    default void removingAsksFirstAndKillsOnlyAfterTheGrace() {
        assumeTrue(subject().capabilities().programs(), "no real programs");
        var volume = volume();
        engine().create(volume);
        var polite = sample("polite").mount(mounted(volume, false)).shell("trap 'echo asked > /data/polite; exit 0' TERM; touch /listens; sleep 3600 & wait").build();
        var deaf = sample("deaf").mount(mounted(volume, false)).shell("trap 'echo asked > /data/deaf' TERM; touch /listens; while true; do sleep 0.2; done").build();

        var willing = listening(polite);
        long start = System.nanoTime();
        remove(willing, Duration.ofSeconds(60));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));

        var unwilling = listening(deaf);
        start = System.nanoTime();
        remove(unwilling, Duration.ofSeconds(2));
        waitUntilGone(deaf);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(1_500), Duration.ofSeconds(30));

        var reader = created(sample("reader").mount(mounted(volume, true)).stamp(new Stamp(plane(), "shop", "hello", "reader", 1, "h1", "u1")).build());
        assertThat(output(reader, "cat", "/data/polite", "/data/deaf")).isEqualTo("asked\nasked");
    }

    /// Made, and so far that it hears when it is asked to stop.
    private SeenInstance listening(Part.Instance part) {
        var made = created(part);
        eventually(part.name() + " listens", () -> Optional.of(output(made, "sh", "-c", "ls /listens 2>/dev/null || true")).filter("/listens"::equals));
        return made;
    }
}
