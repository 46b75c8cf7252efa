package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// An instance that is ended while it has a request: it took the whole of it, and not a byte of an answer comes.
@Tag("haproxy")
class DyingServerTest {
    private static final Target WEB = Target.of("web", 80);
    private static final int REQUESTS = 6;

    private final HaproxySubject haproxy = new HaproxySubject();
    private final EntryPoint web = haproxy.entryPoint("web");
    private final AtomicInteger taken = new AtomicInteger();
    private ServerSocket dying;

    @BeforeEach
    void serve() throws IOException {
        dying = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
        Thread.ofVirtual().start(this::takeAndDie);
        var spec = RouteSpec.of(Match.parse("Any()"), List.of(WEB));
        var servers = List.of(haproxy.server("well"), new Server("dying", "127.0.0.1", dying.getLocalPort(), false));
        var route = new ServedRoute("p/r", 1, spec, List.of("web"), Alternatives.of(spec.match(), 9).orElseThrow(), List.of(new TargetServers(WEB, servers)), Map.of());
        haproxy.ingress().serve(new IngressDocument(List.of(web), List.of(route), route.alternatives().stream().map(a -> new Rule(route.name(), a)).toList(), List.of(), Optional.empty(),
            Optional.empty()));
    }

    @AfterEach
    void end() throws IOException {
        dying.close();
        haproxy.close();
    }

    private void takeAndDie() {
        while (!dying.isClosed()) {
            try (var connection = dying.accept()) {
                if (connection.getInputStream().read(new byte[4096]) > 0) {
                    taken.incrementAndGet();
                }
            } catch (IOException over) {
                continue;
            }
        }
    }

    /// @return how many were answered
    private long answered(String method) {
        long answered = 0;
        for (int i = 0; i < REQUESTS; i++) {
            answered += Reply.to(web.port(), method, "a.test", "/", Map.of()).status() == 200 ? 1 : 0;
        }
        return answered;
    }

    @Test
    void whatOnlyAsksIsAskedOfAnotherOne() {
        assertThat(answered("GET")).isEqualTo(REQUESTS);
        assertThat(taken).as("requests that the dying one took").hasPositiveValue();
    }

    @Test
    void whatMayChangeSomethingIsNeverSentTwice() {
        long answered = answered("POST");
        assertThat(taken).as("requests that the dying one took").hasPositiveValue();
        assertThat(answered).as("answered by the other one").isEqualTo(REQUESTS - taken.get());
    }
}
