package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A control plane in a process of its own, as an operator runs it, so that it can be killed like one.
final class RealServer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path state;
    private final Map<String, String> environment;
    private final List<String> arguments;
    private Process process;

    /// @param arguments besides the state folder
    RealServer(Path state, Map<String, String> environment, String... arguments) {
        this.state = state;
        this.environment = environment;
        this.arguments = withEntries(List.of(arguments));
    }

    /// Routes listen on ports of this server alone: other tests, and this machine's own programs, have theirs.
    private static List<String> withEntries(List<String> arguments) {
        if (arguments.contains("--simulated") || arguments.contains("--entry")) {
            return arguments;
        }
        var all = new ArrayList<>(arguments);
        all.addAll(List.of("--entry", "web=127.0.0.1:" + FreePorts.one(), "--entry", "websecure=127.0.0.1:" + FreePorts.one()));
        return List.copyOf(all);
    }

    static RealServer started(Path state) {
        return started(state, Map.of());
    }

    static RealServer started(Path state, Map<String, String> environment, String... arguments) {
        var server = new RealServer(state, environment, arguments);
        server.start();
        return server;
    }

    /// One that needs no engine.
    static RealServer simulated(Path state) {
        var server = simulatedButNotStarted(state);
        server.start();
        return server;
    }

    static RealServer simulatedButNotStarted(Path state) {
        return new RealServer(state, Map.of(), "--simulated", "--instantly");
    }

    /// Starts a program as a server that needs no engine, has it do a little of everything, and ends it.
    static void tryOut(Path folder, List<String> program) {
        try (var server = simulatedButNotStarted(folder.resolve("state"))) {
            server.run(program, server.arguments);
            server.awaitReady();
            server.deploy("tried", Declared.of("tried", "sim/web:1", "[sleep, \"100000\"]", 2, ""));
            server.delete("tried");
        }
    }

    /// Starts it and waits until it is ready.
    void start() {
        launch();
        awaitReady();
    }

    /// Starts it without waiting.
    void launch() {
        run(arguments);
    }

    void awaitReady() {
        Eventually.holds("the server is ready", PATIENCE, () -> answers() && api().ready(), this::log);
    }

    /// Declares an assembly and waits until it is level.
    void deploy(String assembly, String document) {
        Eventually.holds(assembly + " is applied", PATIENCE, () -> api().apply(document).status() == 200, () -> api().apply(document) + "\n" + log());
        awaitLevel(assembly);
    }

    void awaitLevel(String assembly) {
        Eventually.holds(assembly + " is level", PATIENCE, () -> api().isLevel(assembly), () -> api().assembly(assembly) + "\n" + log());
    }

    /// Asks for an assembly's end and waits for it.
    void delete(String assembly) {
        delete(assembly, "");
    }

    /// The same with its volumes.
    void deleteWithVolumes(String assembly) {
        delete(assembly, "?volumes=true");
    }

    private void delete(String assembly, String query) {
        var path = "/v1/projects/default/assemblies/" + assembly;
        api().send("DELETE", path + query, null);
        Eventually.holds(assembly + " is gone", PATIENCE, () -> api().send("GET", path, null).status() == 404, () -> api().assembly(assembly) + "\n" + log());
    }

    /// Waits until it answers at all.
    void awaitAnswers() {
        Eventually.holds("the server answers", PATIENCE, this::answers, this::log);
    }

    /// Restores a backup into its folder, as `plimsoll restore` does it.
    ///
    /// @return the exit code
    int restore(Path backup, String... more) {
        var words = new ArrayList<>(List.of("restore", backup.toString()));
        words.addAll(List.of(more));
        run(words);
        return awaitEnd();
    }

    private void run(List<String> words) {
        run(Program.command(), words);
    }

    private void run(List<String> program, List<String> words) {
        var command = new ArrayList<>(program);
        command.addAll(words);
        command.addAll(List.of("--state", state.toString()));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(logFile().toFile()));
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException broken) {
            throw new AssertionError(broken);
        }
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new AssertionError("the server ended with " + process.exitValue() + ": " + log());
        }
        return Files.exists(state.resolve("server.json")) && announced().path("pid").asLong() == process.pid() && api().send("GET", "/healthz", null).status() == 200;
    }

    /// kill -9, as the kernel does it.
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /// Stops its clock, so to speak: SIGSTOP.
    void pause() {
        signal("STOP");
    }

    void resume() {
        signal("CONT");
    }

    private void signal(String name) {
        try {
            assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor()).isZero();
        } catch (IOException | InterruptedException broken) {
            throw new AssertionError(broken);
        }
    }

    long pid() {
        return process.pid();
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

    Path state() {
        return state;
    }

    /// What all its lives wrote.
    String log() {
        try {
            return Files.readString(logFile(), StandardCharsets.ISO_8859_1);
        } catch (IOException none) {
            return "";
        }
    }

    /// The last line it wrote.
    String lastWords() {
        return log().lines().reduce("", (_, last) -> last);
    }

    private Path logFile() {
        return state.resolveSibling(state.getFileName() + ".log");
    }

    private JsonNode announced() {
        try {
            return new ObjectMapper().readTree(state.resolve("server.json").toFile());
        } catch (IOException halfWritten) {
            throw new AssertionError(halfWritten);
        }
    }

    /// Ends it in good order, and checks its log.
    @Override
    public void close() {
        if (process != null && process.isAlive()) {
            // One that stands still would not hear that it is to end.
            resume();
            process.destroy();
            awaitEnd();
        }
        Proxies.end(state);
        requireCleanLog();
    }

    /// Whatever was done to it, a stack trace is a mistake in the program.
    void requireCleanLog() {
        assertThat(log()).doesNotContain("\tat ").doesNotContain("MeterRegistry");
    }
}
