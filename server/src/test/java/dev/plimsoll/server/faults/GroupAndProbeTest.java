package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A web server that is probed from outside, with a sidekick that uses its network, on the real engine.
@Tag("docker")
class GroupAndProbeTest {
    private static final String ASSEMBLY = "probed";
    private static final Duration SOON = Duration.ofSeconds(40);

    @TempDir
    private Path folder;
    private final Containers engine = Containers.OF_THIS_MACHINE;
    private RealServer server;

    @BeforeEach
    void begin() {
        engine.makeBusybox();
        engine.clear(ASSEMBLY);
        server = RealServer.started(folder.resolve("state"));
        server.deploy(ASSEMBLY, declared("1", "0s"));
    }

    @AfterEach
    void end() {
        server.close();
        engine.clear(ASSEMBLY);
    }

    @Test
    void oneThatGoesBadIsReplacedWithItsSidekickAlsoByTheNextControlPlane() {
        var web = engine.running(ASSEMBLY, "web");
        var log = engine.running(ASSEMBLY, "log");
        assertThat(log).hasSize(1);
        assertThat(engine.inspected(log.getFirst()).path("HostConfig").path("NetworkMode").asText()).startsWith("container:");
        server.kill();
        server.start();
        server.awaitLevel(ASSEMBLY);
        assertThat(engine.running(ASSEMBLY, "web")).as("a new control plane takes for healthy what was").isEqualTo(web);
        engine.run(web.getFirst(), "rm /tmp/www/up");
        Eventually.holds("both are replaced", SOON, () -> replaced("web", web) && replaced("log", log), () -> engine.slots(ASSEMBLY) + server.log());
        server.awaitLevel(ASSEMBLY);
    }

    @Test
    void aChangedSidekickReplacesTheUnitAndOneThatIsKilledTakesTheOthersAlong() {
        var first = List.of(engine.running(ASSEMBLY, "web"), engine.running(ASSEMBLY, "log"));
        server.deploy(ASSEMBLY, declared("2", "4s"));
        var second = List.of(engine.running(ASSEMBLY, "web"), engine.running(ASSEMBLY, "log"));
        assertThat(second.getFirst()).hasSize(1).isNotEqualTo(first.getFirst());
        assertThat(second.getLast()).hasSize(1).isNotEqualTo(first.getLast());
        engine.kill(second.getLast().getFirst());
        Eventually.holds("it is said that it is not level", SOON, () -> !server.api().isLevel(ASSEMBLY), server::log);
        assertThat(engine.running(ASSEMBLY, "web")).as("said before it is mended: stopping takes a while").isEqualTo(second.getFirst());
        Eventually.holds("both are replaced", SOON, () -> replaced("web", second.getFirst()) && replaced("log", second.getLast()),
            () -> engine.slots(ASSEMBLY) + server.log());
        server.awaitLevel(ASSEMBLY);
        var hashes = engine.slots(ASSEMBLY, "dev.plimsoll.hash").stream().map(line -> line.substring(line.lastIndexOf(' '))).distinct();
        assertThat(hashes).as("made together").hasSize(1);
        server.delete(ASSEMBLY);
        assertThat(engine.all(ASSEMBLY)).isEmpty();
    }

    private boolean replaced(String component, List<String> before) {
        var now = engine.running(ASSEMBLY, component);
        return now.size() == 1 && !before.containsAll(now);
    }

    /// @param grace how long the web server takes to stop
    private static String declared(String edition, String grace) {
        return """
            apiVersion: plimsoll/v1
            kind: Assembly
            metadata: {name: %s}
            spec:
              topology:
                components:
                  web:
                    image: "%s"
                    process: {command: [sh, -c, "mkdir -p /tmp/www && echo fine > /tmp/www/up && exec httpd -f -p 8080 -h /tmp/www"], stopGrace: %s}
                    update: {stability: 300ms, deadline: 20s}
                    probe: {port: 8080, request: {path: /up}, interval: 300ms}
                    group: {volumesFrom: [{component: data}]}
                  log:
                    image: "%s"
                    process: {command: [sh, -c, "until wget -q -O - http://127.0.0.1:8080/up; do sleep 0.1; done; exec sleep 100000"], stopGrace: 0s}
                    environment: {EDITION: "%s"}
                    group: {sidekickOf: web, networkOf: web}
                  data:
                    image: "%s"
                    process: {command: ["true"]}
                    restart: {mode: never}
                    mounts: [{type: volume, target: /shared}]
                    group: {sidekickOf: web}
            """.formatted(ASSEMBLY, Containers.BUSYBOX, grace, Containers.BUSYBOX, edition, Containers.BUSYBOX);
    }
}
