package dev.plimsoll.api.console;

import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.plane.ControlPlane;
import java.util.List;

/// Their routes.
public final class ConsoleRoutes {
    private ConsoleRoutes() {}

    public static List<Route> of(ControlPlane plane) {
        var instances = new Instances(plane.mirror());
        var logs = new Logs(instances, plane.console(), plane.clock());
        var exec = new Exec(instances, plane.console());
        return List.of(
            Route.of(Method.GET, "/v1/projects/{project}/assemblies/{name}/logs", logDoc().query("component", "of this component only"), logs::ofAssembly),
            Route.of(Method.GET, "/v1/projects/{project}/components/{name}/logs", logDoc(), logs::ofComponent),
            Route.of(Method.GET, "/v1/projects/{project}/components/{name}/exec", RouteDoc.of("Runs a program in an instance, over a WebSocket")
                .query("slot", "which instance; the first that is ready").query("tty", "true: a terminal").query("command", "program and arguments, one each")
                .query("user", "as in user:group").answering(101, new Body.None()), exec::open));
    }

    private static RouteDoc logDoc() {
        return RouteDoc.of("What instances wrote, a JSON object a line; an empty line now and then while nothing is written")
            .query("follow", "true: go on, also with instances that take their place").query("since", "a time (RFC 3339) or a duration such as 10m")
            .query("tail", "last lines of each instance only").query("slot", "of this slot only").answering(200, new Body.Raw("application/x-ndjson"));
    }
}
