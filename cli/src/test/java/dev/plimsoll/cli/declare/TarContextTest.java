package dev.plimsoll.cli.declare;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TarContextTest {
    @TempDir
    Path folder;

    @Test
    void equalFoldersGiveEqualBytesWhateverTheirTimesAndOwnersSay() throws IOException {
        var one = app("one");
        var two = app("two");
        Files.setLastModifiedTime(two.resolve("src/main.sh"), FileTime.from(Instant.EPOCH));
        assertThat(TarContext.of(one).digest()).isEqualTo(TarContext.of(two).digest());

        Files.setPosixFilePermissions(two.resolve("src/main.sh"), PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(TarContext.of(one).digest()).as("the execute bit counts").isNotEqualTo(TarContext.of(two).digest());
    }

    @Test
    void digestAndLengthAreThoseOfTheStream() throws Exception {
        var context = TarContext.of(app("one"));
        var bytes = new ByteArrayOutputStream();
        context.writeTo(bytes);
        var sum = java.util.HexFormat.of().formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray()));
        assertThat(context.digest()).isEqualTo(new TarContext.Digest(sum, bytes.size()));
        assertThat(bytes.size() % 512).isZero();
    }

    @Test
    void tarUnpacksItToTheSameFolder() throws Exception {
        var app = app("one");
        var long255 = "long-".repeat(40) + "ü.txt";
        Files.createDirectories(app.resolve("deep/".repeat(30)));
        Files.writeString(app.resolve("deep/".repeat(30) + long255), "far away");
        Files.createSymbolicLink(app.resolve("link"), Path.of("src/main.sh"));
        Files.createSymbolicLink(app.resolve("out"), Path.of("/etc/hostname"));
        var archive = folder.resolve("context.tar");
        try (var out = Files.newOutputStream(archive)) {
            TarContext.of(app).writeTo(out);
        }
        var target = Files.createDirectory(folder.resolve("unpacked"));
        var tar = new ProcessBuilder("tar", "-xf", archive.toString(), "-C", target.toString()).redirectErrorStream(true).start();
        assertThat(new String(tar.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).isEmpty();
        assertThat(tar.waitFor()).isZero();
        assertThat(target.resolve("deep/".repeat(30) + long255)).hasContent("far away");
        assertThat(target.resolve("src/main.sh")).isExecutable().hasContent("echo hello");
        assertThat(target.resolve("empty")).isEmptyDirectory();
        assertThat(Files.readSymbolicLink(target.resolve("out"))).as("links are sent as links").isEqualTo(Path.of("/etc/hostname"));
    }

    @Test
    void leavesOutWhatTheRulesSayButNeverTheDockerfile() throws IOException {
        var app = app("one");
        Files.writeString(app.resolve(".dockerignore"), "*\n!src\nsrc/*.log\n");
        Files.writeString(app.resolve("src/noise.log"), "noise");
        Files.writeString(app.resolve("secret.txt"), "secret");
        var bytes = new ByteArrayOutputStream();
        TarContext.of(app).writeTo(bytes);
        assertThat(bytes.toString(StandardCharsets.ISO_8859_1)).contains("src/main.sh", "Dockerfile", "FROM scratch")
            .doesNotContain("noise", "secret", "empty/");
    }

    private Path app(String name) throws IOException {
        var app = Files.createDirectories(folder.resolve(name));
        Files.writeString(app.resolve("Dockerfile"), "FROM scratch\n");
        Files.createDirectories(app.resolve("src"));
        Files.createDirectories(app.resolve("empty"));
        Files.writeString(app.resolve("src/main.sh"), "echo hello");
        Files.setPosixFilePermissions(app.resolve("src/main.sh"), PosixFilePermissions.fromString("rwxr-xr-x"));
        return app;
    }
}
