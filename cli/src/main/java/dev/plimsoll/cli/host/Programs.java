package dev.plimsoll.cli.host;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Programs of this machine.
final class Programs {
    private Programs() {}

    /// Where a program lies: in the search path, or where system programs lie when the path leaves that out.
    static Optional<Path> find(String name, Map<String, String> environment) {
        var folders = environment.getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin" + File.pathSeparator + "/sbin";
        return List.of(folders.split(File.pathSeparator)).stream().filter(f -> !f.isEmpty()).map(f -> Path.of(f, name)).filter(Files::isExecutable).findFirst();
    }

    /// Runs a program to its end with everything it writes appended to a file.
    ///
    /// @return its exit code
    static int run(Path log, Map<String, String> variables, String... command) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(new File("/dev/null"));
        builder.environment().putAll(variables);
        return builder.start().waitFor();
    }

    /// Starts a program that goes on when this one ends and that no Ctrl-C of this terminal reaches.
    static Process background(Path log, Map<String, String> environment, List<String> command) throws IOException {
        var own = find("setsid", environment).map(s -> List.of(s.toString())).or(() -> find("nohup", environment).map(n -> List.of(n.toString())))
            .orElse(List.of());
        var all = java.util.stream.Stream.concat(own.stream(), command.stream()).toList();
        return new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .redirectInput(new File("/dev/null")).directory(log.getParent().toFile()).start();
    }

    /// The last lines of a file; nothing when it cannot be read.
    static List<String> lastLines(Path file, int count) {
        try (var channel = Files.newByteChannel(file)) {
            channel.position(Math.max(0, channel.size() - (1 << 16)));
            var text = new String(java.nio.channels.Channels.newInputStream(channel).readAllBytes(), StandardCharsets.UTF_8);
            var lines = text.lines().toList();
            return lines.subList(Math.max(0, lines.size() - count), lines.size());
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
