package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// An image of this machine's own monitoring programs, for engines that reach no registry: they need little besides the C library. Its entrypoint is the program that the image is for, as in those of the world.
record DebianImage(String reference) implements AutoCloseable {
    private static final List<String> LIBRARIES = List.of("/lib/x86_64-linux-gnu/libc.so.6", "/lib64/ld-linux-x86-64.so.2");

    /// Debian's Alertmanager reads its texts from files.
    private static final List<String> TEMPLATES = List.of("default.tmpl", "email.tmpl");
    private static final String SHARED = "/usr/share/prometheus/alertmanager";

    static DebianImage of(Path folder, String program) throws IOException {
        Files.createDirectories(folder);
        var reference = "plimsoll-monitoring-lab/" + program + ":debian";
        Files.copy(Path.of("/usr/bin", program), folder.resolve("program"));
        Files.copy(Path.of("/bin/busybox"), folder.resolve("wget"));
        for (var library : LIBRARIES) {
            Files.copy(Path.of(library), folder.resolve(Path.of(library).getFileName()));
        }
        for (var template : TEMPLATES) {
            Files.copy(Path.of(SHARED, template), folder.resolve(template));
        }
        Files.writeString(folder.resolve("Dockerfile"), """
            FROM scratch
            COPY libc.so.6 /lib/x86_64-linux-gnu/
            COPY ld-linux-x86-64.so.2 /lib64/
            COPY default.tmpl email.tmpl /usr/share/prometheus/alertmanager/
            COPY wget /bin/
            COPY program /bin/
            ENV PATH=/bin
            ENTRYPOINT ["/bin/program"]
            """);
        docker(folder, "build", "-q", "-t", reference, folder.toString());
        return new DebianImage(reference);
    }

    private static void docker(Path folder, String... words) throws IOException {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        var output = folder.resolve("output.txt");
        try {
            var ended = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start().waitFor();
            assertThat(ended).as(Files.readString(output)).isZero();
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    @Override
    public void close() throws IOException {
        docker(Files.createTempDirectory("image"), "rmi", "-f", reference);
    }
}
