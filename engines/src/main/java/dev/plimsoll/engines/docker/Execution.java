package dev.plimsoll.engines.docker;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Frames;
import dev.plimsoll.engines.docker.wire.Hijacked;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.Console.ExecRequest;
import dev.plimsoll.ports.Console.ExecStreams;
import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;

/// One program run in an instance: prepared, started on a connection of its own, fed from one thread and read by another,
/// and asked for its exit code at the end.
final class Execution {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

    private static final byte END_OF_TRANSMISSION = 4;

    private final Wire wire;
    private final ExecRequest request;
    private final ExecStreams streams;

    Execution(Wire wire, ExecRequest request, ExecStreams streams) {
        this.wire = wire;
        this.request = request;
        this.streams = streams;
    }

    int run(String instance) {
        var description = Json.object().put("AttachStdin", true).put("AttachStdout", true).put("AttachStderr", true).put("Tty", request.tty());
        description.set("Cmd", Json.node(request.command()));
        request.user().ifPresent(user -> description.put("User", user));
        request.workingDir().ifPresent(folder -> description.put("WorkingDir", folder));
        var doing = "run " + request.command().getFirst() + " in " + instance;
        var id = wire.ask(Call.post(doing, Route.to("/containers/{}/exec", instance)).json(description)).json().path("Id").asText();
        var start = Call.post(doing, Route.to("/exec/{}/start", id)).json(Map.of("Detach", false, "Tty", request.tty()));
        Hijacked.converse(wire, start, process -> {
            var typist = Thread.ofVirtual().name("docker exec input").start(() -> feed(process));
            var terminal = new Terminal(wire, id);
            streams.resizes().subscribe(terminal::resize);
            try {
                if (request.tty()) {
                    pump(process.output(), streams.out());
                } else {
                    Frames.read(process.output(), (error, content) -> write(content, content.length, error ? streams.err() : streams.out()));
                }
            } finally {
                typist.interrupt();
                terminal.close();
            }
        });
        return exitCode(doing, id);
    }

    /// A terminal's input ends by a character; when its connection is half closed, the engine throws the output away.
    private void feed(Hijacked process) {
        try {
            pump(streams.in(), process.input());
            if (request.tty()) {
                write(new byte[] {END_OF_TRANSMISSION}, 1, process.input());
            } else {
                process.endInput();
            }
        } catch (IOException over) {
            // The program ended before its input did.
        }
    }

    private static void pump(InputStream from, OutputStream to) throws IOException {
        var buffer = new byte[8_192];
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer)) {
            write(buffer, read, to);
        }
    }

    private static void write(byte[] content, int length, OutputStream to) throws IOException {
        to.write(content, 0, length);
        to.flush();
    }

    /// The output's end and the engine's noticing of the exit are a moment apart, and a program may close its output long before
    /// it ends.
    private int exitCode(String doing, String id) {
        var pause = FIRST_PAUSE;
        while (true) {
            var inspected = wire.ask(Call.get(doing, Route.to("/exec/{}/json", id))).json();
            if (!inspected.path("Running").asBoolean() && inspected.path("ExitCode").isInt()) {
                return inspected.path("ExitCode").asInt();
            }
            try {
                Thread.sleep(pause);
            } catch (InterruptedException wanted) {
                Thread.currentThread().interrupt();
                throw new EngineFailure.Unreachable("gave up waiting to " + doing, wanted);
            }
            pause = pause.compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : pause;
        }
    }
}
