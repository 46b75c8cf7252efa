package dev.plimsoll.engines.docker.words;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.engines.docker.wire.ApiVersion;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.outside.Part.FileContent;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Sample;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;

/// Where each file goes, and which folders must be volumes for that.
class DeliveriesTest {
    private static final Isolation READ_ONLY = new Isolation(true, false, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, false, null);

    private static Sample sample(String... paths) {
        var sample = Sample.instance("p1", "web", "sha256:abc");
        for (var path : paths) {
            sample.file(path, "x", 0, 0, 0444);
        }
        return sample;
    }

    private static Map<String, List<String>> uploads(Sample sample) {
        return Deliveries.of(sample.build()).uploads().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> e.getValue().stream().map(FileContent::path).toList()));
    }

    private static List<String> volumes(Sample sample) {
        return Deliveries.of(sample.build()).volumes();
    }

    @Test
    void aWritableRootNeedsNoVolume() {
        var sample = sample("/run/secrets/key", "/greeting");

        assertThat(volumes(sample)).isEmpty();
        assertThat(uploads(sample)).isEqualTo(Map.of("/", List.of("/greeting", "/run/secrets/key")));
    }

    @Test
    void aReadOnlyRootMakesEachFolderAVolume() {
        var sample = sample("/etc/app/sub/b", "/etc/app/a", "/run/secrets/key").isolation(READ_ONLY);

        assertThat(volumes(sample)).containsExactly("/etc/app", "/run/secrets");
        assertThat(uploads(sample)).isEqualTo(Map.of("/etc/app", List.of("/etc/app/a", "/etc/app/sub/b"), "/run/secrets", List.of("/run/secrets/key")));
    }

    @Test
    void aFileSystemInMemoryAboveMakesTheFolderAVolume() {
        var sample = sample("/run/secrets/key", "/etc/a").mount(new Mount.Tmpfs("/run", null, null));

        assertThat(volumes(sample)).containsExactly("/run/secrets");
        assertThat(uploads(sample)).isEqualTo(Map.of("/", List.of("/etc/a"), "/run/secrets", List.of("/run/secrets/key")));
    }

    @Test
    void aWritableVolumeIsWrittenInto() {
        var sample = sample("/data/conf/a").isolation(READ_ONLY).mount(new Mount.Volume(Optional.of("d"), "/data", false, false));

        assertThat(volumes(sample)).isEmpty();
        assertThat(uploads(sample)).isEqualTo(Map.of("/data", List.of("/data/conf/a")));
    }

    @Test
    void namesThatOnlyBeginAlikeAreNotInside() {
        assertThat(volumes(sample("/running/a").mount(new Mount.Tmpfs("/run", null, null)))).isEmpty();
    }

    @Test
    void theInnermostMountCounts() {
        var sample = sample("/etc/app/a", "/etc/app/memory/x/b").isolation(READ_ONLY).mount(new Mount.Tmpfs("/etc/app/memory", null, null));

        assertThat(volumes(sample)).containsExactly("/etc/app", "/etc/app/memory/x");
        assertThat(uploads(sample)).containsEntry("/etc/app/memory/x", List.of("/etc/app/memory/x/b"));
    }

    @Test
    void whatCannotBeDeliveredIsRefusedWithAdvice() {
        assertThatThrownBy(() -> Deliveries.of(sample("/a").isolation(READ_ONLY).build()))
            .isInstanceOf(EngineFailure.Rejected.class).hasMessageContaining("/a").hasMessageContaining("folder of its own");
        assertThatThrownBy(() -> Deliveries.of(sample("/run/a").mount(new Mount.Tmpfs("/run", null, null)).build()))
            .isInstanceOf(EngineFailure.Rejected.class).hasMessageContaining("/run/a");
    }

    @Test
    void theVolumesAreAnonymousAndNoneOfOurs() {
        var part = sample("/etc/app/a").isolation(READ_ONLY).build();

        assertThat(MountDocuments.mounts(part, Deliveries.of(part), new ApiVersion(1, 41)).toString())
            .isEqualTo("[{\"Type\":\"volume\",\"Target\":\"/etc/app\",\"VolumeOptions\":{\"Labels\":{\"dev.plimsoll.files\":\"p1\"}}}]");
    }

    @Test
    void archivesHoldOwnerModeAndRelativeNames() throws IOException {
        var part = Sample.instance("p1", "web", "x").file("/etc/app/k", "ä", 70_000, 3_000_000, 0640).build();

        try (var tar = new TarArchiveInputStream(new ByteArrayInputStream(FileArchive.of("/etc/app", part.files())))) {
            var entry = tar.getNextEntry();
            assertThat(entry.getName()).isEqualTo("k");
            assertThat(entry.getMode() & 07777).isEqualTo(0640);
            assertThat(entry.getLongUserId()).isEqualTo(70_000);
            assertThat(entry.getLongGroupId()).isEqualTo(3_000_000);
            assertThat(new String(tar.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)).isEqualTo("ä");
            assertThat(tar.getNextEntry()).isNull();
        }
    }
}
