package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A cluster with a router, on real machines: requests come in at the router, and at a balancer before it on this machine; an update loses none; and what answers on each machine is what its firewall says, whatever
/// containers publish.
@Tag("docker")
@Tag("lab")
class RoutersOnLocalMachinesTest {
    private static final Duration BETWEEN = Duration.ofMillis(50);
    /// From here on an engine chooses ports itself; those are open to balancers, of which this machine is one.
    private static final int LAST_DECLARED = 32_767;
    private static final String COMPOSE = """
        services:
          web:
            build: .
            command: [busybox, sh, -c, "echo answer-%s > /index.html; exec busybox httpd -f -p 8080 -h /"]
            scale: 2
            stop_grace_period: 5s
            deploy: {update_config: {order: start-first}}
          side:
            build: .
            command: [busybox, httpd, -f, -p, "8080", -h, /]
            ports: ["9090:8080"]
            stop_grace_period: 0s
        """;

    private LocalMachines local;
    private int edge;

    @BeforeEach
    void start(@TempDir Path folder) {
        local = new LocalMachines(folder, "10.231.23");
        edge = FreePorts.one();
    }

    @AfterEach
    void clear() {
        local.close();
    }

    private String declared(String ports) {
        var pool = """
            ---
            apiVersion: plimsoll/v1
            kind: Pool
            metadata: {name: %1$s-%2$s}
            spec: {region: here, role: %3$s, count: 1, template: {networks: [%1$s], firewalls: [%4$s], setup: {hostFirewall: true}}}
            """;
        return local.ground() + firewall("outer", "80") + firewall("inner", ports) + pool.formatted(local.name, "m", "manager", "inner") + pool.formatted(local.name, "w", "worker", "inner")
            + pool.formatted(local.name, "r", "router", "outer") + """
            ---
            apiVersion: plimsoll/v1
            kind: Cluster
            metadata: {name: %1$s}
            spec: {pools: [%1$s-m, %1$s-w, %1$s-r]}
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

    private static String firewall(String name, String port) {
        return """
            ---
            apiVersion: plimsoll/v1
            kind: Firewall
            metadata: {name: %s}
            spec: {region: here, rules: [{port: %s, ranges: [0.0.0.0/0]}]}
            """.formatted(name, port);
    }

    @Test
    void whatComesInAtARouter() throws Exception {
        local.apply(declared("22"));
        Built.deploy(local.api(), "shop", local.name, COMPOSE.formatted("one"));
        local.awaitLevel("assemblies", "shop");
        local.awaitLevel("routes", "shop");
        local.awaitLevel("routes", "edge");
        var router = address("r-1");
        assertThat(body(router, 80)).contains("answer-one");
        assertThat(body("127.0.0.1", edge)).contains("answer-one");

        scanned("22", Set.of());
        underLoad("an update", () -> {
            Built.deploy(local.api(), "shop", local.name, COMPOSE.formatted("two"));
            Eventually.holds("the new one answers", LocalMachines.PATIENCE, () -> body(router, 80).contains("answer-two"), local::told);
            local.awaitLevel("assemblies", "shop");
        });

        local.apply(declared("9090"));
        Eventually.holds("the machines' own firewalls follow", LocalMachines.PATIENCE, 
            () -> (answers("w-1", 9090) || answers("m-1", 9090)) && !answers("w-1", 22) && !answers("m-1", 22), local::told);
        scanned("9090", Set.of(9090));
    }

    /// Everything that answers is declared, or is what machines of a swarm need among each other, of which this machine's address in their network is one.
    private void scanned(String inner, Set<Integer> mayAnswer) throws IOException {
        for (var machine : Set.of("m-1", "w-1", "r-1")) {
            var expected = new TreeSet<>(Set.of(2376, 2377, 7946, machine.equals("r-1") ? 80 : Integer.parseInt(inner)));
            expected.addAll(machine.equals("r-1") ? Set.of() : mayAnswer);
            var open = PortScan.open(address(machine), 1, LAST_DECLARED);
            System.out.println("open on " + machine + ": " + open);
            assertThat(expected).as(machine).containsAll(open);
        }
    }

    private void underLoad(String what, Action action) throws Exception {
        var asked = new AtomicInteger();
        var failed = new TreeSet<String>();
        var over = new AtomicBoolean();
        var router = address("r-1");
        var load = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                var answer = body(asked.incrementAndGet() % 2 == 0 ? router : "127.0.0.1", asked.get() % 2 == 0 ? 80 : edge);
                if (!answer.startsWith("HTTP/1.1 200")) {
                    failed.add(asked.get() + ": " + answer.lines().findFirst().orElse("nothing"));
                }
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
        });
        try {
            action.run();
        } finally {
            over.set(true);
            load.join();
        }
        System.out.println(what + " under load: " + asked + " requests, failed " + failed);
        assertThat(failed).as(what).isEmpty();
    }

    private interface Action {
        void run() throws Exception;
    }

    private String address(String machine) {
        return local.address(local.container(machine));
    }

    private static String body(String address, int port) {
        try (var socket = new Socket(address, port)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write("GET /index.html HTTP/1.1\r\nHost: shop.test\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        } catch (IOException broken) {
            return broken.toString();
        }
    }

    private boolean answers(String machine, int port) {
        try {
            return PortScan.open(address(machine), port, port).contains(port);
        } catch (IOException none) {
            return false;
        }
    }
}
