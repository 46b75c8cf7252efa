package dev.plimsoll.api.departures;

import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.resources.Commits;
import java.util.List;

/// Routes for people who add, empty and remove single machines.
public final class DepartureRoutes {
    private DepartureRoutes() {}

    public static List<Route> of(ControlPlane plane, Commits commits) {
        var departures = new Departures(plane.store(), commits, plane.clock());
        return List.of(
            Route.of(Method.POST, "/v1/projects/{project}/pools/{name}/add", RouteDoc.of("More machines of a pool")
                .taking(new Body.Json(Departures.Addition.class)).answering(200, new Body.OneResource()), departures::add),
            Route.of(Method.POST, "/v1/projects/{project}/machines/{name}/drain", RouteDoc.of("Empties a machine, or lets it take part again")
                .taking(new Body.Json(Departures.Emptying.class)).answering(200, new Body.OneResource()), departures::drain),
            Route.of(Method.POST, "/v1/projects/{project}/machines/{name}/remove", RouteDoc.of("Removes exactly this machine; its pool has one fewer")
                .taking(new Body.Json(Departures.Removal.class)).answering(202, new Body.OneResource()), departures::remove));
    }
}
