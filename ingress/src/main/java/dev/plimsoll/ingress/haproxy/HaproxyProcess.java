package dev.plimsoll.ingress.haproxy;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The running HAProxy: a master, which outlives the control plane, and its workers. A reload makes the master start another worker, which takes over the listening
/// sockets; the one before ends when its connections have.
final class HaproxyProcess {
    private static final String PID = "haproxy.pid";
    private static final String LOG = "haproxy.log";
    private static final long LONGEST_LOG = 10 << 20;
    private static final Duration CHECKING = Duration.ofSeconds(60);
    private static final Duration LOADING = Duration.ofSeconds(30);
    private static final Duration HEARING = Duration.ofSeconds(10);
    private static final Duration HANDOVER = Duration.ofSeconds(2);
    private static final Duration LOOKING = Duration.ofMillis(4);

    private final HaproxySettings settings;
    private final Path folder;
    private final CommandSocket admin;
    private final Master master;

    HaproxyProcess(HaproxySettings settings) {
        this.settings = settings;
        this.folder = settings.folder();
        this.admin = new CommandSocket(folder, GeneralSections.ADMIN_SOCKET);
        this.master = new Master(folder);
    }

    /// The structure that the running process has loaded; none when no process answers.
    ///
    /// @throws InterruptedException rather than take a question that was broken off for silence
    Optional<String> structure() throws InterruptedException {
        try {
            var answer = admin.send("show env " + Configuration.STRUCTURE);
            return answer.startsWith(Configuration.STRUCTURE + "=") ? Optional.of(answer.substring(Configuration.STRUCTURE.length() + 1)) : Optional.empty();
        } catch (IOException nobody) {
            if (Thread.interrupted()) {
                throw new InterruptedException("gave up asking HAProxy");
            }
            return Optional.empty();
        }
    }

    /// The same, giving a process that is there the time to answer: one that is only busy must not be taken for dead, because it would be ended.
    Optional<String> loaded() throws IOException, InterruptedException {
        long begun = System.nanoTime();
        var structure = structure();
        // A reload hands the socket over and writes the process id anew; for a moment neither may be there.
        while (structure.isEmpty() && Files.exists(folder.resolve(GeneralSections.ADMIN_SOCKET)) && System.nanoTime() - begun < (pid().isPresent() ? HEARING : HANDOVER).toNanos()) {
            Thread.sleep(LOOKING.multipliedBy(5));
            structure = structure();
        }
        return structure;
    }

    /// Tells the worker that serves. Answers its own words; nothing when all is well.
    String command(String command) throws IOException {
        return admin.send(command);
    }

    /// Its master.
    Master master() {
        return master;
    }

    /// What HAProxy says against the configuration in a folder; nothing when it is good.
    String check(Path candidate) throws IOException, InterruptedException {
        return run(CHECKING, List.of("-c", "-C", candidate.toString(), "-f", Configuration.FILE));
    }

    /// Starts it with the configuration in its folder. Answers what it said when it could not.
    String start() throws IOException, InterruptedException {
        ended();
        Files.deleteIfExists(folder.resolve(GeneralSections.ADMIN_SOCKET));
        var log = folder.resolve(LOG);
        if (Files.exists(log) && Files.size(log) > LONGEST_LOG) {
            Files.delete(log);
        }
        var said = run(LOADING, List.of("-W", "-D", "-S", "unix@" + Master.SOCKET + ",mode,600", "-p", folder.resolve(PID).toString(), "-C", folder.toString(), "-f", Configuration.FILE));
        if (!said.isEmpty()) {
            return said;
        }
        // The program that was started ends before the process it leaves behind answers and has written down who it is.
        long end = System.nanoTime() + LOADING.toNanos();
        while (structure().isEmpty() || pid().isEmpty()) {
            if (System.nanoTime() > end) {
                return "it did not answer within " + LOADING.toSeconds() + " s";
            }
            Thread.sleep(LOOKING);
        }
        return "";
    }

    /// Loads the configuration in its folder into a new worker, and waits until that one serves.
    ///
    /// @return whether it came to that; otherwise what was served before is served on
    boolean reload(String structure) throws IOException, InterruptedException {
        var before = worker();
        return master.reload(() -> structure().filter(structure::equals).isPresent() && !worker().equals(before));
    }

    /// Ends it when the connections it has have ended. New ones find nobody listening from now on. A signal that comes while a process is still beginning is lost, so
    /// it is asked until it has heard.
    void retire() throws IOException, InterruptedException {
        long end = System.nanoTime() + HEARING.toNanos();
        while (structure().isPresent() && System.nanoTime() < end) {
            for (var pid : Stream.concat(pid().stream(), worker().stream()).toList()) {
                signal("-USR1", pid);
            }
            Thread.sleep(LOOKING.multipliedBy(5));
        }
        Files.deleteIfExists(folder.resolve(PID));
        Files.deleteIfExists(folder.resolve(GeneralSections.ADMIN_SOCKET));
    }

    private Optional<Long> worker() {
        try {
            return admin.send("show info").lines().filter(l -> l.startsWith("Pid: ")).map(l -> Long.valueOf(l.substring(5).strip())).findFirst();
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /// Whatever is left of a process that does not answer any more goes.
    private void ended() throws IOException, InterruptedException {
        var pid = pid();
        if (pid.isPresent()) {
            signal("-TERM", pid.get());
            long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
            while (pid().isPresent() && System.nanoTime() < end) {
                Thread.sleep(LOOKING);
            }
        }
    }

    /// The master, when it runs and is one: a process id may have been given to somebody else.
    Optional<Long> pid() throws IOException {
        var file = folder.resolve(PID);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            var text = Files.readString(file).strip();
            return text.matches("[0-9]{1,9}") ? Optional.of(Long.valueOf(text)).filter(pid -> ours(Path.of("/proc", text, "cmdline"))) : Optional.empty();
        } catch (NoSuchFileException beingWritten) {
            return Optional.empty();
        }
    }

    private boolean ours(Path commandLine) {
        try {
            return Files.readString(commandLine, StandardCharsets.ISO_8859_1).contains("\0" + folder + "\0");
        } catch (IOException gone) {
            return false;
        }
    }

    private static void signal(String signal, long pid) throws IOException, InterruptedException {
        new ProcessBuilder("kill", signal, Long.toString(pid)).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
    }

    private String run(Duration patience, List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(settings.program().get().orElseThrow().toString()));
        command.addAll(arguments);
        var log = folder.resolve(LOG);
        if (!Files.exists(log)) {
            PrivateFiles.write(folder, Map.of(LOG, ""));
        }
        long from = Files.size(log);
        var process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            return "it took longer than " + patience.toSeconds() + " s";
        }
        return process.exitValue() == 0 ? "" : tail(log, from).isBlank() ? "it ended with code " + process.exitValue() : tail(log, from);
    }

    private static String tail(Path log, long from) throws IOException {
        try (var channel = Files.newByteChannel(log)) {
            channel.position(Math.min(from, channel.size()));
            var bytes = ByteBuffer.allocate((int) Math.min(64 << 10, channel.size() - channel.position()));
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                continue;
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        }
    }
}
