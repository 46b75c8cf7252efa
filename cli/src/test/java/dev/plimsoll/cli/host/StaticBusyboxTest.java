package dev.plimsoll.cli.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticBusyboxTest {
    @TempDir
    Path folder;

    @Test
    void tellsProgramsThatNeedLibrariesFromThoseThatDoNot() throws IOException {
        assertThat(StaticBusybox.linkedStatically(Files.writeString(folder.resolve("script"), "#!/bin/sh\n"))).isFalse();
        assertThat(StaticBusybox.linkedStatically(Path.of(System.getProperty("java.home"), "bin", "java"))).isFalse();
    }

    @Test
    void laysOutARootInWhichEveryNameIsBusybox() throws IOException, InterruptedException {
        var busybox = Path.of("/bin/busybox");
        assumeTrue(Files.isExecutable(busybox) && StaticBusybox.linkedStatically(busybox));
        StaticBusybox.installInto(folder.resolve("root"), busybox);
        var shell = new ProcessBuilder(folder.resolve("root/bin/sh").toString(), "-c", "exit 7").start();
        assertThat(shell.waitFor()).isEqualTo(7);
        assertThat(Files.readSymbolicLink(folder.resolve("root/bin/httpd"))).isEqualTo(Path.of("busybox"));
        assertThat(folder.resolve("root/tmp")).isDirectory();
    }
}
