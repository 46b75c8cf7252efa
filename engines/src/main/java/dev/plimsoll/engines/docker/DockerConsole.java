package dev.plimsoll.engines.docker;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Frames;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.engines.docker.words.LogLines;
import dev.plimsoll.ports.Console;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;

/// Logs and terminals of a Docker Engine.
final class DockerConsole implements Console {
    private static final Duration LONGEST_READING = Duration.ofHours(1);

    private final Wire wire;

    DockerConsole(Wire wire) {
        this.wire = wire;
    }

    @Override
    public void logs(String instance, LogQuery query, LogSink sink) {
        var inspected = wire.ask(Call.get("inspect " + instance, Route.to("/containers/{}/json", instance))).json();
        boolean tty = inspected.path("Config").path("Tty").asBoolean();
        var route = Route.to("/containers/{}/logs", instance).with("stdout", 1).with("stderr", 1).with("timestamps", 1).with("follow", query.follow() ? 1 : 0)
            .with("tail", query.tail() > 0 ? query.tail() : "all");
        if (query.since().isPresent()) {
            var since = query.since().get();
            route = route.with("since", String.format("%d.%09d", since.getEpochSecond(), since.getNano()));
        }
        var out = new LogLines(false, sink);
        var err = new LogLines(true, sink);
        var call = Call.get("read the logs of " + instance, route).within(query.follow() ? Call.ENDLESS : LONGEST_READING);
        wire.read(call, incoming -> {
            if (tty) {
                raw(incoming.body(), out);
            } else {
                Frames.read(incoming.body(), (error, piece) -> (error ? err : out).piece(piece));
            }
            return true;
        });
        out.end();
        err.end();
    }

    @Override
    public int exec(String instance, ExecRequest request, ExecStreams streams) {
        return new Execution(wire, request, streams).run(instance);
    }

    /// With a terminal there are no frames; whole lines are the pieces.
    private static void raw(InputStream in, LogLines lines) throws IOException {
        var buffer = new byte[8_192];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            lines.piece(Arrays.copyOf(buffer, read));
        }
    }
}
