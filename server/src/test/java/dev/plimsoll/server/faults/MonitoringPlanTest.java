package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The plan of `examples/plans/monitoring`: it is previewed and deployed with its parameters, and brings the files of `examples/monitoring`.
class MonitoringPlanTest {
    private static final Path APP = Path.of("..", "examples", "monitoring");
    private static final Path PLAN = Path.of("..", "examples", "plans", "monitoring");
    private static final List<String> BROUGHT = List.of("prometheus/prometheus.yml", "prometheus/rules.yml", "alertmanager/alertmanager.yml", "grafana/datasources.yml", "grafana/provider.yml",
        "grafana/dashboards/plimsoll-levelness.json", "grafana/dashboards/plimsoll-queues.json", "grafana/dashboards/plimsoll-ingress.json", "grafana/dashboards/plimsoll-machines.json", "loki/loki.yml",
        "loki/promtail.yml");
    private static final Map<String, String> ANSWERS = Map.of("DISCOVERY_TOKEN", "a-token-of-the-test", "WEBHOOK_URL", "https://hooks.example.org/not-to-be-seen", "GRAFANA_PASSWORD", "hush-hush");
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path state;

    /// Written anew with `-Dplan.write=true`.
    @Test
    void itBringsTheFilesOfTheApp() throws IOException {
        var expected = new StringBuilder("""
            # Made of the files of examples/monitoring by MonitoringPlanTest -Dplan.write=true; change those. The address of the receiver is a parameter of the plan.
            apiVersion: plimsoll/v1
            kind: Config
            metadata: {name: monitoring-files}
            spec:
              data:
            """);
        for (var file : BROUGHT) {
            var text = Files.readString(APP.resolve(file)).replace("- url: http://127.0.0.1:9099/alerts", "- url_file: /run/secrets/webhook-url").replace("$", "$$").stripTrailing();
            expected.append("    ").append(Path.of(file).getFileName()).append(": |\n").append(text.lines().map(line -> line.isEmpty() ? "" : "      " + line).collect(Collectors.joining("\n"))).append('\n');
        }
        var brought = PLAN.resolve("files.yaml");
        if (Boolean.getBoolean("plan.write")) {
            Files.writeString(brought, expected);
        }
        assertThat(Files.readString(brought)).isEqualTo(expected.toString()).contains("url_file: /run/secrets/webhook-url");
    }

    @Test
    void itIsPreviewedAndDeployedAsAnswered() throws IOException {
        try (var server = RealServer.simulated(state)) {
            var unanswered = server.api().send("POST", "/v1/preview", request(Map.of()));
            assertThat(unanswered.status()).isEqualTo(422);
            assertThat(unanswered.body().toString()).contains("DISCOVERY_TOKEN", "WEBHOOK_URL", "GRAFANA_PASSWORD");

            var small = answers(Map.of("GRAFANA", "false", "RETENTION", "7d"));
            var preview = server.api().send("POST", "/v1/preview", request(small));
            assertThat(preview.status()).as(preview.body().toString()).isEqualTo(200);
            assertThat(preview.body().toString()).contains("prometheus").doesNotContain("hush", "not-to-be-seen", "a-token-of");

            applied(server, small);
            assertThat(components(server)).containsExactly("monitoring-alertmanager", "monitoring-node-exporter", "monitoring-prometheus");
            assertThat(server.api().component("monitoring-prometheus").path("spec").path("process").path("command").toString()).contains("retention.time=7d");

            applied(server, Map.of("GRAFANA", "true", "LOGS", "true"));
            assertThat(components(server)).as("passwords once given stay").containsExactly("monitoring-alertmanager", "monitoring-grafana", "monitoring-loki", "monitoring-node-exporter", "monitoring-prometheus", "monitoring-promtail");
        }
    }

    private static void applied(RealServer server, Map<String, String> answers) {
        Eventually.holds("it is applied", SOON, () -> apply(server, answers).status() == 200, () -> apply(server, answers).body().toString());
        server.awaitLevel("monitoring");
    }

    private static Api.Answer apply(RealServer server, Map<String, String> answers) {
        try {
            return server.api().send("POST", "/v1/apply", request(answers));
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    private static Map<String, String> answers(Map<String, String> more) {
        var all = new HashMap<>(ANSWERS);
        all.putAll(more);
        return all;
    }

    private static Map<String, Object> request(Map<String, String> answers) throws IOException {
        return Map.of("files", Map.of("files.yaml", Files.readString(PLAN.resolve("files.yaml")), "plan.yaml", Files.readString(PLAN.resolve("plan.yaml"))), "order", List.of("files.yaml", "plan.yaml"),
            "set", answers, "prune", true);
    }

    private static TreeSet<String> components(RealServer server) {
        return server.api().send("GET", "/v1/projects/default/components", null).body().path("items").valueStream().map(c -> c.path("metadata")).map(MonitoringPlanTest::name).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(JsonNode metadata) {
        return metadata.path("name").asText();
    }
}
