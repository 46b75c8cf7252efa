package dev.plimsoll.server.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// What is on the engine, asked with Docker's own client: an independent witness.
///
/// @param environment such as DOCKER_HOST
record Containers(Map<String, String> environment) {
    static final Containers OF_THIS_MACHINE = new Containers(Map.of());

    /// Ids of the running containers of an assembly.
    TreeSet<String> running(String assembly) {
        return new TreeSet<>(lines("ps", "-q", "--no-trunc", "--filter", "label=dev.plimsoll.assembly=" + assembly, "--filter", "status=running"));
    }

    /// Ids of all containers of an assembly.
    List<String> all(String assembly) {
        return lines("ps", "-aq", "--no-trunc", "--filter", "label=dev.plimsoll.assembly=" + assembly);
    }

    /// `component slot image` of each container of an assembly, sorted.
    List<String> slots(String assembly) {
        return lines("ps", "-a", "--filter", "label=dev.plimsoll.assembly=" + assembly, "--format",
            "{{.Label \"dev.plimsoll.component\"}} {{.Label \"dev.plimsoll.slot\"}} {{.State}}").stream().sorted().toList();
    }

    List<String> networks(String assembly) {
        return lines("network", "ls", "-q", "--filter", "label=dev.plimsoll.assembly=" + assembly);
    }

    /// Takes away whatever a test left.
    void clear(String assembly) {
        all(assembly).forEach(id -> lines("rm", "-f", "-v", id));
        networks(assembly).forEach(id -> lines("network", "rm", id));
        lines("volume", "ls", "-q", "--filter", "label=dev.plimsoll.assembly=" + assembly).forEach(id -> lines("volume", "rm", id));
    }

    /// Runs `docker` and answers its lines; what it says of errors is left to the caller's next look.
    List<String> lines(String... words) {
        var command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(words));
        try {
            var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
            builder.environment().putAll(environment);
            var process = builder.start();
            var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().filter(l -> !l.isBlank()).toList();
            process.waitFor();
            return lines;
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError("these tests need the docker client (Debian: docker.io)", broken);
        }
    }
}
