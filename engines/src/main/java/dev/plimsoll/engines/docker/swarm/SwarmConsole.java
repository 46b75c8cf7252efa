package dev.plimsoll.engines.docker.swarm;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Frames;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.engines.docker.words.LogLines;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;

/// Logs of tasks come through the manager from whatever machine; a program in a task is run by its machine's own engine.
final class SwarmConsole implements Console {
    private static final Duration LONGEST_READING = Duration.ofHours(1);

    private final Wire wire;
    private final MachineEngines engines;

    SwarmConsole(Wire wire, MachineEngines engines) {
        this.wire = wire;
        this.engines = engines;
    }

    /// A terminal's lines cannot be had from a manager, which refuses them.
    @Override
    public void logs(String instance, LogQuery query, LogSink sink) {
        var task = task(instance);
        if (task.path("Spec").path("ContainerSpec").path("TTY").asBoolean()) {
            var container = container(task, "read the logs of " + instance);
            container.machine().engine().console().logs(container.id(), query, sink);
            return;
        }
        var route = Route.to("/tasks/{}/logs", instance).with("stdout", 1).with("stderr", 1).with("timestamps", 1).with("follow", query.follow() ? 1 : 0)
            .with("tail", query.tail() > 0 ? query.tail() : "all");
        if (query.since().isPresent()) {
            var since = query.since().get();
            route = route.with("since", String.format("%d.%09d", since.getEpochSecond(), since.getNano()));
        }
        var out = new LogLines(false, sink);
        var err = new LogLines(true, sink);
        wire.read(Call.get("read the logs of " + instance, route).within(query.follow() ? Call.ENDLESS : LONGEST_READING), incoming -> {
            Frames.read(incoming.body(), (error, piece) -> (error ? err : out).piece(piece));
            return true;
        });
        out.end();
        err.end();
    }

    @Override
    public int exec(String instance, ExecRequest request, ExecStreams streams) {
        var container = container(task(instance), "run " + request.command().getFirst() + " in " + instance);
        return container.machine().engine().console().exec(container.id(), request, streams);
    }

    private record Place(MachineEngines.MachineEngine machine, String id) {}

    private JsonNode task(String instance) {
        return wire.find(Call.get("inspect task " + instance, Route.to("/tasks/{}", instance))).map(reply -> reply.json())
            .orElseThrow(() -> new EngineFailure.Absent("InstanceNotFound", "there is no task " + instance, null));
    }

    private Place container(JsonNode task, String doing) {
        var id = task.path("Status").path("ContainerStatus").path("ContainerID").asText();
        if (id.isEmpty()) {
            throw new EngineFailure.Rejected("NotRunning", "cannot " + doing + ": no container runs for it yet", null);
        }
        return new Place(engines.of(task.path("NodeID").asText(), doing), id);
    }
}
