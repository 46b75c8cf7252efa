package dev.plimsoll.engines.docker.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.ports.EngineFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Several engines of which each answers for all.
class SeveralEnginesTest {
    private static final Call WHO = Call.get("ask who answers", Route.to("/who"));

    private final List<AutoCloseable> open = new ArrayList<>();

    @AfterEach
    void close() throws Exception {
        for (var each : open) {
            each.close();
        }
    }

    @Test
    void theOneThatAnswersIsAskedAndTheOthersAreNot() throws IOException {
        var wire = wire(engine("one"), engine("two"));
        assertThat(who(wire)).isEqualTo("one");
        assertThat(who(wire)).isEqualTo("one");
    }

    @Test
    void whenNobodyListensTheNextIsAskedAndStaysTheOne() throws IOException {
        var wire = wire(refusing(), engine("two"), engine("three"));
        assertThat(who(wire)).isEqualTo("two");
        assertThat(who(wire)).isEqualTo("two");
        assertThat(wire.ask(Call.post("tell", Route.to("/who")).json(List.of())).json().path("who").asText()).isEqualTo("two");
    }

    @Test
    void oneThatIsNoManagerAnyMoreSendsOn() throws IOException {
        var wire = wire(saying(503, "{\"message\": \"This node is not a swarm manager. Worker nodes can't be used to view or modify cluster state.\"}"),
            saying(503, "{\"message\": \"rpc error: The swarm does not have a leader. It's possible that too few managers are online.\"}"), engine("three"));
        assertThat(who(wire)).isEqualTo("three");
    }

    @Test
    void whenAllSayNoTheLastAnswerIsTheAnswer() throws IOException {
        var wire = wire(saying(503, "{\"message\": \"This node is not a swarm manager.\"}"), saying(503, "{\"message\": \"The swarm does not have a leader.\"}"));
        assertThatThrownBy(() -> who(wire)).isInstanceOfSatisfying(EngineFailure.Unreachable.class, f -> assertThat(f.code()).isEqualTo("QuorumLost"));
    }

    @Test
    void whatIsRefusedForGoodReasonIsNotAskedElsewhere() throws IOException {
        var wire = wire(saying(404, "{\"message\": \"No such container: x\"}"), engine("two"));
        assertThat(wire.find(WHO)).isEmpty();
        assertThat(wire.find(WHO)).isEmpty();
    }

    @Test
    void afterASilentOneTheNextCallGoesElsewhere() throws IOException {
        var wire = wire(silent(), engine("two"));
        assertThatThrownBy(() -> wire.ask(WHO.within(Duration.ofMillis(300)))).isInstanceOf(EngineFailure.Unreachable.class);
        assertThat(who(wire)).isEqualTo("two");
    }

    @Test
    void whenNobodyAnswersItIsSaid() throws IOException {
        var wire = wire(refusing(), refusing());
        assertThatThrownBy(() -> who(wire)).isInstanceOf(EngineFailure.Unreachable.class).hasMessageContaining("no Docker Engine answers");
    }

    private static String who(Wire wire) {
        return wire.ask(WHO).json().path("who").asText();
    }

    private Wire wire(DockerAddress... engines) {
        var wire = new Wire(List.of(engines));
        open.add(wire);
        return wire;
    }

    private DockerAddress engine(String name) throws IOException {
        return saying(200, "{\"who\": \"" + name + "\", \"ApiVersion\": \"1.41\"}");
    }

    /// Agrees on a version, and answers everything else like this.
    private DockerAddress saying(int status, String text) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        server.setExecutor(threads);
        server.createContext("/", exchange -> answer(exchange, status, text));
        server.createContext("/version", exchange -> answer(exchange, 200, "{\"ApiVersion\": \"1.41\"}"));
        server.start();
        open.add(() -> {
            server.stop(0);
            threads.close();
        });
        return address(server.getAddress().getPort());
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    /// Takes connections, and never says a word.
    private DockerAddress silent() throws IOException {
        var socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(socket);
        return address(socket.getLocalPort());
    }

    private static DockerAddress refusing() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return address(socket.getLocalPort());
        }
    }

    private static DockerAddress address(int port) {
        return DockerAddress.of("tcp://127.0.0.1:" + port);
    }
}
