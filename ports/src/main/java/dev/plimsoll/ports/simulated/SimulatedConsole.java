package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What simulated instances wrote, and the few programs they have: `echo`, `env`, `hostname`, `true`, `false`.
final class SimulatedConsole implements Console {
    private final WorldState world;
    private final Gate gate;

    SimulatedConsole(WorldState world, Gate gate) {
        this.world = world;
        this.gate = gate;
    }

    @Override
    public void logs(String instance, LogQuery query, LogSink sink) {
        var container = gate.call(Call.LOGS, () -> "logs of " + instance, _ -> container(instance));
        var lines = gate.locked(() -> List.copyOf(container.lines())).stream().filter(l -> query.since().map(s -> !l.at().isBefore(s)).orElse(true)).toList();
        var told = query.tail() > 0 && lines.size() > query.tail() ? lines.subList(lines.size() - query.tail(), lines.size()) : lines;
        told.forEach(l -> sink.line(l.at(), l.error(), l.text()));
        // On a stepped clock nothing more would ever come while the only thread waits here.
        if (query.follow() && !world.clock.isStepped()) {
            follow(container, lines.isEmpty() ? null : lines.getLast(), sink);
        }
    }

    private void follow(Container container, Container.LogLine last, LogSink sink) {
        var newest = last;
        boolean goesOn = true;
        while (goesOn) {
            List<Container.LogLine> fresh;
            world.lock.lock();
            try {
                fresh = after(newest, container.lines());
                goesOn = container.alive() || container.state == State.RESTARTING;
                if (fresh.isEmpty() && goesOn) {
                    world.changed.await();
                }
            } catch (InterruptedException givenUp) {
                Thread.currentThread().interrupt();
                throw new EngineFailure.Unreachable("given up", givenUp);
            } finally {
                world.lock.unlock();
            }
            fresh.forEach(l -> sink.line(l.at(), l.error(), l.text()));
            newest = fresh.isEmpty() ? newest : fresh.getLast();
        }
    }

    private static List<Container.LogLine> after(Container.LogLine newest, List<Container.LogLine> lines) {
        int from = lines.size();
        while (from > 0 && lines.get(from - 1) != newest) {
            from--;
        }
        return List.copyOf(lines.subList(from, lines.size()));
    }

    @Override
    public int exec(String instance, ExecRequest request, ExecStreams streams) {
        var container = gate.call(Call.EXEC, () -> "exec in " + instance, _ -> container(instance));
        if (container.state != State.RUNNING) {
            throw new EngineFailure.Rejected("NotRunning", "Container " + container.name + " is not running", null);
        }
        var words = request.command();
        return switch (words.isEmpty() ? "" : words.getFirst()) {
            case "true" -> 0;
            case "false" -> 1;
            case "echo" -> says(streams, String.join(" ", words.subList(1, words.size())) + "\n");
            case "hostname" -> says(streams, container.id.substring(0, 12) + "\n");
            case "env" -> says(streams, environment(container.part.environment()));
            default -> throw new EngineFailure.Rejected("NotSupported",
                "a simulated instance runs no real programs; it knows echo, env, hostname, true and false", null);
        };
    }

    private static int says(ExecStreams streams, String text) {
        try {
            streams.out().write(text.getBytes(StandardCharsets.UTF_8));
            streams.out().flush();
            return 0;
        } catch (IOException nobodyListens) {
            return 1;
        }
    }

    private static String environment(Map<String, String> environment) {
        var text = new StringBuilder();
        new TreeMap<>(environment).forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    private Container container(String id) {
        return world.containers.withId(id).orElseThrow(() -> new EngineFailure.Absent("InstanceNotFound", "No such container: " + id, null));
    }
}
