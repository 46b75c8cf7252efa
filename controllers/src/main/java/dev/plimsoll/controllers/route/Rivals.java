package dev.plimsoll.controllers.route;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.RouteStatus;
import dev.plimsoll.planning.Claims;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Which routes claim the same. Entry points are shared by all projects, so routes of all projects are compared. What each claims is worked out once
/// for each of its generations.
public final class Rivals {
    private final Mirror mirror;
    private final Map<Key, Known> known = new ConcurrentHashMap<>();

    public Rivals(Mirror mirror) {
        this.mirror = mirror;
    }

    private record Known(String uid, long generation, Set<String> claims) {}

    /// Routes that claim something this one claims too, in the order of their keys.
    List<Resource> of(Resource route) {
        var claims = claims(route);
        var routes = mirror.list(Query.of(Kind.ROUTE));
        if (known.size() > 2 * routes.size() + 100) {
            known.keySet().retainAll(routes.stream().map(Resource::key).collect(Collectors.toSet()));
        }
        return routes.stream().filter(other -> !other.key().equals(route.key()) && !other.metadata().deleting() && !Collections.disjoint(claims(other), claims)).toList();
    }

    /// Routes whose rivals may be others now that this one has changed: those it meets now, and those that say they met it before.
    public Set<Key> possible(Resource changed) {
        var name = changed.key().toString();
        var now = of(changed).stream().map(Resource::key).collect(Collectors.toSet());
        mirror.list(Query.of(Kind.ROUTE)).stream().filter(r -> r.status(RouteStatus.class).rivals().contains(name) || r.status(RouteStatus.class).rivals().contains(FOREIGN))
            .forEach(r -> now.add(r.key()));
        return now;
    }

    /// Stands for a route of another project, whose name is nobody's business here.
    static final String FOREIGN = "a route of another project";

    private Set<String> claims(Resource route) {
        var before = known.get(route.key());
        if (before != null && before.uid().equals(route.metadata().uid()) && before.generation() == route.metadata().generation()) {
            return before.claims();
        }
        var claims = Claims.of(route.spec(RouteSpec.class));
        known.put(route.key(), new Known(route.metadata().uid(), route.metadata().generation(), claims));
        return claims;
    }
}
