package dev.plimsoll.server.faults;

import static dev.plimsoll.server.faults.TwoSleepers.ASSEMBLY;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.ResourceLock;

/// An update that cannot succeed leaves every old instance as it was (P24, by container ids), and says what is wrong.
@Tag("docker")
@ResourceLock(ASSEMBLY)
class FailedUpdateTest {
    private static final Duration SOON = Duration.ofSeconds(45);

    @RegisterExtension
    static final TwoSleepers SLEEPERS = new TwoSleepers();
    private final Containers engine = Containers.OF_THIS_MACHINE;

    @Test
    void anImageThatDoesNotExist() {
        fails(Declared.of(ASSEMBLY, "plimsoll-test/no-such-image:9", "[sleep, \"1\"]", 2, "pull: never"), "plimsoll-test/no-such-image:9");
    }

    @Test
    void aRegistryThatDoesNotAnswer() {
        var before = engine.running(ASSEMBLY);
        SLEEPERS.api().apply(Declared.of(ASSEMBLY, "127.0.0.1:1/nobody/listens:1", "[sleep, \"1\"]", 2, ""));
        Eventually.holds("status names the image and why", SOON, () -> Api.level(SLEEPERS.api().component(ASSEMBLY + "-web")).path("sentence").asText().contains("127.0.0.1:1/nobody/listens")
            || SLEEPERS.api().assembly(ASSEMBLY).toString().contains("127.0.0.1:1/nobody/listens"), () -> SLEEPERS.api().component(ASSEMBLY + "-web").toString());
        assertThat(engine.running(ASSEMBLY)).isEqualTo(before);
    }

    @Test
    void aProcessThatExits() {
        fails(Declared.of(ASSEMBLY, Containers.BUSYBOX, "[sh, -c, \"echo out of cheese; exit 7\"]", 2, ""), "code 7");
        assertThat(SLEEPERS.api().component(ASSEMBLY + "-web").toString()).contains("out of cheese");
    }

    @Test
    void aProgramThatIsNotThere() {
        fails(Declared.of(ASSEMBLY, Containers.BUSYBOX, "[no-such-program]", 2, ""), "no-such-program");
    }

    @Test
    void aHealthCheckThatNeverPasses() {
        fails(Declared.sleeping(ASSEMBLY, 2, "health: {test: [CMD, \"false\"], interval: 200ms, retries: 2}"), "unhealthy");
    }

    @Test
    void aHostPortThatSomebodyElseHas() throws IOException {
        var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var other = "sleepers-port";
        try {
            var port = Integer.toString(taken.getLocalPort());
            SLEEPERS.api().apply(Declared.sleeping(other, 1, "ports: [{target: 80, published: " + port + ", address: 127.0.0.1}]"));
            Eventually.holds("status names the port", SOON, () -> Api.level(SLEEPERS.api().assembly(other)).path("sentence").asText().contains(port),
                () -> SLEEPERS.api().assembly(other).toString());
            taken.close();
            Eventually.holds("level once the port is free", Duration.ofSeconds(90), () -> SLEEPERS.api().isLevel(other), () -> SLEEPERS.api().assembly(other).toString());
        } finally {
            taken.close();
            SLEEPERS.server().delete(other);
            engine.clear(other);
        }
    }

    private void fails(String document, String said) {
        var before = engine.running(ASSEMBLY);
        assertThat(before).hasSize(2);
        assertThat(SLEEPERS.api().apply(document).status()).isEqualTo(200);
        Eventually.holds("the release failed and says why", SOON, () -> {
            var assembly = SLEEPERS.api().assembly(ASSEMBLY);
            return assembly.path("status").path("heldBack").toString().contains("web") && Api.level(assembly).path("sentence").asText().contains(said);
        }, () -> SLEEPERS.api().assembly(ASSEMBLY) + "\n" + SLEEPERS.api().component(ASSEMBLY + "-web"));
        Eventually.holds("only the old ones are there", SOON, () -> engine.all(ASSEMBLY).size() == 2);
        assertThat(engine.running(ASSEMBLY)).isEqualTo(before);
    }
}
