package dev.plimsoll.server.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Requests on kept connections, some hundred a second, by `wrk`, until told to end.
final class Load implements AutoCloseable {
    /// Each of the connections waits a little after each answer; what failed is told at the end, sort by sort.
    private static final String SCRIPT = """
        function delay() return 15 end
        function done(summary, latency, requests)
          print(string.format("requests=%d connect=%d read=%d write=%d timeout=%d status=%d slowest=%d rate=%d", summary.requests, summary.errors.connect,
            summary.errors.read, summary.errors.write, summary.errors.timeout, summary.errors.status, latency.max / 1000, summary.requests * 1000000 / summary.duration))
        end
        """;

    private final Process process;
    private final Path output;

    private Load(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /// @param folder for its files
    static Load on(Path folder, String host, int port) throws IOException {
        return on(folder, host, port, 8);
    }

    /// @param connections of which each asks some 50 times a second
    static Load on(Path folder, String host, int port, int connections) throws IOException {
        var script = Files.writeString(folder.resolve("load.lua"), SCRIPT);
        var output = folder.resolve("load.txt");
        var command = List.of("wrk", "-t1", "-c" + connections, "-d1h", "--timeout", "60s", "-s", script.toString(), "-H", "Host: " + host, "http://127.0.0.1:" + port + "/");
        return new Load(new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
    }

    /// Ends it, and answers what it counted, by name.
    Map<String, Long> ended() throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new AssertionError("wrk does not end");
        }
        var text = Files.readString(output);
        var line = text.lines().filter(l -> l.startsWith("requests=")).findFirst().orElseThrow(() -> new AssertionError(text));
        return List.of(line.split(" ")).stream().map(p -> p.split("=")).collect(Collectors.toMap(p -> p[0], p -> Long.valueOf(p[1])));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
