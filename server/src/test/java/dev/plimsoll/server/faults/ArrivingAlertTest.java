package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The files of `examples/monitoring` at work: what is not level is told to whoever is on call, and HAProxy is found and scraped without anybody writing down its address (E4, E20).
@Tag("docker")
@Tag("haproxy")
class ArrivingAlertTest {
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final String ROUTE = """
        apiVersion: plimsoll/v1
        kind: Route
        metadata: {name: elsewhere}
        spec: {match: "Host(`monitored.test`)", targets: [{address: 127.0.0.1, port: 9}]}
        ---
        apiVersion: plimsoll/v1
        kind: Certificate
        metadata: {name: late}
        spec: {names: [late.example.org], issuer: own}
        """;
    private static final String ISSUER = """
        ---
        apiVersion: plimsoll/v1
        kind: Issuer
        metadata: {name: own}
        spec: {type: internal}
        """;

    @TempDir
    private Path folder;
    private final int figures = FreePorts.one();
    private RealServer server;

    @BeforeEach
    void begin() {
        server = RealServer.started(folder.resolve("state"), Map.of(), "--entry", "web=127.0.0.1:" + FreePorts.one(), "--entry", "metrics=127.0.0.1:" + figures);
    }

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void whatIsNotLevelIsToldAndThatItIsAgain() throws Exception {
        var plane = server.api().address().replace("http://", "");
        apply(ROUTE);
        try (var received = new ReceivedAlerts();
             var programs = MonitoringPrograms.started(Files.createDirectories(folder.resolve("programs")), plane, folder.resolve("state").resolve("discovery.token"), received.address())) {
            Eventually.holds("the alert arrives", SOON, () -> received.has("firing", "NotLevel", "late"), () -> received + programs.log() + server.log());
            Eventually.holds("HAProxy is found and scraped", SOON, () -> programs.prometheus().targets("ingress").equals(Map.of("127.0.0.1:" + figures, "up")), () -> programs.prometheus().targets("ingress") + programs.log());
            assertThat(programs.prometheus().query("haproxy_backend_status{job=\"ingress\"}", "proxy")).as("figures of the route").contains("r:default:elsewhere");

            apply(ROUTE + ISSUER);
            Eventually.holds("it is told that it is level", SOON, () -> received.has("resolved", "NotLevel", "late"), () -> received + programs.log() + server.log());
        }
    }

    private void apply(String declared) {
        Eventually.holds("it is applied", SOON, () -> server.api().apply(declared).status() == 200, () -> server.api().apply(declared) + server.log());
    }
}
