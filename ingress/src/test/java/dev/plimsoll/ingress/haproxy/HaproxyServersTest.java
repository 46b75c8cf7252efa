package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.Balancing;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.model.route.TrafficLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Servers as they are: ill, not there, slow; and how little clients notice.
@Tag("haproxy")
class HaproxyServersTest {
    private static final Target WEB = Target.of("web", 80);

    private final HaproxySubject haproxy = new HaproxySubject();
    private final EntryPoint web = haproxy.entryPoint("web");
    private final AtomicBoolean well = new AtomicBoolean(true);
    private final CountDownLatch slow = new CountDownLatch(1);
    private final HttpServer sickly = started();

    @AfterEach
    void end() {
        slow.countDown();
        haproxy.close();
        sickly.stop(0);
    }

    private HttpServer started() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext("/", exchange -> {
                if (exchange.getRequestURI().getPath().equals("/slow")) {
                    waited();
                }
                var body = "sickly\n".getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/health") && !well.get() ? 503 : 200, body.length);
                exchange.getResponseBody().write(body);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    private void waited() {
        try {
            slow.await();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    private Server ill() {
        return new Server("sickly", "127.0.0.1", sickly.getAddress().getPort(), false);
    }

    private void serve(TrafficLimits limits, Balancing balance, Server... servers) {
        var spec = new RouteSpec(Match.ANY, null, null, 0, null, List.of(WEB), null, null, null, null, limits, false, balance, false);
        var route = new ServedRoute("p/it", 1, spec, List.of("web"), Alternatives.of(spec.match(), 9).orElseThrow(), List.of(new TargetServers(WEB, List.of(servers))), Map.of());
        haproxy.ingress().serve(new IngressDocument(List.of(web), List.of(route), List.of(new Rule("p/it", Set.of())), List.of(), Optional.empty(), Optional.empty()));
    }

    private Set<String> answering(int requests) {
        var names = new HashSet<String>();
        for (int i = 0; i < requests; i++) {
            var reply = Reply.to(web.port(), "GET", "a.test", "/", Map.of());
            names.add(reply.status() == 200 ? reply.body().lines().findFirst().orElse("") : Integer.toString(reply.status()));
        }
        return names;
    }

    @Test
    void aServerThatFailsItsCheckGetsNothingUntilItPasses() throws Exception {
        var check = new Balancing.Check("/health", 0, Duration.ofMillis(100), Duration.ofSeconds(5), null, Optional.of("checked.test"), Map.of("X-From", "ingress"), "GET", 200, 1, 1);
        var checked = new Balancing(null, null, Optional.of(check), null, true, 0);
        serve(null, checked, haproxy.server("one"));
        serve(null, checked, haproxy.server("one"), ill());
        haproxy.until(() -> answering(8).equals(Set.of("one", "sickly")));
        well.set(false);
        haproxy.until(() -> answering(8).equals(Set.of("one")));
        well.set(true);
        haproxy.until(() -> answering(8).equals(Set.of("one", "sickly")));
        well.set(false);
        serve(null, checked, ill());
        haproxy.until(() -> answering(1).equals(Set.of("503")));
    }

    @Test
    void aServerThatIsNotThereCostsNoRequest() throws Exception {
        serve(null, null, new Server("gone", "127.0.0.1", Origin.free(), false), haproxy.server("one"));
        assertThat(answering(20)).containsExactly("one");
    }

    @Test
    void noMoreThanAllowedAreUnderWay() throws Exception {
        serve(new TrafficLimits(null, Optional.of(new TrafficLimits.InFlight(2, TrafficLimits.By.CLIENT, null)), null, null), null, ill());
        var first = CompletableFuture.supplyAsync(() -> Reply.to(web.port(), "GET", "a.test", "/slow", Map.of()), Executors.newVirtualThreadPerTaskExecutor());
        var second = CompletableFuture.supplyAsync(() -> Reply.to(web.port(), "GET", "a.test", "/slow", Map.of()), Executors.newVirtualThreadPerTaskExecutor());
        haproxy.until(() -> haproxy.ingress().underWay(Set.of("sickly")).getOrDefault("sickly", 0) == 2);
        assertThat(answering(3)).containsExactly("429");
        slow.countDown();
        assertThat(first.get().status()).isEqualTo(200);
        assertThat(second.get().status()).isEqualTo(200);
        haproxy.until(() -> answering(1).equals(Set.of("sickly")));
    }
}
