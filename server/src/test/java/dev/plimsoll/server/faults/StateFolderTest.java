package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to the folder the control plane lives in: two servers, damage, a full disk, prying eyes.
@Tag("docker")
class StateFolderTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void aSecondServerOnTheSameFolderRefusesAndSaysWhoHasIt() {
        try (var first = RealServer.started(folder.resolve("state")); var second = new RealServer(folder.resolve("state"), Map.of())) {
            second.launch();
            assertThat(second.awaitEnd()).isEqualTo(6);
            assertThat(second.log()).contains("another").containsPattern("\\d{2,}");
            assertThat(first.api().ready()).isTrue();
        }
    }

    @Test
    void aDamagedStateIsRefusedAndNotTouched() throws IOException {
        var state = folder.resolve("state");
        RealServer.started(state).close();
        var file = Files.list(state).filter(f -> f.getFileName().toString().endsWith(".db")).findFirst().orElseThrow();
        Files.writeString(file, "this is not a database, but somebody's shopping list ".repeat(100));
        var damaged = Files.readAllBytes(file);
        try (var server = new RealServer(state, Map.of())) {
            server.launch();
            assertThat(server.awaitEnd()).isEqualTo(6);
            assertThat(server.log()).contains(file.getFileName().toString()).contains("restore");
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void nobodyElseMayReadTheTokenAndTheKey() throws IOException {
        var state = folder.resolve("state");
        try (var _ = RealServer.started(state)) {
            for (var name : new String[] {"token", "secret.key", "server.json"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(name)))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    @Tag("slow")
    void aFullDiskRefusesWritesLosesNothingAndRecovers() throws Exception {
        var disk = Files.createDirectory(folder.resolve("disk"));
        assertThat(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString()).inheritIO().start().waitFor())
            .as("this test mounts a small file system, so it must run as root").isZero();
        try (var server = RealServer.started(disk.resolve("state"))) {
            assertThat(put(server, "before", "kept").status()).isEqualTo(201);
            var ballast = disk.resolve("ballast");
            fill(ballast);
            Eventually.holds("writes are refused", SOON, () -> put(server, "big" + System.nanoTime(), "x".repeat(300_000)).status() == 507);
            assertThat(server.api().send("GET", "/v1/projects/default/configs/before", null).body().path("spec").path("data").path("value").asText()).isEqualTo("kept");
            Files.delete(ballast);
            Eventually.holds("writes succeed again", SOON, () -> put(server, "after" + System.nanoTime(), "fine").status() == 201);
            server.kill();
            server.start();
            assertThat(server.api().send("GET", "/v1/projects/default/configs/before", null).status()).isEqualTo(200);
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    private static Api.Answer put(RealServer server, String name, String value) {
        return server.api().send("PUT", "/v1/projects/default/configs/" + name, Map.of("apiVersion", "plimsoll/v1", "kind", "Config",
            "metadata", Map.of("name", name), "spec", Map.of("data", Map.of("value", value))));
    }

    private static void fill(Path file) {
        try (var out = Files.newOutputStream(file)) {
            var block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }
}
