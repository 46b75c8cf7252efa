package dev.plimsoll.controllers.ingress;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.ingress.IngressState;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.ingress.Addresses;
import dev.plimsoll.planning.ingress.DocumentPlanner;
import dev.plimsoll.planning.ingress.RoutePlanner;
import dev.plimsoll.planning.ingress.RoutePlanner.Lack;
import dev.plimsoll.planning.ingress.RoutePlanner.Planned;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.ingress.IngressFailure;
import dev.plimsoll.store.Query;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps what one ingress serves level with what is declared for it and there. Each serving is of everything, from a fresh look; those who ask while one is under way
/// share the next one, so a thousand changes at once cost two.
final class PlacedTraffic {
    private static final Logger LOG = LoggerFactory.getLogger(PlacedTraffic.class);

    private final Ingress ingress;
    private final Sight sight;
    private final TrafficSources sources;
    private final DocumentPlanner documents;
    private final RoutePlanner planner;
    private final Departures departures;
    private final Arrivals arrivals;
    private final AtomicLong asked = new AtomicLong();
    private final ReentrantLock serving = new ReentrantLock();
    private volatile Served served = new Served(0, Map.of(), Map.of(), Map.of(), Map.of(), Optional.empty());

    /// What was served last.
    ///
    /// @param upTo       the askings it covers
    /// @param standings  by name of the route
    /// @param servers    by the [Leaver] that they are of
    /// @param seen       instances by component
    /// @param routes     by name
    /// @param failure    why the ingress may not serve it; none when it does
    record Served(long upTo, Map<String, RouteStanding> standings, Map<String, List<Server>> servers, Map<Key, List<SeenInstance>> seen, Map<String, ServedRoute> routes,
                  Optional<IngressFailure> failure) {}

    PlacedTraffic(Ingress ingress, Sight sight, TrafficSources sources, DocumentPlanner documents) {
        this.ingress = ingress;
        this.sight = sight;
        this.sources = sources;
        this.documents = documents;
        this.planner = new RoutePlanner(documents.entryPoints());
        this.departures = new Departures(sources.clock());
        this.arrivals = new Arrivals(sources.clock());
    }

    /// What an ingress has to do with.
    ///
    /// @param mine    whether a route is served by this one
    /// @param routers whether it is on other machines, which reach instances at the ports that their machines publish
    record Sight(Predicate<Resource> mine, boolean routers) {}

    /// Serves everything as it is now, and answers how this route stands.
    RouteStanding standing(Key route) throws InterruptedException {
        return upToDate().standings().getOrDefault(name(route), RouteStanding.UNKNOWN);
    }

    /// Serves everything as it is now.
    void serve() throws InterruptedException {
        upToDate();
    }

    /// Whether this ingress leads to one of these, or took one of the same component or machine out.
    boolean concerns(Key component, List<Leaver> stopping) {
        var now = served;
        return departures.any(component) || stopping.stream().anyMatch(i -> now.servers().containsKey(i.id()));
    }

    /// Asks whether these may be stopped. They get no new requests from then on, until they are named no more when the same component or machine is asked about again.
    ///
    /// @param component whose they are, or who leads the group they belong to, or the machine that is emptied
    Drain drain(Key component, List<Leaver> stopping) throws InterruptedException {
        if (stopping.isEmpty() && !departures.any(component)) {
            return Drain.DONE;
        }
        var now = served.upTo() == 0 && !stopping.isEmpty() ? upToDate() : served;
        var answering = stopping.stream().filter(i -> now.servers().containsKey(i.id())).toList();
        if (departures.of(component, answering) || now.failure().isPresent()) {
            upToDate();
        }
        return answering.isEmpty() ? Drain.DONE : waiting(component, answering);
    }

    private Drain waiting(Key component, List<Leaver> stopping) {
        var current = served;
        if (current.failure().isPresent()) {
            return current.failure().get() instanceof IngressFailure.Missing ? Drain.DONE : departures.drain(component, stopping, unknown(stopping), current);
        }
        var servers = stopping.stream().collect(Collectors.toMap(Leaver::id, i -> current.servers().getOrDefault(i.id(), List.of()).stream().map(Server::name).collect(Collectors.toSet())));
        try {
            var underWay = ingress.underWay(servers.values().stream().flatMap(Set::stream).collect(Collectors.toSet()));
            var busy = new HashMap<String, Integer>();
            servers.forEach((id, names) -> busy.put(id, names.stream().mapToInt(n -> underWay.getOrDefault(n, 0)).sum()));
            return departures.drain(component, stopping, busy, current);
        } catch (IngressFailure silent) {
            return departures.drain(component, stopping, unknown(stopping), current);
        }
    }

    /// Something may be under way everywhere.
    private static Map<String, Integer> unknown(List<Leaver> stopping) {
        return stopping.stream().collect(Collectors.toMap(Leaver::id, _ -> 1));
    }

    private Served upToDate() throws InterruptedException {
        long mine = asked.incrementAndGet();
        serving.lockInterruptibly();
        try {
            if (served.upTo() < mine) {
                served = serve(asked.get());
            }
            return served;
        } finally {
            serving.unlock();
        }
    }

    private Served serve(long upTo) throws InterruptedException {
        var declared = sources.mirror().list(Query.of(Kind.ROUTE)).stream().filter(r -> !r.metadata().deleting() && sight.mine().test(r)).toList();
        var answering = Answering.of(sources, declared, new Answering.View(departures::leaving, arrivals::young, sight.routers()), served.seen());
        var routes = new ArrayList<ServedRoute>();
        var lacks = new HashMap<String, Lack>();
        for (var route : declared) {
            switch (planner.plan(route, users(route), target -> answering.of(route.metadata().project(), target))) {
                case Planned.Ready(var ready, var lack) -> {
                    routes.add(ready);
                    lack.ifPresent(l -> lacks.put(ready.name(), l));
                }
                case Planned.Impossible(var lack) -> lacks.put(name(route.key()), lack);
            }
        }
        var state = IngressState.NOTHING;
        var failure = Optional.<IngressFailure>empty();
        try {
            state = ingress.serve(documents.document(routes));
        } catch (IngressFailure failed) {
            failure = Optional.of(failed);
        }
        var standings = new HashMap<String, RouteStanding>();
        var lack = failure.map(f -> new Lack(f.code(), f.getMessage()));
        var byName = routes.stream().collect(Collectors.toMap(ServedRoute::name, r -> r));
        for (var route : declared) {
            standings.put(name(route.key()), standing(Optional.ofNullable(byName.get(name(route.key()))), lacks, lack, state, name(route.key())));
        }
        return new Served(upTo, standings, answering.servers(), answering.seen(), byName, failure);
    }

    private RouteStanding standing(Optional<ServedRoute> route, Map<String, Lack> lacks, Optional<Lack> failure, IngressState state, String name) {
        var lack = Optional.ofNullable(lacks.get(name)).or(() -> route.map(documents::uncertified).filter(hosts -> !hosts.isEmpty())
            .map(hosts -> new Lack("CertificateMissing", "there is no certificate for " + String.join(", ", hosts) + " yet, so TLS connections for it are turned away")));
        return new RouteStanding(lack, failure, Optional.ofNullable(state.routes().get(name)), route.map(r -> Addresses.of(r, documents.entryPoints())).orElse(List.of()),
            route.map(r -> (int) r.servers().stream().filter(s -> !s.leaving()).count()).orElse(0));
    }

    /// Users of basic authentication; none when there are none whose secret can be opened.
    private Optional<Map<String, SecretText>> users(Resource route) {
        var basic = route.spec(RouteSpec.class).access().basic();
        try {
            return basic.flatMap(b -> sources.mirror().get(new Key(Kind.SECRET, route.metadata().project(), b.secret()))).filter(s -> !s.metadata().deleting())
                .map(s -> s.spec(SecretSpec.class).data().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, e -> sources.vault().open(e.getValue()))));
        } catch (IllegalStateException sealedOtherwise) {
            LOG.error("{}: {}", route.key(), sealedOtherwise.getMessage());
            return Optional.empty();
        }
    }

    private static String name(Key route) {
        return route.project() + "/" + route.name();
    }
}
