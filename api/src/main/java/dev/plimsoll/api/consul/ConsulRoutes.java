package dev.plimsoll.api.consul;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Route;
import dev.plimsoll.api.http.RouteDoc;
import dev.plimsoll.api.http.RouteDoc.Body;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.api.plane.ControlPlane;
import dev.plimsoll.api.plane.Discovery;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.planning.discovery.ServiceName;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Their routes, for those who have the token or the one that only reads discovery.
public final class ConsulRoutes {
    /// Readers that wait at the same time.
    private static final int MOST_WAITING = 1_000;
    /// Where nobody listens: Consul's readers only want to hear that somebody leads.
    private static final String LEADER = "127.0.0.1:8300";
    private static final String BLOCKING = "answer when there is something newer than this X-Consul-Index";

    private final Discovery discovery;
    private final Catalog catalog;
    private final String version;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    private ConsulRoutes(ControlPlane plane) {
        this.discovery = plane.discovery();
        this.catalog = new Catalog(discovery);
        this.version = plane.facts().version();
    }

    /// @param prefix before `/v1`; empty where there is nothing else
    public static List<Route> of(String prefix, ControlPlane plane) {
        var routes = new ConsulRoutes(plane);
        return List.of(
            route(prefix + "/v1/catalog/datacenters", "Consul: the projects", _ -> new Said(0, list(routes.catalog.datacenters(Metadata.DEFAULT_PROJECT)))),
            route(prefix + "/v1/catalog/services", "Consul: services of a project, with their tags", exchange -> routes.project(exchange, query -> {
                var services = Wire.object();
                routes.catalog.services(query).forEach((name, tags) -> services.set(name, list(tags)));
                return services;
            })),
            route(prefix + "/v1/catalog/service/{name}", "Consul: the entries of a service", exchange -> routes.service(exchange, Entry::ofCatalog)),
            route(prefix + "/v1/catalog/nodes", "Consul: machines on which something of a project runs", exchange -> routes.project(exchange, routes::nodes)),
            route(prefix + "/v1/health/service/{name}", "Consul: the entries of a service, with their health", exchange -> routes.service(exchange, Entry::ofHealth)),
            route(prefix + "/v1/health/checks/{name}", "Consul: the health of a service's entries", exchange -> routes.service(exchange, Entry::check)),
            route(prefix + "/v1/health/state/{name}", "Consul: what of a project is in a state: any, passing, warning or critical", routes::state),
            route(prefix + "/v1/agent/self", "Consul: what this is", _ -> new Said(0, routes.self())),
            route(prefix + "/v1/status/leader", "Consul: who leads", _ -> new Said(0, Wire.object().textNode(LEADER))),
            route(prefix + "/v1/status/peers", "Consul: who there is", _ -> new Said(0, list(List.of(LEADER)))));
    }

    /// @param index 0: there is none
    private record Said(long index, JsonNode body) {}

    private interface Asked {
        Said answer(Exchange exchange) throws InterruptedException;
    }

    private static Route route(String template, String summary, Asked asked) {
        var doc = RouteDoc.of(summary).query("dc", "project; " + Metadata.DEFAULT_PROJECT + " when not given").query("index", BLOCKING).query("wait", "for so long at most: 30s, 5m (usual), 10m (most)")
            .query("tag", "only entries with all of these").query("passing", "only those that may be asked").query("node-meta", "name:value, only on machines with it");
        return Route.ofReaders(template, doc.answering(200, new Body.AnyValue()), exchange -> answer(asked, exchange));
    }

    private static Answer answer(Asked asked, Exchange exchange) throws IOException {
        try {
            var said = exchange.patiently(() -> asked.answer(exchange));
            var headers = new LinkedHashMap<>(Map.of("X-Consul-KnownLeader", "true", "X-Consul-LastContact", "0"));
            if (said.index() > 0) {
                headers.put("X-Consul-Index", Long.toString(said.index()));
            }
            return new Answer.Bytes(200, "application/json", Wire.bytes(said.body()), headers);
        } catch (ConsulError refused) {
            return refused.answer();
        }
    }

    private Said project(Exchange exchange, Function<ConsulQuery, JsonNode> body) throws InterruptedException {
        var query = query(exchange);
        return blocking(query, discovery -> discovery.version(query.project()), () -> body.apply(query));
    }

    private Said service(Exchange exchange, Function<Entry, ObjectNode> written) throws InterruptedException {
        var query = query(exchange);
        var name = new ServiceName(query.project(), exchange.path("name"));
        return blocking(query, discovery -> discovery.version(name), () -> list(catalog.entries(name.name(), query), written));
    }

    private Said state(Exchange exchange) throws InterruptedException {
        var wanted = exchange.path("name");
        return project(exchange, query -> list(catalog.entries(query).stream().filter(e -> wanted.equals("any") || e.status().equals(wanted)).toList(), Entry::check));
    }

    private JsonNode nodes(ConsulQuery query) {
        var nodes = new LinkedHashMap<String, Entry>();
        catalog.entries(query).forEach(e -> nodes.putIfAbsent(e.node(), e));
        return list(List.copyOf(nodes.values()), e -> e.indexes(e.node("")));
    }

    private ConsulQuery query(Exchange exchange) {
        if (!discovery.whole()) {
            throw new ConsulError(500, "No cluster leader");
        }
        var query = ConsulQuery.of(exchange);
        if (!catalog.datacenters(Metadata.DEFAULT_PROJECT).contains(query.project())) {
            throw new ConsulError(500, "No path to datacenter");
        }
        return query;
    }

    /// The index is read before what it is the index of, so a reader may be told of a change twice, and never not. A reader whose index is beyond ours is answered at once and begins anew, as
    /// Consul's documentation asks of its readers.
    private Said blocking(ConsulQuery query, ToLongFunction<Discovery> index, java.util.function.Supplier<JsonNode> body) throws InterruptedException {
        if (query.index() > 0 && index.applyAsLong(discovery) <= query.index() && query.index() <= discovery.version()) {
            await(query, index);
        }
        long now = index.applyAsLong(discovery);
        return new Said(now, body.get());
    }

    private void await(ConsulQuery query, ToLongFunction<Discovery> index) throws InterruptedException {
        if (!waiting.tryAcquire()) {
            throw new ConsulError(429, "Your IP is issuing too many concurrent connections, please rate limit your calls");
        }
        try {
            long end = System.nanoTime() + query.patience().toNanos();
            long seen = discovery.version();
            while (index.applyAsLong(discovery) <= query.index() && discovery.awaitBeyond(seen, Duration.ofNanos(end - System.nanoTime()))) {
                seen = discovery.version();
            }
        } finally {
            waiting.release();
        }
    }

    private JsonNode self() {
        var self = Wire.object();
        self.putObject("Config").put("Datacenter", Metadata.DEFAULT_PROJECT).put("PrimaryDatacenter", Metadata.DEFAULT_PROJECT).put("NodeName", "plimsoll").put("NodeID", "").put("Server", true)
            .put("Revision", "").put("Version", version);
        self.putObject("Member").put("Name", "plimsoll").put("Addr", "127.0.0.1").put("Status", 1);
        return self;
    }

    private static JsonNode list(List<String> texts) {
        var list = Wire.object().arrayNode();
        texts.forEach(list::add);
        return list;
    }

    private static JsonNode list(List<Entry> entries, Function<Entry, ObjectNode> written) {
        var list = Wire.object().arrayNode();
        entries.forEach(e -> list.add(written.apply(e)));
        return list;
    }
}
