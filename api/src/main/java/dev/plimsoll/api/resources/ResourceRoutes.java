package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.plane.ControlPlane;
import java.util.ArrayList;
import java.util.List;

/// The routes of resources, the same for every kind.
public final class ResourceRoutes {
    private static final RouteDoc.Body ONE = new RouteDoc.Body.OneResource();
    private static final RouteDoc.Body MANY = new RouteDoc.Body.ManyResources();
    private static final String IF_MATCH = "revision it must have, in quotes, or *";

    private ResourceRoutes() {}

    public static List<Route> of(ControlPlane plane, Commits commits) {
        var reading = new Reading(plane.mirror());
        var watching = new Watching(plane.store());
        var writing = new Writing(plane.store(), commits, new Secrecy(plane.sealer()));
        var deleting = new Deleting(plane.store(), commits, plane.clock());
        Route.Handler many = exchange -> exchange.asked("watch") ? watching.watch(exchange) : reading.list(exchange);
        var routes = new ArrayList<Route>();
        for (var collection : List.of("/v1/{kind}", "/v1/projects/{project}/{kind}")) {
            routes.add(Route.of(Method.GET, collection, listing(), many));
        }
        for (var item : List.of("/v1/projects/{name}", "/v1/projects/{project}/{kind}/{name}")) {
            routes.add(Route.of(Method.GET, item, RouteDoc.of("The resource").answering(200, ONE), reading::one));
            routes.add(Route.of(Method.PUT, item, RouteDoc.of("Creates it or replaces its labels, annotations and spec")
                .header("If-Match", IF_MATCH).header("If-None-Match", "*: it must not exist").taking(ONE).answering(200, ONE).answering(201, ONE), writing::put));
            routes.add(Route.of(Method.PATCH, item, RouteDoc.of("Changes labels, annotations and spec by a merge patch (RFC 7396)")
                .header("If-Match", IF_MATCH).taking(new RouteDoc.Body.AnyJson("application/merge-patch+json")).answering(200, ONE), writing::patch));
            routes.add(Route.of(Method.DELETE, item, RouteDoc.of("Asks for its deletion: 202 while outside objects are being removed, 200 when it is gone")
                .query("volumes", "true: an assembly's named volumes too").header("If-Match", IF_MATCH).answering(200, ONE).answering(202, ONE), deleting::delete));
        }
        return routes;
    }

    private static RouteDoc listing() {
        return RouteDoc.of("Resources in order of project and name, or with watch their changes as server-sent events")
            .query("labels", "name=value,other=value: only those with all these labels")
            .query("owner", "kind/name: only those it owns")
            .query("limit", "items a page holds at most; " + Reading.USUAL_PAGE + ", at most " + Reading.LARGEST_PAGE)
            .query("cursor", "from the page before")
            .query("fields", "summary: without specs")
            .query("watch", "true: changes instead of items")
            .query("after", "with watch: changes after this revision; from now on when not given")
            .header("Last-Event-ID", "with watch: goes before `after`")
            .answering(200, MANY);
    }
}
