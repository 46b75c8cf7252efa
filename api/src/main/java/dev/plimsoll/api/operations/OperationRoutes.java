package dev.plimsoll.api.operations;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Method;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.plane.ImageShelf;
import java.util.List;
import java.util.Map;

/// Their routes.
public final class OperationRoutes {
    private static final Body TEXT = new Body.Raw("text/plain; charset=utf-8");
    private static final Body NONE = new Body.None();

    private OperationRoutes() {}

    public static List<Route> of(ControlPlane plane) {
        var contexts = new Contexts(plane.contexts());
        var images = new Images(plane.images(), plane.contexts());
        return List.of(
            new Route(Method.GET, "/healthz", Route.Access.ANYBODY, RouteDoc.of("Whether the process answers").answering(200, TEXT), _ -> Answer.text(200, "ok\n")),
            new Route(Method.GET, "/readyz", Route.Access.ANYBODY, RouteDoc.of("Whether it can do its work; 503 with a line for each thing that is not ready")
                .answering(200, TEXT).answering(503, TEXT), _ -> ready(plane)),
            metrics(plane),
            Route.of(Method.GET, "/v1/facts", RouteDoc.of("What this control plane and its engine are").answering(200, new Body.Json(Facts.class)),
                _ -> Answer.ok(Facts.of(plane))),
            Route.of(Method.HEAD, "/v1/contexts/{sha256}", RouteDoc.of("Whether a build context is stored").answering(200, NONE), contexts::has),
            Route.of(Method.PUT, "/v1/contexts/{sha256}", RouteDoc.of("Stores a build context, a tar, under its digest")
                .taking(new Body.Raw("application/x-tar")).answering(200, NONE).answering(201, NONE), contexts::put),
            Route.of(Method.POST, "/v1/images", RouteDoc.of("Makes sure the engine has an image").taking(new Body.Json(Images.Wanted.class))
                .answering(200, new Body.Json(ImageShelf.Ensured.class)), images::ensure),
            Route.of(Method.DELETE, "/v1/images", RouteDoc.of("Removes the images this control plane built that nothing uses")
                .answering(200, new Body.Json(ImageShelf.Cleared.class)), images::removeUnused),
            Route.of(Method.GET, "/v1/inventory", RouteDoc.of("Everything this control plane made on the engine").answering(200, new Body.Json(Inventory.class)),
                _ -> Answer.ok(new Inventory(plane.stock().items()))),
            Route.of(Method.GET, "/v1/backup", RouteDoc.of("The control plane's state as one file").answering(200, new Body.Raw("application/octet-stream")),
                _ -> new Answer.Streamed("application/octet-stream", plane.backup()::write)),
            Route.of(Method.POST, "/v1/shutdown", RouteDoc.of("Ends the control plane in good order").answering(202, NONE), _ -> {
                plane.shutdown().begin();
                return new Answer.Nothing(202);
            }));
    }

    /// What Prometheus is told about the control plane itself.
    public static Route metrics(ControlPlane plane) {
        return Route.ofReaders("/metrics", RouteDoc.of("Metrics in the Prometheus text format").answering(200, new Body.Raw(SCRAPE)),
            _ -> new Answer.Bytes(200, SCRAPE, plane.meters().scrape().getBytes(java.nio.charset.StandardCharsets.UTF_8), Map.of()));
    }

    private static final String SCRAPE = "text/plain; version=0.0.4; charset=utf-8";

    private static Answer ready(ControlPlane plane) {
        var missing = plane.readiness().missing();
        return missing.isEmpty() ? Answer.text(200, "ok\n") : Answer.text(503, String.join("\n", missing) + "\n");
    }

    /// What is on the engine.
    public record Inventory(List<dev.plimsoll.api.plane.Stock.Item> items) {}
}
