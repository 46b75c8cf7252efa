package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus by its own protocol, a real reader of Consul, and whoever looks into an etcd, find exactly what the engine runs (A11, D13, E4, E8).
@Tag("docker")
class DiscoveryTest {
    private static final String ASSEMBLY = "discovered";
    private static final String FOUND = "found";
    private static final Duration SOON = Duration.ofSeconds(120);

    @TempDir
    private Path folder;
    private final Containers engine = Containers.OF_THIS_MACHINE;
    private final int port = FreePorts.one();
    private RealServer server;

    @BeforeEach
    void begin() {
        engine.makeBusybox();
        engine.clear(ASSEMBLY);
        server = RealServer.started(folder.resolve("state"), Map.of(), "--entry", "web=127.0.0.1:" + FreePorts.one(), "--discovery", "127.0.0.1:" + port);
    }

    @AfterEach
    void end() {
        server.close();
        engine.clear(ASSEMBLY);
    }

    @Test
    void scrapersFollowWhatTheEngineRuns() throws IOException {
        var token = folder.resolve("state").resolve("discovery.token");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(token))).isEqualTo("rw-------");
        try (var prometheus = Scraper.prometheus(folder.resolve("prometheus"), httpDiscovery(token)); var victoria = Scraper.victoria(folder.resolve("victoria"), consulDiscovery(token))) {
            server.deploy(ASSEMBLY, declared(2));
            awaitTargets(prometheus, 2);
            awaitTargets(victoria, 2);
            Eventually.holds("the control plane's own figures are scraped with the reader's token", SOON, () -> prometheus.targets("plane").containsValue("up"), prometheus::log);
            assertThat(prometheus.query("figure{assembly=\"discovered\"}", "component")).as("with labels made of ours").contains("web");
            server.deploy(ASSEMBLY, declared(3));
            awaitTargets(victoria, 3);
            server.deploy(ASSEMBLY, declared(1));
            awaitTargets(victoria, 1);
            awaitTargets(prometheus, 1);
        }
    }

    @Test
    void keysInEtcdFollowWhatTheEngineRuns() throws IOException {
        try (var etcd = new Etcd(folder.resolve("etcd"))) {
            var announcement = "apiVersion: plimsoll/v1\nkind: Announcement\nmetadata: {name: etcd}\nspec: {endpoints: [\"" + etcd.address() + "\"]}\n";
            server.deploy(ASSEMBLY, announcement + "---\n" + declared(2));
            awaitKeys(etcd, 2);
            server.deploy(ASSEMBLY, announcement + "---\n" + declared(1));
            awaitKeys(etcd, 1);
            server.api().send("DELETE", "/v1/projects/default/announcements/etcd", null);
            Eventually.holds("its keys go with the announcement", SOON, () -> etcd.services().isEmpty(), () -> etcd.services() + server.log() + etcd.log());
        }
    }

    private void awaitKeys(Etcd etcd, int count) {
        Eventually.holds(count + " keys", SOON, () -> {
            var places = etcd.services().values().stream().map(v -> v.path("host").asText() + ":" + v.path("port").asInt()).collect(Collectors.toCollection(TreeSet::new));
            return places.size() == count && places.equals(addresses());
        }, () -> etcd.services() + " and not " + addresses() + "\n" + server.log() + etcd.log());
    }

    /// It has the containers of the engine, by their own addresses, and reaches them.
    private void awaitTargets(Scraper scraper, int count) {
        Eventually.holds(count + " targets", SOON, () -> {
            var targets = scraper.targets(FOUND);
            return targets.size() == count && targets.keySet().equals(addresses()) && targets.values().stream().allMatch("up"::equals);
        }, () -> scraper.targets(FOUND) + " and not " + addresses() + "\n" + server.log() + scraper.log());
    }

    private TreeSet<String> addresses() {
        return engine.running(ASSEMBLY).stream().flatMap(id -> engine.inspected(id).path("NetworkSettings").path("Networks").valueStream()).map(n -> n.path("IPAddress").asText() + ":8080")
            .collect(Collectors.toCollection(TreeSet::new));
    }

    private String httpDiscovery(Path token) {
        return """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: %4$s
                http_sd_configs:
                  - {url: "%1$s/v1/discovery/prometheus?assembly=%2$s", refresh_interval: 1s, authorization: {type: Bearer, credentials_file: %3$s}}
                relabel_configs:
                  - {source_labels: [__meta_plimsoll_assembly], target_label: assembly}
                  - {source_labels: [__meta_plimsoll_component], target_label: component}
              - job_name: plane
                authorization: {type: Bearer, credentials_file: %3$s}
                http_sd_configs:
                  - {url: "%1$s/v1/discovery/prometheus?exporter=plimsoll", refresh_interval: 1s, authorization: {type: Bearer, credentials_file: %3$s}}
            """.formatted(server.api().address(), ASSEMBLY, token, FOUND);
    }

    private String consulDiscovery(Path token) throws IOException {
        return """
            global: {scrape_interval: 1s}
            scrape_configs:
              - job_name: %3$s
                consul_sd_configs: [{server: "127.0.0.1:%1$d", token: "%2$s", tags: [metrics, "component=web"]}]
            """.formatted(port, Files.readString(token).strip(), FOUND);
    }

    private static String declared(int replicas) {
        return Declared.of(ASSEMBLY, Containers.BUSYBOX, "[sh, -c, \"mkdir -p /tmp/www && echo figure 1 > /tmp/www/metrics && exec httpd -f -p 8080 -h /tmp/www\"]", replicas,
            "labels: {prometheus.io/scrape: \"true\", prometheus.io/port: \"8080\"}");
    }
}
