package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requests on kept connections to a balancer before the routers of a cluster, while all that is behind it is changed: what runs there, how many of it there are, how many routers, and the machine it runs
/// on. The application is of the worst sort: it takes a tenth of a second for each answer, and asked to end, it ends in that moment, with whatever it is at.
@Tag("docker")
@Tag("haproxy")
@Tag("lab")
class RoutersUnderLoadTest {
    private static final Set<String> FAILURES = Set.of("status", "connect", "read", "write", "timeout");
    private static final int CONNECTIONS = 12;
    /// Editions have three letters, because an answer tells its length.
    private static final String COMPOSE = """
        services:
          web:
            build: .
            command:
            - busybox
            - sh
            - -c
            - |
              busybox mkdir -p /www/cgi-bin
              printf '#!/bin/busybox sh\\nbusybox usleep 100000\\necho Content-Type: text/plain\\necho Content-Length: 11\\necho\\necho answer-%s\\n' > /www/cgi-bin/index.cgi
              busybox chmod 755 /www/cgi-bin/index.cgi
              trap 'exit 0' TERM
              busybox httpd -f -p 8080 -h /www &
              wait
            scale: %d
            deploy: {update_config: {order: start-first}}
        """;

    @TempDir
    private Path folder;
    private LocalMachines local;
    private int edge;
    private final List<String> told = new ArrayList<>();
    private long failed;

    @BeforeEach
    void start() {
        local = new LocalMachines(folder, "10.231.29");
        edge = FreePorts.one();
    }

    @AfterEach
    void clear() {
        local.close();
    }

    private String declared(int routers) {
        return local.cluster(1, 1).replace("spec: {pools: [", "spec: {pools: [" + local.name + "-r, ") + local.pool("r", "router", routers) + """
            ---
            apiVersion: plimsoll/v1
            kind: Route
            metadata: {name: shop}
            spec: {match: "Host(`shop.test`)", targets: [{assembly: shop, component: web, port: 8080}]}
            ---
            apiVersion: plimsoll/v1
            kind: Route
            metadata: {name: edge}
            spec: {protocol: tcp, entryPoints: ["%2$d"], targets: [{pool: %1$s-r, port: 80}]}
            """.formatted(local.name, edge);
    }

    @Test
    void nothingThatIsPlannedLosesARequest() throws Exception {
        local.apply(declared(1));
        deployed("one", 2);
        local.awaitLevel("routes", "shop");
        local.awaitLevel("routes", "edge");
        Eventually.holds("it answers", LocalMachines.PATIENCE, () -> answer().contains("answer-one"), local::told);

        underLoad("three updates", () -> {
            for (var edition : List.of("two", "six", "ten")) {
                deployed(edition, 2);
                Eventually.holds("the new one answers", LocalMachines.PATIENCE, () -> answer().contains("answer-" + edition), local::told);
            }
        });
        underLoad("scaled to four and back", () -> {
            deployed("ten", 4);
            deployed("ten", 2);
        });
        underLoad("one router more", () -> routers(2));
        deployed("ten", 4);
        assertThat(running("w-1")).isNotEqualTo("0");
        underLoad("a machine with instances is drained and takes part again", () -> {
            drained("w-1", false);
            assertThat(running("w-1")).isEqualTo("0");
            drained("w-1", true);
        });
        underLoad("a router is drained and takes part again", () -> {
            drained("r-1", false);
            drained("r-1", true);
        });
        underLoad("one router fewer", () -> routers(1));
        assertThat(failed).as(String.join("\n", told)).isZero();
    }

    private void deployed(String edition, int replicas) throws Exception {
        Built.deploy(local.api(), "shop", local.name, COMPOSE.formatted(edition, replicas));
        Eventually.holds("edition " + edition + " is level", LocalMachines.PATIENCE, () -> local.api().isLevel("shop"), local::told);
    }

    private void routers(int count) {
        local.apply(declared(count));
        Eventually.holds("there are " + count + " routers", LocalMachines.PATIENCE, () -> local.containers().size() == 2 + count && local.isLevel("pools", local.name + "-r"), local::told);
        local.awaitLevel("clusters", local.name);
        local.awaitLevel("routes", "shop");
        local.awaitLevel("routes", "edge");
    }

    private void drained(String machine, boolean undone) {
        var name = local.name + "-" + machine;
        assertThat(local.api().send("POST", "/v1/projects/default/machines/" + name + "/drain", Map.of("deadline", "5m", "undo", undone)).status()).isEqualTo(200);
        Eventually.holds(name + (undone ? " takes part" : " is empty"), LocalMachines.PATIENCE,
            () -> local.got("machines", name).path("status").path("drain").path("state").asText("none").equalsIgnoreCase(undone ? "none" : "empty"), local::told);
        local.awaitLevel("clusters", local.name);
        local.awaitLevel("routes", "shop");
        local.awaitLevel("routes", "edge");
    }

    /// How many containers.
    private String running(String machine) {
        return local.run(local.container(machine), "docker ps -q | wc -l").said();
    }

    private interface Action {
        void run() throws Exception;
    }

    private void underLoad(String what, Action action) throws Exception {
        try (var load = Load.on(folder, "shop.test", edge, CONNECTIONS)) {
            action.run();
            var counted = load.ended();
            told.add(what + ": " + counted);
            System.out.println(told.getLast());
            failed += counted.entrySet().stream().filter(e -> FAILURES.contains(e.getKey())).mapToLong(Map.Entry::getValue).sum();
            assertThat(counted.get("requests")).isGreaterThan(100);
        }
    }

    private String answer() {
        try (var socket = new Socket("127.0.0.1", edge)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            return broken.toString();
        }
    }
}
