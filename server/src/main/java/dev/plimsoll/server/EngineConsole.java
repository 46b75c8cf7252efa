package dev.plimsoll.server;

import dev.plimsoll.api.plane.EngineTrouble;
import dev.plimsoll.api.plane.InstanceConsole;
import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.store.Mirror;
import java.util.Optional;
import java.util.function.Supplier;

/// Joins the API's console to those of the engines.
final class EngineConsole implements InstanceConsole {
    private final Engines engines;
    private final Mirror mirror;

    EngineConsole(Engines engines, Mirror mirror) {
        this.engines = engines;
        this.mirror = mirror;
    }

    /// That of the engine a component's instances are on.
    private Console console(Key component) {
        return switch (engines.to(mirror.get(component).map(c -> Location.named(component.project(), c.status(ComponentStatus.class).cluster())).orElse(Location.HERE))) {
            case Engines.Way.Open open -> open.engine().engine().console();
            case Engines.Way.Closed closed -> throw new EngineTrouble(EngineTrouble.Type.UNREACHABLE, closed.sentence(), null);
        };
    }

    @Override
    public void logs(Place instance, LogRange range, LogSink sink) {
        translating(() -> {
            console(instance.component()).logs(instance.id(), new Console.LogQuery(range.follow(), range.since(), range.tail()), sink::line);
            return 0;
        });
    }

    @Override
    public int exec(Place instance, Program program, Streams streams) {
        var request = new Console.ExecRequest(program.command(), program.tty(), program.user(), Optional.empty());
        return translating(() -> console(instance.component()).exec(instance.id(), request,
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
