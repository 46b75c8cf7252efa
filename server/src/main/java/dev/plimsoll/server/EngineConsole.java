package dev.plimsoll.server;

import dev.plimsoll.api.plane.EngineTrouble;
import dev.plimsoll.api.plane.InstanceConsole;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.EngineFailure;
import java.util.Optional;
import java.util.function.Supplier;

/// Joins the API's console to the engine's.
final class EngineConsole implements InstanceConsole {
    private final Console console;

    EngineConsole(Console console) {
        this.console = console;
    }

    @Override
    public void logs(String instance, LogRange range, LogSink sink) {
        translating(() -> {
            console.logs(instance, new Console.LogQuery(range.follow(), range.since(), range.tail()), sink::line);
            return 0;
        });
    }

    @Override
    public int exec(String instance, Program program, Streams streams) {
        var request = new Console.ExecRequest(program.command(), program.tty(), program.user(), Optional.empty());
        return translating(() -> console.exec(instance, request,
            new Console.ExecStreams(streams.in(), streams.out(), streams.err(), listener -> streams.sizes().subscribe(listener::size))));
    }

    /// What the engine says, in the API's words.
    static <T> T translating(Supplier<T> call) {
        try {
            return call.get();
        } catch (EngineFailure failure) {
            throw trouble(failure);
        }
    }

    static EngineTrouble trouble(EngineFailure failure) {
        var type = switch (failure) {
            case EngineFailure.Absent _ -> EngineTrouble.Type.ABSENT;
            case EngineFailure.Rejected _, EngineFailure.NoCapacity _ -> EngineTrouble.Type.REFUSED;
            case EngineFailure.Unreachable _, EngineFailure.Broken _ -> EngineTrouble.Type.UNREACHABLE;
        };
        return new EngineTrouble(type, failure.getMessage(), failure);
    }
}
