package dev.plimsoll.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.planning.discovery.Endpoint;
import dev.plimsoll.planning.discovery.Endpoint.Part;
import dev.plimsoll.planning.discovery.Endpoint.Sort;
import dev.plimsoll.planning.discovery.EndpointPort;
import dev.plimsoll.planning.discovery.Metrics;
import dev.plimsoll.planning.discovery.Place;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What Prometheus and Consul's readers are answered.
class DiscoveryTest {
    private static final Key WEB = new Key(Kind.COMPONENT, "default", "shop-web");
    private static final Key OTHER = new Key(Kind.COMPONENT, "team", "shop-web");

    private final Client client = new Client();

    @BeforeEach
    void fill() {
        client.plane.directory.put(WEB, List.of(instance(WEB, 1, true), instance(WEB, 2, false)));
        client.plane.directory.put(OTHER, List.of(instance(OTHER, 1, true)));
    }

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void prometheusIsToldTargetsWithLabelsItCanRelabel() {
        var groups = client.get("/v1/discovery/prometheus").body();

        assertThat(groups).hasSize(3);
        assertThat(groups.get(0).path("targets")).containsExactly(Client.json("\"10.0.0.1:9113\""));
        var labels = new ArrayList<String>();
        groups.get(0).path("labels").properties().forEach(l -> labels.add(l.getKey() + "=" + l.getValue().asText()));
        assertThat(labels).containsExactlyInAnyOrder("__metrics_path__=/stats", "__scheme__=http", "__meta_plimsoll_sort=instance", "__meta_plimsoll_project=default", "__meta_plimsoll_assembly=shop",
            "__meta_plimsoll_component=web", "__meta_plimsoll_slot=1", "__meta_plimsoll_instance=shop-web-1", "__meta_plimsoll_machine=m-1", "__meta_plimsoll_ready=true", "__meta_plimsoll_port=9113",
            "__meta_plimsoll_port_name=metrics", "__meta_plimsoll_exporter=nginx", "__meta_plimsoll_label_com_example_tier=front");
    }

    @Test
    void filtersGoTogether() {
        assertThat(targets("?project=team")).containsExactly("10.0.0.1:9113");
        assertThat(targets("?ready=true&project=default")).containsExactly("10.0.0.1:9113");
        assertThat(targets("?labels=com.example/tier=front&machine=m-2")).containsExactly("10.0.0.2:9113");
        assertThat(targets("?exporter=node")).isEmpty();
        assertThat(targets("?assembly=other")).isEmpty();
        assertThat(targets("?all=true&project=team")).containsExactly("10.0.0.1:80", "10.0.0.1:9113");
        assertThat(client.get("/v1/discovery/prometheus?labels=front").status()).isEqualTo(400);
    }

    @Test
    void nothingNewIsSaidShortly() {
        var tag = client.get("/v1/discovery/prometheus").etag();
        assertThat(client.send(client.request("/v1/discovery/prometheus").header("If-None-Match", tag)).status()).isEqualTo(304);
        client.plane.directory.put(WEB, List.of(instance(WEB, 1, true)));

        var changed = client.send(client.request("/v1/discovery/prometheus?project=default").header("If-None-Match", tag));
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.body()).hasSize(1);
        client.plane.directory.put(WEB, List.of());
        assertThat(targets("?project=default")).isEmpty();
    }

    @Test
    void whatHasNotBeenLookedAtIsNotCalledGone() {
        client.plane.directory.whole(false);

        assertThat(client.get("/v1/discovery/prometheus").status()).isEqualTo(503);
        assertThat(client.get("/consul/v1/health/service/shop-web-80").status()).isEqualTo(500);
    }

    @Test
    void theReadersTokenOpensDiscoveryAndNothingElse() throws Exception {
        for (var path : List.of("/v1/discovery/prometheus", "/v1/discovery/endpoints", "/consul/v1/catalog/services", "/metrics")) {
            assertThat(status(path, "Authorization", "Bearer " + Client.READER)).as(path).isEqualTo(200);
            assertThat(status(path, "X-Consul-Token", Client.READER)).as(path).isEqualTo(200);
            assertThat(status(path, "Authorization", "Bearer wrong-token-0123456789")).as(path).isEqualTo(401);
        }
        for (var path : List.of("/v1/projects", "/v1/facts", "/v1/projects/default/components", "/v1/backup", "/v1/events")) {
            assertThat(status(path, "Authorization", "Bearer " + Client.READER)).as(path).isEqualTo(401);
            assertThat(status(path, "X-Consul-Token", Client.TOKEN)).as(path).isEqualTo(401);
        }
    }

    @Test
    void aProjectIsADatacenterAndEachPortAService() {
        assertThat(client.get("/consul/v1/catalog/datacenters").body().toString()).isEqualTo("[\"default\",\"team\"]");
        assertThat(client.get("/consul/v1/catalog/services").body().toString())
            .isEqualTo("{\"shop-web-80\":[\"assembly=shop\",\"component=web\",\"web\"],\"shop-web-9113\":[\"assembly=shop\",\"component=web\",\"exporter=nginx\",\"metrics\"]}");
        assertThat(client.get("/consul/v1/catalog/services?dc=nowhere").raw().body()).isEqualTo("No path to datacenter");
        assertThat(client.get("/consul/v1/catalog/nodes").body().findValuesAsText("Node")).containsExactly("m-1", "m-2");
        assertThat(client.get("/consul/v1/agent/self").body().path("Config").path("Datacenter").asText()).isEqualTo("default");
        assertThat(client.get("/consul/v1/status/leader").raw().body()).isEqualTo("\"127.0.0.1:8300\"");
    }

    @Test
    void entriesTellTheirHealth() {
        var all = client.get("/consul/v1/health/service/shop-web-80").body();
        assertThat(all.findValuesAsText("Status")).containsExactly("passing", "critical");
        assertThat(all.get(0).path("Service").path("Address").asText()).isEqualTo("10.0.0.1");
        assertThat(all.get(0).path("Service").path("Port").asInt()).isEqualTo(80);
        assertThat(all.get(0).path("Service").path("Meta").path("com_example_tier").asText()).isEqualTo("front");
        assertThat(client.get("/consul/v1/health/service/shop-web-80?passing").body()).hasSize(1);
        assertThat(client.get("/consul/v1/health/service/shop-web-80?tag=web&tag=component%3Dweb&stale&near=_agent").body()).hasSize(2);
        assertThat(client.get("/consul/v1/health/service/shop-web-80?tag=other").body()).isEmpty();
        assertThat(client.get("/consul/v1/health/service/nobody").body()).isEmpty();
        assertThat(client.get("/consul/v1/health/state/critical").body()).hasSize(2);
        assertThat(client.get("/consul/v1/health/checks/shop-web-80").body()).hasSize(2);
        assertThat(client.get("/consul/v1/catalog/service/shop-web-9113?dc=team").body().findValuesAsText("ServicePort")).containsExactly("9113");
    }

    @Test
    void whatIsNotUnderstoodIsRefused() {
        for (var query : List.of("filter=Service.Port==80", "ns=team", "index=-1", "wait=soon", "wait=1", "stale&consistent")) {
            var answer = client.get("/consul/v1/health/service/shop-web-80?" + query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.raw().body()).as(query).isNotBlank();
        }
    }

    @Test
    void whoGivesAnIndexWaitsForTheNextChangeOfThatService() throws Exception {
        var first = client.get("/consul/v1/health/service/shop-web-80").raw();
        var asked = client.http.sendAsync(client.request("/consul/v1/health/service/shop-web-80?wait=1m&index=" + index(first.headers().firstValue("X-Consul-Index"))).build(), BodyHandlers.ofString());
        client.plane.directory.put(OTHER, List.of());
        assertThat(asked).as("another project's service changed").isNotDone();
        client.plane.directory.put(WEB, List.of(instance(WEB, 2, true)));

        var answer = asked.get(60, TimeUnit.SECONDS);
        assertThat(Client.json(answer.body()).findValuesAsText("Status")).containsExactly("passing");
        assertThat(index(answer.headers().firstValue("X-Consul-Index"))).isGreaterThan(index(first.headers().firstValue("X-Consul-Index")));
    }

    @Test
    void aServerThatStopsDoesNotWaitForWhoWaits() throws Exception {
        var index = index(client.get("/consul/v1/catalog/services").raw().headers().firstValue("X-Consul-Index"));
        var asked = client.http.sendAsync(client.request("/consul/v1/catalog/services?wait=5m&index=" + index).build(), BodyHandlers.ofString());
        assertThat(client.plane.directory.waiting.tryAcquire(60, TimeUnit.SECONDS)).as("it waits").isTrue();

        client.server.close();

        assertThat(asked.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
    }

    @Test
    void anIndexFromAnotherLifeIsAnsweredAtOnceAndTimeRunsOut() throws Exception {
        var future = CompletableFuture.supplyAsync(() -> client.get("/consul/v1/catalog/services?wait=5m&index=999999"));
        assertThat(index(future.get(60, TimeUnit.SECONDS).raw().headers().firstValue("X-Consul-Index"))).isLessThan(999_999);
        var same = client.get("/consul/v1/catalog/services?wait=50ms&index=" + index(client.get("/consul/v1/catalog/services").raw().headers().firstValue("X-Consul-Index")));
        assertThat(same.status()).isEqualTo(200);
    }

    private static long index(Optional<String> header) {
        return Long.parseLong(header.orElseThrow());
    }

    private int status(String path, String... headers) throws Exception {
        return client.http.send(HttpRequest.newBuilder(client.uri(path)).headers(headers).build(), BodyHandlers.ofString()).statusCode();
    }

    private List<String> targets(String query) {
        var targets = new ArrayList<String>();
        for (JsonNode group : client.get("/v1/discovery/prometheus" + query).body()) {
            group.path("targets").forEach(t -> targets.add(t.asText()));
        }
        return targets;
    }

    private static Endpoint instance(Key of, int slot, boolean ready) {
        var host = "10.0.0." + slot;
        return new Endpoint(of, Sort.INSTANCE, "id-" + slot, "shop-web-" + slot, new Part("shop", "web", slot, ""), "m-" + slot, ready, List.of(host),
            List.of(new EndpointPort("web", "tcp", 80, Optional.of(new Place(host, 80)), Optional.empty()), new EndpointPort("metrics", "tcp", 9113, Optional.of(new Place(host, 9113)), Optional.empty())),
            List.of(new Metrics("nginx", 9113, new Place(host, 9113), "/stats", "http")), Map.of("com.example/tier", "front"));
    }
}
