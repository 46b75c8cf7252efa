package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.RouteSpec.Protocol;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedCertificate;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is spoken on both sides: HTTP/2 with and without TLS, WebSockets, TCP, TLS that ends here and TLS that is handed on, all of them on one port.
@Tag("haproxy")
class HaproxyProtocolsTest {
    @TempDir
    private Path folder;
    private final HaproxySubject haproxy = new HaproxySubject();
    private final List<AutoCloseable> others = new ArrayList<>();
    private EntryPoint port;

    @BeforeEach
    void begin() {
        port = haproxy.entryPoint("port");
    }

    @AfterEach
    void end() throws Exception {
        haproxy.close();
        for (var other : others) {
            other.close();
        }
    }

    private ServedRoute route(String name, String match, Protocol protocol, boolean tls, Target target, int server) {
        var spec = new RouteSpec(Match.parse(match), protocol, null, 0, tls ? Optional.of(RouteTls.ON) : null, List.of(target), null, null, null, null, null, false, null, false);
        return new ServedRoute("p/" + name, 1, spec, List.of("port"), Alternatives.of(spec.match(), 9).orElseThrow(),
            List.of(new TargetServers(target, List.of(new Server(name, "127.0.0.1", server, false)))), Map.of());
    }

    private void serve(Optional<ServedCertificate> certificate, ServedRoute... routes) {
        var rules = Arrays.stream(routes).flatMap(r -> r.alternatives().stream().map(a -> new Rule(r.name(), a))).toList();
        haproxy.ingress().serve(new IngressDocument(List.of(port), List.of(routes), rules, certificate.stream().toList(), Optional.empty(), Optional.empty()));
    }

    private static Target speaking(Target.Scheme scheme) {
        return new Target(Optional.of("web"), null, 80, null, 1, scheme);
    }

    private Origin origin(String bind) throws Exception {
        var origin = Origin.started(folder, bind);
        others.add(origin);
        return origin;
    }

    private String curl(String url, String... more) throws Exception {
        var command = new ArrayList<>(List.of("curl", "-sk", "--max-time", "60", "--resolve", "*:" + port.port() + ":127.0.0.1"));
        command.addAll(List.of(more));
        command.add(url.replace("PORT", Integer.toString(port.port())));
        return Origin.run(folder, command);
    }

    private ServerSocket echo(String greeting) throws IOException {
        var server = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        others.add(server);
        Thread.ofVirtual().start(() -> {
            try {
                while (true) {
                    var client = server.accept();
                    Thread.ofVirtual().start(() -> answer(client, greeting));
                }
            } catch (IOException closed) {
                assertThat(server.isClosed()).isTrue();
            }
        });
        return server;
    }

    private static void answer(Socket client, String greeting) {
        try (client) {
            if (!greeting.isEmpty()) {
                var head = new StringBuilder();
                while (head.indexOf("\r\n\r\n") < 0) {
                    head.append((char) client.getInputStream().read());
                }
                client.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
            }
            client.getInputStream().transferTo(client.getOutputStream());
        } catch (IOException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void http2IsSpokenOnBothSidesWithoutTlsAsGrpcDoes() throws Exception {
        serve(Optional.empty(), route("grpc", "Host(`grpc.test`)", Protocol.HTTP, false, speaking(Target.Scheme.H2C), origin("proto h2").port()));
        assertThat(curl("http://grpc.test:PORT/", "--http2-prior-knowledge", "-w", " client=%{http_version}")).isEqualTo("origin HTTP/2.0 tls=0 sni= client=2");
    }

    @Test
    void aWebSocketStaysOpenBothWays() throws Exception {
        serve(Optional.empty(), route("socket", "Host(`ws.test`)", Protocol.HTTP, false, Target.of("web", 80),
            echo("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n\r\n").getLocalPort()));
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: ws.test\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            var head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) socket.getInputStream().read());
            }
            assertThat(head.toString()).startsWith("HTTP/1.1 101");
            for (var word : List.of("once", "more")) {
                socket.getOutputStream().write(word.getBytes(StandardCharsets.UTF_8));
                assertThat(new String(socket.getInputStream().readNBytes(4), StandardCharsets.UTF_8)).isEqualTo(word);
            }
            haproxy.until(() -> haproxy.ingress().underWay(java.util.Set.of("socket")).getOrDefault("socket", 0) == 1);
        }
        haproxy.until(() -> haproxy.ingress().underWay(java.util.Set.of("socket")).isEmpty());
    }

    @Test
    void connectionsAreHandedOnAsTheyAre() throws Exception {
        serve(Optional.empty(), route("tcp", "Any()", Protocol.TCP, false, Target.of("web", 80), echo("").getLocalPort()));
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write("hello".getBytes(StandardCharsets.UTF_8));
            assertThat(new String(socket.getInputStream().readNBytes(5), StandardCharsets.UTF_8)).isEqualTo("hello");
        }
    }

    @Test
    void onePortServesPlainHttpAndTlsThatEndsHereAndTlsThatIsHandedOn() throws Exception {
        var ended = Origin.certificate(folder, "ended.test");
        Files.writeString(folder.resolve("passed.pem"), Origin.certificate(folder, "passed.test"));
        var passed = origin("ssl crt " + folder.resolve("passed.pem") + " alpn h2,http/1.1");
        var plain = origin("");
        serve(Optional.of(new ServedCertificate("ended.test", new SecretText(ended))),
            route("passed", "Host(`passed.test`)", Protocol.PASSTHROUGH, false, Target.of("web", 80), passed.port()),
            route("ended", "Host(`ended.test`)", Protocol.HTTP, true, Target.of("web", 80), plain.port()),
            route("plain", "Host(`plain.test`)", Protocol.HTTP, false, Target.of("web", 80), plain.port()));
        assertThat(curl("https://passed.test:PORT/")).isEqualTo("origin HTTP/2.0 tls=1 sni=passed.test");
        assertThat(curl("https://ended.test:PORT/", "--cacert", "ended.test.crt", "-w", " client=%{http_version}")).isEqualTo("origin HTTP/1.1 tls=0 sni= client=2");
        assertThat(curl("http://plain.test:PORT/")).isEqualTo("origin HTTP/1.1 tls=0 sni=");
        assertThat(curl("https://unknown.test:PORT/", "-w", "%{http_code}")).as("who asks for no known name is turned away").isEqualTo("000");
    }

    @Test
    void issuersFindTheirAnswersByPlainHttpWhereEverythingElseIsTls() throws Exception {
        var web = haproxy.entryPoint(EntryPoint.WEB);
        var issuer = haproxy.server("issuer");
        for (var protocol : List.of(Protocol.HTTP, Protocol.PASSTHROUGH, Protocol.TCP)) {
            var route = route("secure", "Host(`a.test`)", protocol, protocol != Protocol.PASSTHROUGH, Target.of("web", 80), 1).on(List.of(EntryPoint.WEB));
            haproxy.ingress().serve(new IngressDocument(List.of(web), List.of(route), List.of(new Rule(route.name(), route.alternatives().getFirst())), List.of(), Optional.empty(), Optional.of(issuer)));
            assertThat(Reply.to(web.port(), "GET", "a.test", "/.well-known/acme-challenge/token", Map.of()).body()).as(protocol.name()).startsWith("issuer\n");
            assertThat(Reply.to(web.port(), "GET", "a.test", "/", Map.of()).status()).as("nothing else is to be had").isEqualTo(404);
        }
    }

    @Test
    void aNewCertificateIsShownToTheNextClient() throws Exception {
        var first = new ServedCertificate("c-1", new SecretText(Origin.certificate(folder, "a.test")));
        var route = route("ended", "Host(`a.test`)", Protocol.HTTP, true, Target.of("web", 80), origin("").port());
        serve(Optional.empty(), route);
        assertThat(curl("https://a.test:PORT/", "-w", "%{http_code}")).as("no certificate yet").isEqualTo("000");
        serve(Optional.of(first), route);
        assertThat(curl("https://a.test:PORT/")).startsWith("origin");
        assertThat(Files.getPosixFilePermissions(haproxy.folder.resolve("c-1.pem"))).hasSize(2);
        serve(Optional.of(new ServedCertificate("c-2", new SecretText(Origin.certificate(folder, "a.test")))), route);
        assertThat(curl("https://a.test:PORT/", "--cacert", "a.test.crt")).startsWith("origin");
        assertThat(haproxy.folder.resolve("c-1.pem")).doesNotExist();
    }
}
