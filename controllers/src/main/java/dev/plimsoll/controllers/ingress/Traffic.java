package dev.plimsoll.controllers.ingress;

import dev.plimsoll.controllers.Location;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.ingress.DocumentPlanner;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/// Keeps what all ingresses serve level with what is declared and there. Each route is one ingress's, see [Routers]; ingresses do not wait for each other.
public final class Traffic {
    private final Ingresses ingresses;
    private final TrafficSources sources;
    private final Map<Location, PlacedTraffic> places = new ConcurrentHashMap<>();
    /// Where each route was served last: one that moves has to go where it was.
    private final Map<Key, Location> before = new ConcurrentHashMap<>();

    public Traffic(Ingresses ingresses, TrafficSources sources) {
        this.ingresses = ingresses;
        this.sources = sources;
        at(Location.HERE);
    }

    /// One ingress for everything.
    public Traffic(Ingress ingress, TrafficSources sources, DocumentPlanner documents) {
        this(Ingresses.only(ingress, documents), sources);
    }

    private PlacedTraffic at(Location place) {
        return places.computeIfAbsent(place, p -> new PlacedTraffic(ingresses.ingress(p), new PlacedTraffic.Sight(route -> placeOf(route).equals(p), !p.equals(Location.HERE)), sources,
            ingresses.documents(p)));
    }

    private Location placeOf(Resource route) {
        var place = Routers.place(sources.mirror(), route);
        return ingresses.own(place) ? place : Location.HERE;
    }

    /// Serves what belongs to this route's ingress as it is now, and answers how the route stands.
    public RouteStanding standing(Key route) throws InterruptedException {
        var found = sources.mirror().get(route);
        if (found.isEmpty()) {
            serve();
            return RouteStanding.UNKNOWN;
        }
        var place = placeOf(found.get());
        var standing = at(place).standing(route);
        var was = before.put(route, place);
        if (was != null && !was.equals(place)) {
            at(was).serve();
        }
        return standing;
    }

    /// Serves everything as it is now, everywhere.
    public void serve() throws InterruptedException {
        var all = new HashSet<>(places.keySet());
        sources.mirror().list(Query.of(Kind.ROUTE)).forEach(route -> all.add(placeOf(route)));
        before.keySet().removeIf(route -> sources.mirror().get(route).isEmpty());
        for (var place : all) {
            at(place).serve();
        }
    }

    /// Asks whether these instances may be stopped. They get no new requests from then on, until they are named no more when their component is asked about again.
    ///
    /// @param component whose they are, or who leads the group they belong to
    public Drain drain(Key component, List<SeenInstance> stopping) throws InterruptedException {
        return leave(component, stopping.stream().map(Leaver::of).toList());
    }

    /// The same of a machine that routes may lead to, and of what runs there.
    ///
    /// @param running none: the machine is not emptied, or not any more
    public Drain drain(Resource machine, Optional<List<SeenInstance>> running) throws InterruptedException {
        return leave(machine.key(), running.map(there -> Stream.concat(Stream.of(Leaver.of(machine)), there.stream().map(Leaver::of)).toList()).orElse(List.of()));
    }

    private Drain leave(Key component, List<Leaver> stopping) throws InterruptedException {
        var waits = new ArrayList<String>();
        var again = Duration.ZERO;
        for (var place : places.entrySet()) {
            if (place.getKey().equals(Location.HERE) || place.getValue().concerns(component, stopping)) {
                var drain = place.getValue().drain(component, stopping);
                waits.addAll(drain.waits());
                again = drain.lookAgain().compareTo(again) > 0 ? drain.lookAgain() : again;
            }
        }
        return new Drain(waits, again);
    }
}
