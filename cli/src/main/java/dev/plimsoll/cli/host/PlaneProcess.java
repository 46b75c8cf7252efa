package dev.plimsoll.cli.host;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.http.ServerPlace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The control plane of a state folder as a process of this machine.
public final class PlaneProcess {
    private static final String MAIN = "dev.plimsoll.server.Main";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(30);
    private final Session session;
    private final Path state;

    public PlaneProcess(Session session) {
        this.session = session;
        state = session.state();
    }

    public Path log() {
        return state.resolve("server.log");
    }

    /// Where it answers, when it does.
    public Optional<ServerPlace> answering() throws IOException {
        var place = ServerPlace.in(state);
        return place.isPresent() && ready(place.get()) ? place : Optional.empty();
    }

    /// Whether the program was built again after the control plane started: what runs is not what is installed. Containers do not notice a restart.
    public boolean olderThanTheProgram() throws IOException {
        var built = session.shell().home().resolve("target/plimsoll/built");
        var started = state.resolve("server.json");
        return Files.exists(built) && Files.exists(started) && Files.getLastModifiedTime(started).compareTo(Files.getLastModifiedTime(built)) < 0;
    }

    /// Starts it in the background and answers when it is ready to work.
    ///
    /// @param options of the server, besides the state folder
    public ServerPlace start(List<String> options) throws IOException, InterruptedException {
        makeFolder();
        var command = command(options);
        var process = Programs.background(log(), session.shell().environment(), command);
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var place = answering();
            if (place.isPresent()) {
                return place.get();
            }
            if (!process.isAlive()) {
                Programs.lastLines(log(), 12).forEach(l -> session.say("  | " + l));
                throw new Trouble(process.exitValue() == ExitCode.CONFLICT ? ExitCode.CONFLICT : ExitCode.FAILED,
                    "the control plane ended with code " + process.exitValue(), "its log: " + log());
            }
            if (System.nanoTime() > deadline) {
                Programs.lastLines(log(), 12).forEach(l -> session.say("  | " + l));
                throw new Trouble(ExitCode.TIMED_OUT, "the control plane was not ready within " + PATIENCE.toSeconds() + " s", "its log: " + log());
            }
            Thread.sleep(PAUSE);
        }
    }

    /// Runs it, or another thing its program can do, in the foreground of this terminal.
    ///
    /// @return its exit code
    public int foreground(List<String> options) throws IOException, InterruptedException {
        makeFolder();
        session.out().flush();
        var process = new ProcessBuilder(command(options)).inheritIO().start();
        // Whoever ends this process means the control plane; it gets the time it needs to end in good order.
        var hook = new Thread(() -> {
            process.destroy();
            process.onExit().join();
        });
        Runtime.getRuntime().addShutdownHook(hook);
        var exitCode = process.waitFor();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            return exitCode;
        }
        return exitCode;
    }

    /// Asks it to end in good order and waits until its process is gone.
    ///
    /// @return whether there was one
    public boolean stop() throws IOException, InterruptedException {
        var place = ServerPlace.in(state);
        if (place.isEmpty()) {
            return false;
        }
        var process = ProcessHandle.of(place.get().pid()).filter(PlaneProcess::ours);
        try {
            new Api(place.get(), Duration.ofSeconds(10)).post(Route.of("v1", "shutdown"), Map.of());
        } catch (Trouble silent) {
            process.ifPresent(ProcessHandle::destroy);
        }
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (process.filter(ProcessHandle::isAlive).isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new Trouble(ExitCode.TIMED_OUT, "the control plane (process " + place.get().pid() + ") does not end", "its log: " + log());
            }
            Thread.sleep(PAUSE);
        }
        return process.isPresent();
    }

    private List<String> command(List<String> options) {
        var arguments = session.shell().home().resolve("target/plimsoll/server.args");
        if (!Files.exists(arguments)) {
            throw Trouble.failed("this Plimsoll has no control plane built in: " + arguments + " is missing", "start it by its launcher, ./plimsoll");
        }
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "@" + arguments, MAIN));
        command.addAll(options);
        return command;
    }

    private static boolean ready(ServerPlace place) throws IOException {
        try {
            new Api(place, Duration.ofSeconds(5)).stream(Route.of("readyz"), "*/*", Map.of()).close();
            return true;
        } catch (Trouble notYet) {
            return false;
        } catch (java.net.SocketException ending) {
            return false;
        }
    }

    /// A pid in a file may belong to another process by now.
    private static boolean ours(ProcessHandle process) {
        return process.info().commandLine().map(l -> l.contains(MAIN)).orElse(true);
    }

    private void makeFolder() throws IOException {
        if (!Files.exists(state)) {
            Files.createDirectories(state, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
