package dev.plimsoll.server;

import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Engines.Way;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.ports.Engine;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What one preview saw of the engines it is about: one observation of each.
final class Sights {
    private final Engines engines;
    private final Map<Location, Way> ways = new HashMap<>();
    private final Map<Location, ObservedEngine.Observation> seen = new HashMap<>();

    Sights(Engines engines) {
        this.engines = engines;
    }

    /// Looks at the engines of these, as far as they run on one.
    ///
    /// @throws dev.plimsoll.ports.EngineFailure when one does not answer
    void look(Stream<Resource> resources) throws InterruptedException {
        for (var location : resources.filter(r -> r.kind() == Kind.ASSEMBLY || r.kind() == Kind.COMPONENT).map(Location::of).collect(Collectors.toSet())) {
            var way = engines.to(location);
            ways.put(location, way);
            if (way instanceof Way.Open open) {
                seen.put(location, open.engine().observe());
            }
        }
    }

    /// @return none when it is no engine yet
    Optional<ObservedEngine.Observation> of(Location location) {
        return Optional.ofNullable(seen.get(location));
    }

    Optional<Engine> engine(Location location) {
        return Optional.ofNullable(ways.get(location)).filter(Way.Open.class::isInstance).map(way -> ((Way.Open) way).engine().engine());
    }

    /// Why there is nothing to see.
    String waiting(Location location) {
        return ways.get(location) instanceof Way.Closed closed ? closed.sentence() : "nothing is known of " + location;
    }
}
