package dev.plimsoll.server.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.server.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A control plane in a process of its own, as an operator runs it, so that it can be killed like one.
final class RealServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Path state;
    private final Map<String, String> environment;
    private Process process;

    RealServer(Path state, Map<String, String> environment) {
        this.state = state;
        this.environment = environment;
    }

    static RealServer started(Path state) {
        return started(state, Map.of());
    }

    static RealServer started(Path state, Map<String, String> environment) {
        var server = new RealServer(state, environment);
        server.start();
        return server;
    }

    /// Starts it and waits until it is ready.
    void start() {
        launch();
        Eventually.holds("the server is ready", PATIENCE, () -> {
            if (!process.isAlive()) {
                throw new AssertionError("the server ended with " + process.exitValue() + ": " + log());
            }
            return Files.exists(state.resolve("server.json")) && announced().path("pid").asLong() == process.pid() && api().ready();
        });
    }

    /// Starts it without waiting.
    void launch() {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx256m",
            "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"), Main.class.getName(),
            "--state", state.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(state.resolveSibling(state.getFileName() + ".log").toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    /// kill -9, as the kernel does it.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Its exit code, once it has ended by itself.
    int awaitEnd() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError("the server did not end: " + log());
            }
            return process.exitValue();
        } catch (InterruptedException hurried) {
            throw new AssertionError(hurried);
        }
    }

    Api api() {
        try {
            return new Api(announced().path("address").asText(), Files.readString(state.resolve("token")).strip());
        } catch (IOException notYet) {
            throw new AssertionError(notYet);
        }
    }

    String log() {
        try {
            return Files.readString(state.resolveSibling(state.getFileName() + ".log"));
        } catch (IOException none) {
            return "";
        }
    }

    private JsonNode announced() {
        try {
            return new ObjectMapper().readTree(state.resolve("server.json").toFile());
        } catch (IOException halfWritten) {
            throw new AssertionError(halfWritten);
        }
    }

    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            process.destroy();
            awaitEnd();
        }
    }
}
