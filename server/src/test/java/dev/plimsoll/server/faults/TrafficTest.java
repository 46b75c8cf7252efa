package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests on kept connections while everything behind them changes: none may fail (P26).
@Tag("docker")
@Tag("haproxy")
class TrafficTest {
    private static final String ASSEMBLY = "traffic";
    private static final String HOST = "traffic.test";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    private Path folder;
    private final Containers engine = Containers.OF_THIS_MACHINE;
    private final int port = FreePorts.one();
    private RealServer server;

    @BeforeEach
    void begin() {
        engine.makeBusybox();
        engine.clear(ASSEMBLY);
        server = RealServer.started(folder.resolve("state"), Map.of(), "--entry", "web=127.0.0.1:" + port);
    }

    @AfterEach
    void end() {
        server.close();
        engine.clear(ASSEMBLY);
    }

    @Test
    void updatesScalingAndRouteEditsLoseNoRequest() throws Exception {
        assertThat(changed(2, 2, 3, 8)).containsEntry("status", 0L).containsEntry("connect", 0L).containsEntry("read", 0L).containsEntry("write", 0L).containsEntry("timeout", 0L);
    }

    @Test
    @Tag("lab")
    void tenUpdatesFiveScalingsAndTenRouteEditsLoseNoRequest() throws Exception {
        assertThat(changed(10, 5, 10, 24)).containsEntry("status", 0L).containsEntry("connect", 0L).containsEntry("read", 0L).containsEntry("write", 0L).containsEntry("timeout", 0L);
    }

    private Map<String, Long> changed(int updates, int scalings, int edits, int connections) throws Exception {
        server.deploy(ASSEMBLY, declared(0, 2, 0));
        awaitAnswer("edition 0");
        try (var load = Load.on(folder, HOST, port, connections)) {
            for (int i = 1; i <= updates; i++) {
                server.deploy(ASSEMBLY, declared(i, 2, 0));
                awaitAnswer("edition " + i);
            }
            for (int i = 1; i <= scalings; i++) {
                server.deploy(ASSEMBLY, declared(updates, i % 2 == 1 ? 4 : 1, 0));
            }
            for (int i = 1; i <= edits; i++) {
                server.deploy(ASSEMBLY, declared(updates, 2, i));
                awaitEdit(i);
            }
            var counted = load.ended();
            assertThat(counted.get("requests")).isGreaterThan(100);
            System.out.println("traffic: " + counted);
            return counted;
        }
    }

    @Test
    @Tag("lab")
    void tenMinutesWithoutTheControlPlaneLoseNoRequest() throws Exception {
        server.deploy(ASSEMBLY, declared(0, 2, 0));
        awaitAnswer("edition 0");
        try (var load = Load.on(folder, HOST, port, 24)) {
            server.kill();
            for (long end = System.nanoTime() + Duration.ofMinutes(10).toNanos(); System.nanoTime() < end; Thread.sleep(200)) {
                assertThat(body()).contains("edition 0");
            }
            server.start();
            server.awaitLevel(ASSEMBLY);
            var counted = load.ended();
            System.out.println("ten minutes without: " + counted);
            assertThat(counted).containsEntry("status", 0L).containsEntry("connect", 0L).containsEntry("read", 0L).containsEntry("write", 0L).containsEntry("timeout", 0L);
        }
    }

    @Test
    void trafficGoesOnWithoutTheControlPlaneAndTheNextOneTakesItOver() throws Exception {
        server.deploy(ASSEMBLY, declared(0, 2, 0));
        awaitAnswer("edition 0");
        var proxies = proxies();
        try (var load = Load.on(folder, HOST, port)) {
            server.kill();
            for (int i = 0; i < 20; i++) {
                assertThat(body()).contains("edition 0");
            }
            server.start();
            server.awaitLevel(ASSEMBLY);
            Eventually.holds("what was served is served on", SOON, () -> server.log().contains("goes on serving what it served"), server::log);
            assertThat(proxies()).as("master and worker, without a reload").isEqualTo(proxies).hasSize(2);
            server.deploy(ASSEMBLY, declared(1, 2, 0));
            awaitAnswer("edition 1");
            assertThat(load.ended()).containsEntry("status", 0L).containsEntry("connect", 0L).containsEntry("read", 0L);
        }
        server.delete(ASSEMBLY);
        Eventually.holds("nobody listens when nothing is declared", SOON, () -> !listens(), server::log);
    }

    /// The route's edits are in turns one that the running proxy is told, and one that it is reloaded for.
    private static String declared(int edition, int replicas, int edit) {
        return """
            apiVersion: plimsoll/v1
            kind: Assembly
            metadata: {name: %s}
            spec:
              topology:
                components:
                  web:
                    image: "%s"
                    replicas: %d
                    process: {command: [sh, -c, "mkdir -p /tmp/www && echo edition %d > /tmp/www/index.html && exec httpd -f -p 8080 -h /tmp/www"], stopGrace: 0s}
                    update: {stability: 300ms, deadline: 60s}
                routes:
                  web:
                    match: "Host(`%s`) || Host(`alias-%d.test`)"
                    targets: [{component: web, port: 8080}]
                    headers: {response: {X-Edit: "%d"}}
            """.formatted(ASSEMBLY, Containers.BUSYBOX, replicas, edition, HOST, edit, edit / 2);
    }

    private void awaitAnswer(String wanted) {
        Eventually.holds(wanted + " answers", SOON, () -> ask(HOST).contains(wanted), server::log);
    }

    private void awaitEdit(int edit) {
        Eventually.holds("edit " + edit + " is served", SOON, () -> ask("alias-" + edit + ".test").contains("edition"), server::log);
    }

    private String body() {
        return ask(HOST);
    }

    /// Processes of its HAProxy.
    private Set<Long> proxies() {
        return ProcessHandle.allProcesses().filter(p -> p.info().commandLine().filter(line -> line.contains("haproxy") && line.contains(server.state().toString())).isPresent()).map(ProcessHandle::pid)
            .collect(Collectors.toSet());
    }

    private boolean listens() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException nobody) {
            return false;
        }
    }

    private String ask(String host) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException nobody) {
            return "";
        }
    }
}
