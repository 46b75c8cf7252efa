package dev.plimsoll.engines.docker.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Probe;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.Probing.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A real server on the loopback address that says what each test tells it to.
class SocketProbingTest {
    private final List<ServerSocket> servers = new ArrayList<>();
    private final StringBuffer heard = new StringBuffer();

    @AfterEach
    void close() throws IOException {
        for (var server : servers) {
            server.close();
        }
    }

    @Test
    void aPortThatTakesConnectionsPasses() throws IOException {
        assertThat(attempt(Probe.tcp(answering("")))).isEqualTo(Answer.PASSED);
    }

    @Test
    void aClosedPortFailsAndIsNamed() throws IOException {
        int port;
        try (var nobody = new ServerSocket(0)) {
            port = nobody.getLocalPort();
        }
        assertThat(attempt(Probe.tcp(port)).sentence()).isEqualTo("a connection to port " + port + " failed: connection refused");
    }

    @Test
    void goodAnswersAreThoseOfTheTwoAndThreeHundreds() throws IOException {
        for (var status : List.of("200 OK", "204", "301 Moved Permanently", "399 Odd")) {
            assertThat(attempt(Probe.http(answering("HTTP/1.1 " + status + "\r\n\r\n"), "/"))).as(status).isEqualTo(Answer.PASSED);
        }
        for (var status : List.of("100 Continue", "400 Bad Request", "404 Not Found", "503 Service Unavailable")) {
            int port = answering("HTTP/1.0 " + status + "\r\n\r\n");
            assertThat(attempt(Probe.http(port, "/up"))).as(status)
                .isEqualTo(Answer.failed("GET /up on port " + port + " was answered " + status.substring(0, 3)));
        }
    }

    @Test
    void whatIsNotHttpFails() throws IOException {
        assertThat(attempt(Probe.http(answering("SSH-2.0-OpenSSH\r\n"), "/")).sentence()).endsWith("not HTTP");
        assertThat(attempt(Probe.http(answering("x".repeat(100_000)), "/")).passed()).isFalse();
        assertThat(attempt(Probe.http(answering(""), "/")).passed()).isFalse();
    }

    @Test
    void theRequestIsSentAsDeclared() throws IOException {
        int port = answering("HTTP/1.1 200 OK\r\n\r\n");
        attempt(Probe.tcp(port).asking(new Probe.Request("HEAD", "/a?b=c", Map.of("host", "www.example.com", "X-Probe", "1"), "1.0")));
        assertThat(heard.toString()).startsWith("HEAD /a?b=c HTTP/1.0\r\n").contains("host: www.example.com\r\n", "X-Probe: 1\r\n", "Connection: close\r\n")
            .doesNotContain("Host: 127").endsWith("\r\n\r\n");
    }

    @Test
    void aServerThatHangsOrDripsIsNotWaitedForLongerThanTheTimeout() throws IOException {
        var hanging = Probe.http(dripping(0), "/").every(Duration.ofSeconds(1), Duration.ofMillis(300));
        var dripping = Probe.http(dripping(50), "/").every(Duration.ofSeconds(1), Duration.ofMillis(300));
        for (var probe : List.of(hanging, dripping)) {
            long begun = System.nanoTime();
            assertThat(attempt(probe).sentence()).endsWith("was not answered within 300 ms");
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(Duration.ofMillis(250), Duration.ofSeconds(3));
        }
    }

    @Test
    void anotherAddressIsTriedWhenOneDoesNotAnswer() throws IOException {
        int port = answering("");
        assertThat(new SocketProbing().attempt(reachableAt("127.0.0.9", "127.0.0.1"), Probe.tcp(port))).isEqualTo(Answer.PASSED);
        assertThat(new SocketProbing().attempt(reachableAt(), Probe.tcp(port)).sentence()).contains("reaches no address of shop-web-1");
    }

    private static Answer attempt(Probe probe) {
        return new SocketProbing().attempt(reachableAt("127.0.0.1"), probe);
    }

    private static SeenInstance reachableAt(String... addresses) {
        return new SeenInstance("id", "shop-web-1", new Stamp("plane", "default", "shop", "web", 1, "hash", "uid"), "image", SeenInstance.State.RUNNING,
            SeenInstance.Health.NONE, Optional.empty(), 0, Optional.empty(), "", false, List.of(), List.of(addresses));
    }

    private int answering(String answer) throws IOException {
        return serving(socket -> {
            var request = new byte[8_192];
            int length = socket.getInputStream().read(request);
            heard.append(new String(request, 0, Math.max(0, length), StandardCharsets.US_ASCII));
            socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
        });
    }

    /// @param every milliseconds between two bytes; 0: never a byte
    private int dripping(int every) throws IOException {
        return serving(socket -> {
            while (socket.getInputStream().read() >= 0) {
                if (every > 0) {
                    socket.getOutputStream().write('H');
                    socket.getOutputStream().flush();
                }
            }
        });
    }

    private int serving(Talk talk) throws IOException {
        var server = new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
        servers.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var socket = server.accept()) {
                    talk.with(socket);
                } catch (IOException closed) {
                    continue;
                }
            }
        });
        return server.getLocalPort();
    }

    @FunctionalInterface
    private interface Talk {
        void with(Socket socket) throws IOException;
    }
}
