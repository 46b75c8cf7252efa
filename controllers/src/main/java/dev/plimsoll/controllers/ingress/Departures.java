package dev.plimsoll.controllers.ingress;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Who is about to be stopped, and since when. Nothing is written down: after a restart each begins to leave anew, and what is under way has its
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

    boolean leaving(String id) {
        return since.values().stream().anyMatch(those -> those.containsKey(id));
    }

    /// These leave, and no others of the same component or machine.
    ///
    /// @return whether that is news
    boolean of(Key component, List<Leaver> leavers) {
        var before = since.getOrDefault(component, Map.of());
        var now = new HashMap<String, Instant>();
        leavers.forEach(i -> now.put(i.id(), before.getOrDefault(i.id(), clock.instant())));
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
    Drain drain(Key component, List<Leaver> stopping, Map<String, Integer> busy, PlacedTraffic.Served served) {
        var since = this.since.getOrDefault(component, Map.of());
        var waits = new ArrayList<String>();
        for (var leaver : stopping) {
            var time = time(leaver, served);
            int count = busy.getOrDefault(leaver.id(), 0);
            var end = since.getOrDefault(leaver.id(), Instant.EPOCH).plus(time);
            if (count > 0 && clock.instant().isBefore(end)) {
                waits.add(count + (count == 1 ? " request or connection" : " requests or connections") + " at " + leaver.name() + " may end until " + end);
            }
        }
        return new Drain(waits, LOOK);
    }

    /// The longest time that a route to it gives.
    private static Duration time(Leaver leaver, PlacedTraffic.Served served) {
        var servers = served.servers().getOrDefault(leaver.id(), List.of()).stream().map(Server::name).collect(Collectors.toSet());
        return served.routes().values().stream().filter(r -> r.servers().stream().anyMatch(s -> servers.contains(s.name()))).map(Departures::time).max(Duration::compareTo).orElse(UNSAID);
    }

    private static Duration time(ServedRoute route) {
        return route.spec().balance().drain().isZero() ? UNSAID : route.spec().balance().drain();
    }
}
