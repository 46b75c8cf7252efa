package dev.plimsoll.controllers.ingress;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Instances that are about to be stopped, and since when. Nothing is written down: after a restart an instance begins to leave anew, and what is under way has its
/// time once more.
final class Departures {
    /// What is under way gets this long even where no route says so: most requests end within it.
    private static final Duration UNSAID = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(50);

    private final InstantSource clock;
    private final Map<Key, Map<String, Instant>> since = new ConcurrentHashMap<>();

    Departures(InstantSource clock) {
        this.clock = clock;
    }

    boolean any(Key component) {
        return since.containsKey(component);
    }

    boolean leaving(String instance) {
        return since.values().stream().anyMatch(those -> those.containsKey(instance));
    }

    /// These of the component leave, and no others.
    ///
    /// @return whether that is news
    boolean of(Key component, List<SeenInstance> instances) {
        var before = since.getOrDefault(component, Map.of());
        var now = new HashMap<String, Instant>();
        instances.forEach(i -> now.put(i.id(), before.getOrDefault(i.id(), clock.instant())));
        if (now.isEmpty()) {
            since.remove(component);
        } else {
            since.put(component, Map.copyOf(now));
        }
        return !before.equals(now);
    }

    /// Who still has to be waited for.
    ///
    /// @param busy requests and connections under way by instance
    Drain drain(Key component, List<SeenInstance> stopping, Map<String, Integer> busy, PlacedTraffic.Served served) {
        var since = this.since.getOrDefault(component, Map.of());
        var waits = new ArrayList<String>();
        for (var instance : stopping) {
            var time = time(instance, served);
            int count = busy.getOrDefault(instance.id(), 0);
            var end = since.getOrDefault(instance.id(), Instant.EPOCH).plus(time);
            if (count > 0 && clock.instant().isBefore(end)) {
                waits.add(count + (count == 1 ? " request or connection" : " requests or connections") + " at " + instance.name() + " may end until " + end);
            }
        }
        return new Drain(waits, LOOK);
    }

    /// The longest time that a route to it gives.
    private static Duration time(SeenInstance instance, PlacedTraffic.Served served) {
        var servers = served.byInstance().getOrDefault(instance.id(), List.of()).stream().map(Server::name).collect(Collectors.toSet());
        return served.routes().values().stream().filter(r -> r.servers().stream().anyMatch(s -> servers.contains(s.name()))).map(Departures::time).max(Duration::compareTo).orElse(UNSAID);
    }

    private static Duration time(ServedRoute route) {
        return route.spec().balance().drain().isZero() ? UNSAID : route.spec().balance().drain();
    }
}
