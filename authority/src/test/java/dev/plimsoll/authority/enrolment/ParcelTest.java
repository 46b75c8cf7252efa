package dev.plimsoll.authority.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.outside.SecretText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParcelTest {
    @TempDir
    private Path folder;

    /// By the program that machines unpack it with.
    @Test
    void tar_unpacks_it() throws IOException {
        var deep = "/etc/" + "deep/".repeat(20) + "file";
        var given = new Given("a certificate", Optional.of(new SecretText("a.token")),
            List.of(new HandedFile("/root/.docker/config.json", 0600, new SecretText("x".repeat(1_500))), new HandedFile(deep, 0644, new SecretText("ü"))));
        var file = Files.write(folder.resolve("parcel"), Parcel.of(given));
        var unpacked = Files.createDirectory(folder.resolve("unpacked"));
        var process = new ProcessBuilder("tar", "-xpf", file.toString(), "-C", unpacked.toString()).inheritIO().start();
        assertThat(process.onExit().join().exitValue()).isZero();
        assertThat(unpacked.resolve("engine.pem")).hasContent("a certificate");
        assertThat(unpacked.resolve("token")).hasContent("Authorization: Bearer a.token");
        assertThat(unpacked.resolve("files/root/.docker/config.json")).hasContent("x".repeat(1_500));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked.resolve("files/root/.docker/config.json")))).isEqualTo("rw-------");
        assertThat(unpacked.resolve("files" + deep)).hasContent("ü");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(unpacked.resolve("files" + deep)))).isEqualTo("rw-r--r--");
    }
}
