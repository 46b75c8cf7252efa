package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to the folder the control plane lives in: two servers, a full disk, prying eyes.
class StateFolderTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int CANNOT_START = 1;
    private static final int LOCKED = 6;

    @TempDir
    Path folder;

    @Test
    void aSecondServerOnTheSameFolderRefusesAndSaysWhoHasIt() {
        try (var first = RealServer.simulated(folder.resolve("state")); var second = RealServer.simulatedButNotStarted(folder.resolve("state"))) {
            second.launch();
            assertThat(second.awaitEnd()).isEqualTo(LOCKED);
            assertThat(second.log()).contains("in use by process " + first.pid()).contains("use another folder");
            assertThat(first.api().ready()).isTrue();
        }
    }

    @Test
    void nobodyElseMayReadTheTokenAndTheKey() throws IOException {
        var state = folder.resolve("state");
        try (var _ = RealServer.simulated(state)) {
            for (var name : new String[] {"token", "secret.key", "server.json", "plimsoll.db"}) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(state.resolve(name)))).as(name).isEqualTo("rw-------");
            }
        }
    }

    @Test
    void aFullDiskRefusesWritesAndStartsLosesNothingAndRecovers() throws Exception {
        var disk = Files.createDirectory(folder.resolve("state"));
        var ballast = disk.resolve("ballast");
        assertThat(new ProcessBuilder("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString()).inheritIO().start().waitFor())
            .as("this test mounts a small file system, so it must run as root").isZero();
        try (var server = RealServer.simulatedButNotStarted(disk)) {
            fill(ballast);
            refusesToStart(server);
            Files.delete(ballast);
            server.start();

            assertThat(put(server, "before", "kept").status()).isEqualTo(201);
            fill(ballast);
            Eventually.holds("writes are refused", SOON, () -> put(server, "big" + System.nanoTime(), "x".repeat(300_000)).status() == 507);
            assertThat(kept(server)).isEqualTo("kept");
            server.kill();
            server.launch();
            server.awaitAnswers();
            assertThat(kept(server)).as("what is there is served without room").isEqualTo("kept");
            Files.delete(ballast);
            server.awaitReady();
            assertThat(put(server, "after", "fine").status()).isEqualTo(201);
        } finally {
            new ProcessBuilder("umount", disk.toString()).start().waitFor();
        }
    }

    private static void refusesToStart(RealServer server) {
        server.launch();
        assertThat(server.awaitEnd()).isEqualTo(CANNOT_START);
        assertThat(server.lastWords()).contains("cannot start").contains(server.state().toString()).contains("make room");
    }

    private static String kept(RealServer server) {
        return server.api().send("GET", "/v1/projects/default/configs/before", null).body().path("spec").path("data").path("value").asText();
    }

    private static Api.Answer put(RealServer server, String name, String value) {
        return server.api().send("PUT", "/v1/projects/default/configs/" + name, Map.of("apiVersion", "plimsoll/v1", "kind", "Config",
            "metadata", Map.of("name", name), "spec", Map.of("data", Map.of("value", value))));
    }

    /// Until not one byte more goes onto the disk.
    private static void fill(Path file) {
        try (var out = Files.newOutputStream(file, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)) {
            var block = new byte[4096];
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            assertThat(full).hasMessageContaining("space");
        }
    }
}
