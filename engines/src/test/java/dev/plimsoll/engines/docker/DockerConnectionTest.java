package dev.plimsoll.engines.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.ports.Console;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Nudge;
import dev.plimsoll.ports.PartRef;
import dev.plimsoll.ports.Sample;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Ways to reach an engine, and engines that cannot be reached.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class DockerConnectionTest {
    private static EngineFailure.Unreachable unreachable(String address) {
        try (var engine = new DockerEngine(DockerAddress.of(address), Clock.systemUTC())) {
            return catchThrowableOfType(EngineFailure.Unreachable.class, () -> engine.inventory("p1"));
        }
    }

    @Test
    void aMissingSocketIsNamed(@TempDir Path folder) {
        assertThat(unreachable("unix://" + folder + "/none.sock")).hasMessageContaining("unix://" + folder + "/none.sock").hasMessageContaining("No such file");
    }

    @Test
    void aClosedPortIsNamed() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertThat(unreachable("tcp://127.0.0.1:" + port)).hasMessageContaining("tcp://127.0.0.1:" + port).hasMessageContaining("refused");
    }

    @Test
    void interruptingGivesUpWaitingForAnEngineThatSaysNothing() throws Exception {
        var thrown = new LinkedBlockingQueue<EngineFailure>();
        try (var silent = new ServerSocket(0); var engine = new DockerEngine(DockerAddress.of("tcp://127.0.0.1:" + silent.getLocalPort()), Clock.systemUTC())) {
            var caller = Thread.ofPlatform().start(() -> thrown.add(catchThrowableOfType(EngineFailure.class, () -> engine.inventory("p1"))));
            try (var accepted = silent.accept()) {
                assertThat(accepted.isConnected()).isTrue();
                caller.interrupt();

                assertThat(thrown.poll(10, TimeUnit.SECONDS)).isInstanceOf(EngineFailure.Unreachable.class).hasMessageContaining("gave up");
            }
        }
    }

    @Test
    @Tag("docker")
    void everythingWorksByTcpToo() throws Exception {
        var plane = "plimsoll-test-" + Long.toHexString(System.nanoTime() & 0xffffffffL | 0x10000000L);
        var nudges = new LinkedBlockingQueue<Nudge>();
        var relay = Relay.onPort();
        try (var subject = new DockerSubject(relay); var watch = subject.engine().watch(plane, nudges::add)) {
            assertThat(watch).isNotNull();
            assertThat(nudges.poll(10, TimeUnit.SECONDS)).isEqualTo(Nudge.EVERYTHING);
            var part = Sample.instance(plane, "web", subject.image()).shell("echo ready; sleep 3600").build();
            subject.engine().create(part);
            var seen = subject.engine().inventory(plane).instances().getFirst();
            try {
                assertThat(seen.state()).isEqualTo(SeenInstance.State.RUNNING);
                assertThat(nudges.poll(10, TimeUnit.SECONDS)).isEqualTo(new Nudge(Optional.of(part.stamp())));

                var out = new ByteArrayOutputStream();
                var in = new ByteArrayInputStream("to the end".getBytes(StandardCharsets.UTF_8));
                int code = subject.engine().console().exec(seen.id(), new Console.ExecRequest(List.of("cat"), false, Optional.empty(), Optional.empty()),
                    new Console.ExecStreams(in, out, out, sizes -> { }));
                assertThat(code).isZero();
                assertThat(out).hasToString("to the end");

                relay.cut();
                var lines = new LinkedBlockingQueue<String>();
                subject.engine().console().logs(seen.id(), new Console.LogQuery(false, Optional.empty(), 0), (at, error, text) -> lines.add(text));
                assertThat(lines).containsExactly("ready");
            } finally {
                subject.engine().remove(new PartRef(PartRef.Type.INSTANCE, seen.id()), Duration.ZERO);
            }
        }
    }
}
