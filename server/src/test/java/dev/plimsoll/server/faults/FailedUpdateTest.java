package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An update that cannot succeed leaves every old instance as it was (P24, by container ids), and says what is wrong.
@Tag("docker")
class FailedUpdateTest {
    private static final String ASSEMBLY = "failing";
    private static final Duration SOON = Duration.ofSeconds(45);

    @TempDir
    static Path folder;
    private static RealServer server;
    private final Containers engine = Containers.OF_THIS_MACHINE;

    @BeforeAll
    static void start() {
        BusyboxOnEngine.make();
        server = RealServer.started(folder.resolve("state"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void deploy() {
        Eventually.holds("applied", SOON, () -> server.api().apply(Declared.sleeping(ASSEMBLY, 2, "")).status() == 200);
        Eventually.holds("level", SOON, () -> server.api().isLevel(ASSEMBLY), () -> server.log());
    }

    @AfterEach
    void clear() {
        server.api().send("DELETE", "/v1/projects/default/assemblies/" + ASSEMBLY, null);
        Eventually.holds("gone", SOON, () -> server.api().send("GET", "/v1/projects/default/assemblies/" + ASSEMBLY, null).status() == 404);
        engine.clear(ASSEMBLY);
    }

    @Test
    void anImageThatDoesNotExist() {
        fails(Declared.of(ASSEMBLY, "plimsoll-test/no-such-image:9", "[sleep, \"1\"]", 2, "pull: never"), "plimsoll-test/no-such-image:9");
    }

    @Test
    void aRegistryThatDoesNotAnswer() {
        var before = engine.running(ASSEMBLY);
        server.api().apply(Declared.of(ASSEMBLY, "127.0.0.1:1/nobody/listens:1", "[sleep, \"1\"]", 2, ""));
        Eventually.holds("status names the image and why", SOON, () -> Api.level(server.api().component(ASSEMBLY + "-web")).path("sentence").asText().contains("127.0.0.1:1/nobody/listens")
            || server.api().assembly(ASSEMBLY).toString().contains("127.0.0.1:1/nobody/listens"), () -> server.api().component(ASSEMBLY + "-web").toString());
        assertThat(engine.running(ASSEMBLY)).isEqualTo(before);
    }

    @Test
    void aProcessThatExits() {
        fails(Declared.of(ASSEMBLY, BusyboxOnEngine.TAG, "[sh, -c, \"echo out of cheese; exit 7\"]", 2, ""), "code 7");
        assertThat(server.api().component(ASSEMBLY + "-web").toString()).contains("out of cheese");
    }

    @Test
    void aProgramThatIsNotThere() {
        fails(Declared.of(ASSEMBLY, BusyboxOnEngine.TAG, "[no-such-program]", 2, ""), "no-such-program");
    }

    @Test
    void aHealthCheckThatNeverPasses() {
        fails(Declared.sleeping(ASSEMBLY, 2, "health: {test: [CMD, \"false\"], interval: 200ms, retries: 2}"), "unhealthy");
    }

    @Test
    void aHostPortThatSomebodyElseHas() throws IOException {
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var other = "failing-port";
        try {
            var port = Integer.toString(taken.getLocalPort());
            server.api().apply(Declared.sleeping(other, 1, "ports: [{target: 80, published: " + port + ", address: 127.0.0.1}]"));
            Eventually.holds("status names the port", SOON, () -> Api.level(server.api().assembly(other)).path("sentence").asText().contains(port),
                () -> server.api().assembly(other).toString());
            taken.close();
            Eventually.holds("level once the port is free", Duration.ofSeconds(90), () -> server.api().isLevel(other), () -> server.api().assembly(other).toString());
        } finally {
            taken.close();
            server.api().send("DELETE", "/v1/projects/default/assemblies/" + other, null);
            Eventually.holds("gone", SOON, () -> server.api().send("GET", "/v1/projects/default/assemblies/" + other, null).status() == 404);
            engine.clear(other);
        }
    }

    private void fails(String document, String said) {
        var before = engine.running(ASSEMBLY);
        assertThat(before).hasSize(2);
        assertThat(server.api().apply(document).status()).isEqualTo(200);
        Eventually.holds("the release failed and says why", SOON, () -> {
            var assembly = server.api().assembly(ASSEMBLY);
            return assembly.path("status").path("heldBack").toString().contains("web") && Api.level(assembly).path("sentence").asText().contains(said);
        }, () -> server.api().assembly(ASSEMBLY) + "\n" + server.api().component(ASSEMBLY + "-web"));
        Eventually.holds("only the old ones are there", SOON, () -> engine.all(ASSEMBLY).size() == 2);
        assertThat(engine.running(ASSEMBLY)).isEqualTo(before);
    }
}
