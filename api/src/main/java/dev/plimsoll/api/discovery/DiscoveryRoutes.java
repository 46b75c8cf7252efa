package dev.plimsoll.api.discovery;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.plane.Discovery;
import dev.plimsoll.planning.discovery.Endpoint;
import java.util.List;
import java.util.Map;

/// Their routes, for those who have the token or the one that only reads discovery.
public final class DiscoveryRoutes {
    private static final String JSON = "application/json";

    private final Discovery discovery;
    private final TargetTexts told = new TargetTexts(TargetGroup::told);
    private final TargetTexts all = new TargetTexts(TargetGroup::all);

    private DiscoveryRoutes(Discovery discovery) {
        this.discovery = discovery;
    }

    public static List<Route> of(ControlPlane plane) {
        var routes = new DiscoveryRoutes(plane.discovery());
        return List.of(
            Route.ofReaders("/v1/discovery/prometheus", filters(RouteDoc.of("What Prometheus is to scrape, for its http_sd_configs"))
                .query("all", "true: every TCP port of everything that runs, not only where figures are told").answering(200, new Body.JsonList(TargetGroup.class)), routes::prometheus),
            Route.ofReaders("/v1/discovery/endpoints", filters(RouteDoc.of("Everything that runs, and where it is found")).answering(200, new Body.Json(Found.class)), routes::endpoints));
    }

    private static RouteDoc filters(RouteDoc doc) {
        return doc.query("project", "only there").query("assembly", "only of it").query("component", "only of it").query("cluster", "only on it").query("machine", "only on it")
            .query("exporter", "only what tells these figures, such as node").query("ready", "true: only what may be asked").query("labels", "name=value,other=value: only what declares all of them")
            .header("If-None-Match", "the ETag of the last answer: 304 when nothing has changed since");
    }

    private Answer prometheus(Exchange exchange) {
        long version = version();
        if (known(exchange, version)) {
            return new Answer.Nothing(304, Map.of("ETag", tag(version)));
        }
        var filter = EndpointFilter.of(exchange);
        var texts = exchange.asked("all") ? all : told;
        return new Answer.Streamed(JSON, out -> texts.write(discovery.all(), filter, out), Map.of("ETag", tag(version)));
    }

    private Answer endpoints(Exchange exchange) {
        long version = version();
        if (known(exchange, version)) {
            return new Answer.Nothing(304, Map.of("ETag", tag(version)));
        }
        var filter = EndpointFilter.of(exchange);
        return Answer.ok(new Found(discovery.all().stream().flatMap(l -> l.endpoints().stream()).filter(filter).toList(), version)).with("ETag", tag(version));
    }

    /// Before what it is the version of, so that a reader may hear of a change twice but misses none.
    private long version() {
        if (!discovery.whole()) {
            throw Problem.of(ProblemCode.UNAVAILABLE, "not everything has been looked at since the start, and what is missing would be taken for gone").hint("ask again in a moment; what was known before still counts");
        }
        return discovery.version();
    }

    private static boolean known(Exchange exchange, long version) {
        return exchange.header("If-None-Match").filter(tag(version)::equals).isPresent();
    }

    private static String tag(long version) {
        return "\"" + version + "\"";
    }

    /// What runs.
    ///
    /// @param version of the last change
    public record Found(List<Endpoint> items, long version) {}
}
