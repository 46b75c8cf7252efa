package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The plan of `examples/plans/monitoring` on a real engine, with Debian's programs in its images: it scrapes the control plane and this machine, and an alert arrives. Ports are the test's; Debian's
/// Alertmanager is too old to read the receiver's address from a file, so here it stands in its configuration.
@Tag("docker")
@Tag("lab")
class MonitoringOnEngineTest {
    private static final Path PLAN = Path.of("..", "examples", "plans", "monitoring");
    private static final String TROUBLE = """
        ---
        apiVersion: plimsoll/v1
        kind: Certificate
        metadata: {name: late}
        spec: {names: [late.example.org], issuer: nobody}
        """;
    private static final Duration SOON = Duration.ofMinutes(3);

    @TempDir
    private Path folder;
    private final Containers engine = Containers.OF_THIS_MACHINE;

    @AfterEach
    void clear() {
        engine.clear("monitoring");
    }

    @Test
    void thePlanRunsAndItsAlertArrives() throws Exception {
        int prometheus = FreePorts.one();
        int alertmanager = FreePorts.one();
        int node = FreePorts.one();
        try (var one = DebianImage.of(folder.resolve("one"), "prometheus"); var two = DebianImage.of(folder.resolve("two"), "prometheus-alertmanager");
             var three = DebianImage.of(folder.resolve("three"), "prometheus-node-exporter"); var received = new ReceivedAlerts(); var server = RealServer.started(folder.resolve("state"))) {
            var places = Map.of("127.0.0.1:7070", server.api().address().replace("http://", ""), "127.0.0.1:9090", "127.0.0.1:" + prometheus, "127.0.0.1:9093", "127.0.0.1:" + alertmanager,
                "127.0.0.1:9100", "127.0.0.1:" + node, "url_file: /run/secrets/webhook-url", "url: http://" + received.address() + "/alerts");
            var answers = Map.of("DISCOVERY_TOKEN", Files.readString(folder.resolve("state").resolve("discovery.token")).strip(), "WEBHOOK_URL", "http://" + received.address() + "/alerts", "GRAFANA_PASSWORD", "hush",
                "GRAFANA", "false", "PROMETHEUS_IMAGE", one.reference(), "ALERTMANAGER_IMAGE", two.reference(), "NODE_EXPORTER_IMAGE", three.reference());
            var request = Map.of("files", Map.of("files.yaml", text("files.yaml", places), "plan.yaml", text("plan.yaml", places) + TROUBLE), "order", List.of("files.yaml", "plan.yaml"), "set", answers);
            Eventually.holds("it is applied", SOON, () -> server.api().send("POST", "/v1/apply", request).status() == 200, () -> server.api().send("POST", "/v1/apply", request) + server.log());
            Eventually.holds("it is level", SOON, () -> server.api().isLevel("monitoring"), () -> server.api().assembly("monitoring") + "\n" + server.log());
            assertThat(engine.running("monitoring")).hasSize(3);
            try (var scraper = Scraper.running(prometheus)) {
                Eventually.holds("the control plane is scraped", SOON, () -> scraper.targets("plimsoll").containsValue("up"), () -> scraper.targets("plimsoll").toString());
                Eventually.holds("this machine is scraped", SOON, () -> scraper.targets("this-machine").containsValue("up") || scraper.targets("machines").containsValue("up"), () -> scraper.targets("machines").toString());
            }
            Eventually.holds("the alert arrives", SOON, () -> received.has("firing", "NotLevel", "late"), received::toString);
            server.deleteWithVolumes("monitoring");
        }
    }

    private static String text(String file, Map<String, String> places) throws IOException {
        var text = Files.readString(PLAN.resolve(file));
        for (var place : places.entrySet()) {
            text = text.replace(place.getKey(), place.getValue());
        }
        // Not every machine of a test has a root that is shared, as systemd's have.
        return text.replace(", propagation: rslave", "").replaceAll("for: 5m", "for: 5s").replaceAll("group_wait: 30s", "group_wait: 1s").replaceAll("_interval: 15s", "_interval: 2s");
    }
}
