package dev.plimsoll.bench.run;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// A control plane of ours, started the way a user starts one, with a state folder of its own.
///
/// @param process the launcher, and after it the server
/// @param ready   from before the start of the process until `/readyz` answered 200
public record Plane(Path root, Path state, Process process, Duration ready) {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(5);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// Starts one and waits until it is ready. The cleanup takes down all it made.
    ///
    /// @param name      of the state folder
    /// @param arguments of the verb `server`, such as `--simulated`
    public static Plane start(Site site, String name, String... arguments) {
        var state = site.folder().resolve(name);
        var log = site.folder().resolve(name + ".log");
        long began = System.nanoTime();
        var process = launcher(site.root(), state).with("server").with(arguments).start(log);
        var plane = new Plane(site.root(), state, process, Duration.ZERO);
        site.cleanup().later(plane::end);
        try {
            Waiting.until("the control plane is ready", LIMIT, LOOK, () -> plane.isReady() || !process.isAlive());
        } catch (Command.Failed late) {
            throw new Command.Failed(late.getMessage() + "\n" + logTail(log));
        }
        if (!process.isAlive()) {
            throw new Command.Failed("the control plane ended at once\n" + logTail(log));
        }
        return new Plane(site.root(), state, process, Duration.ofNanos(System.nanoTime() - began));
    }

    /// The launcher, talking to this control plane.
    public Command cli(String... arguments) {
        return launcher(root, state).with(arguments);
    }

    /// Process id of the server.
    public long pid() {
        return announced().map(told -> told.path("pid").asLong()).filter(pid -> pid > 0).orElse(process.pid());
    }

    /// Memory of the server process that is really there (`VmRSS`), in MB of 1,000,000 bytes.
    public double residentMegabytes() {
        return ProcessFacts.residentMegabytes(pid());
    }

    /// What the API answers to a GET.
    public JsonNode get(String path) {
        try {
            return JSON.readTree(text(path));
        } catch (IOException failure) {
            throw new Command.Failed("GET " + path + ": " + failure.getMessage());
        }
    }

    /// What the server says of itself in one line of `/metrics`; 0 when it does not have it yet.
    ///
    /// @param line name and labels, as they stand there
    public double metric(String line) {
        return text("/metrics").lines().filter(l -> l.startsWith(line + " ")).mapToDouble(l -> Double.parseDouble(l.substring(line.length() + 1))).findFirst().orElse(0);
    }

    /// Reads what the API answers to a GET to its end, without looking at it.
    ///
    /// @return how many characters it has
    public int read(String path) {
        return text(path).length();
    }

    private String text(String path) {
        try {
            var told = announced().orElseThrow(() -> new Command.Failed("the control plane is gone"));
            var token = Files.readString(state.resolve("token")).strip();
            var request = HttpRequest.newBuilder(URI.create(told.path("address").asText() + path)).header("Authorization", "Bearer " + token).timeout(LIMIT).build();
            return HTTP.send(request, BodyHandlers.ofString()).body();
        } catch (IOException failure) {
            throw new Command.Failed("GET " + path + ": " + failure.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Command.Failed("interrupted");
        }
    }

    /// Removes all it made outside, ends it, and makes sure that the process is gone.
    public void end() {
        if (process.isAlive()) {
            cli("down", "--all", "-y").within(Duration.ofMinutes(3)).run();
        }
        stop();
    }

    /// Ends the process and leaves everything else as it is.
    public void stop() {
        try {
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    private static Command launcher(Path root, Path state) {
        return Command.of(root.resolve("plimsoll").toString(), "--state", state.toString());
    }

    private boolean isReady() {
        var told = announced();
        if (told.isEmpty()) {
            return false;
        }
        try {
            var request = HttpRequest.newBuilder(URI.create(told.get().path("address").asText() + "/readyz")).timeout(LIMIT).build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new Command.Failed("interrupted");
        }
    }

    private Optional<JsonNode> announced() {
        try {
            return Optional.of(JSON.readTree(Files.readString(state.resolve("server.json"))));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }

    private static String logTail(Path log) {
        try {
            return Command.tail(Files.readString(log));
        } catch (IOException none) {
            return "";
        }
    }
}
