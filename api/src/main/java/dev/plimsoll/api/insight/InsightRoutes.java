package dev.plimsoll.api.insight;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.api.resources.Path;
import dev.plimsoll.api.resources.Reading;
import dev.plimsoll.api.resources.Watching;
import dev.plimsoll.model.Kind;
import java.util.List;

/// Their routes.
public final class InsightRoutes {
    private static final int USUAL_RUNS = 20;
    private static final int MOST_RUNS = 1_000;

    private final Reading reading;
    private final RunHistory runs;
    private final Trees trees;
    private final TreeFeed treeFeed;
    private final Reasons reasons;

    private InsightRoutes(ControlPlane plane) {
        this.reading = new Reading(plane.mirror());
        this.runs = plane.runs();
        this.trees = new Trees(plane.mirror(), runs);
        this.treeFeed = new TreeFeed(plane.mirror(), runs, trees);
        this.reasons = new Reasons(plane.mirror(), runs);
    }

    public static List<Route> of(ControlPlane plane) {
        var routes = new InsightRoutes(plane);
        var events = new EventFeed(new Watching(plane.store()), plane.runs());
        var why = RouteDoc.of("Why it is (not) level: the chain to the part that is in the way").answering(200, new Body.Json(Why.class));
        return List.of(
            Route.of(Method.GET, "/v1/projects/{project}/assemblies/{name}/tree", RouteDoc.of("An assembly, its components and instances, and how each stands")
                .query("watch", "true: the whole tree again as server-sent event `tree` on each change").answering(200, new Body.Json(Tree.class)), exchange -> routes.tree(exchange, Kind.ASSEMBLY)),
            Route.of(Method.GET, "/v1/projects/{project}/pools/{name}/tree", RouteDoc.of("A pool and its machines, and how each stands")
                .query("watch", "true: the whole tree again as server-sent event `tree` on each change").answering(200, new Body.Json(Tree.class)), exchange -> routes.tree(exchange, Kind.POOL)),
            Route.of(Method.GET, "/v1/projects/{project}/upgrades/{name}/tree", RouteDoc.of("An upgrade and the machines it began with, and how each stands")
                .query("watch", "true: the whole tree again as server-sent event `tree` on each change").answering(200, new Body.Json(Tree.class)), exchange -> routes.tree(exchange, Kind.UPGRADE)),
            Route.of(Method.GET, "/v1/projects/{project}/clusters/{name}/tree", RouteDoc.of("A cluster, its pools and their machines, and how each stands")
                .query("watch", "true: the whole tree again as server-sent event `tree` on each change").answering(200, new Body.Json(Tree.class)), exchange -> routes.tree(exchange, Kind.CLUSTER)),
            Route.of(Method.GET, "/v1/projects/{project}/{kind}/{name}/why", why, routes::why),
            Route.of(Method.GET, "/v1/projects/{name}/why", why, routes::why),
            Route.of(Method.GET, "/v1/runs", RouteDoc.of("Runs of controllers, newest first").query("key", "of this resource only, as kind/project/name")
                .query("limit", "at most so many; " + USUAL_RUNS).answering(200, new Body.Json(RunText.Page.class)), routes::runs),
            Route.of(Method.GET, "/v1/events", RouteDoc.of("Everything that happens, as server-sent events changed, removed and run")
                .query("after", "changes after this revision; from now on when not given").query("project", "of this project only")
                .header("Last-Event-ID", "goes before `after`").answering(200, new Body.Raw("text/event-stream")), events::follow));
    }

    private Answer tree(Exchange exchange, Kind kind) {
        var whole = reading.require(Path.key(exchange, kind));
        return exchange.asked("watch") ? treeFeed.follow(whole.key(), exchange.limits()) : Answer.ok(trees.of(whole));
    }

    private Answer why(Exchange exchange) {
        return Answer.ok(reasons.why(reading.require(Path.key(exchange))));
    }

    private Answer runs(Exchange exchange) {
        int limit = Math.clamp(exchange.number("limit").filter(n -> n > 0).orElse((long) USUAL_RUNS), 1, MOST_RUNS);
        var key = exchange.query("key").map(text -> Path.parse(text, java.util.Optional.empty()));
        return Answer.ok(new RunText.Page(runs.newest(key, limit).stream().map(RunText::of).toList()));
    }
}
