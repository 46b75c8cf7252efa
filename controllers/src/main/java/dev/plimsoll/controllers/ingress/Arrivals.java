package dev.plimsoll.controllers.ingress;

import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Instances that an engine is making, and since when that is known. One that takes long, because its image has to come first, is not soon there, and who it follows is needed meanwhile.
final class Arrivals {
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int MOST_REMEMBERED = 10_000;

    private final InstantSource clock;
    private final Map<String, Instant> since = new ConcurrentHashMap<>();

    Arrivals(InstantSource clock) {
        this.clock = clock;
    }

    boolean young(SeenInstance coming) {
        if (since.size() > MOST_REMEMBERED) {
            since.values().removeIf(at -> at.plus(SOON).isBefore(clock.instant()));
        }
        return clock.instant().isBefore(since.computeIfAbsent(coming.id(), _ -> clock.instant()).plus(SOON));
    }
}
