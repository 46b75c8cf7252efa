package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.HeaderRules;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Clients as they are: who they say they are, what browsers ask first, how they write hosts, and balancers that speak for them.
@Tag("haproxy")
class HaproxyClientsTest {
    /// Of the password "secret", with the fewest rounds there are.
    private static final String BCRYPT = "$2y$05$abcdefghijklmnopqrstuuOQiyCxlgf/oeuTqixKmWdcYUh4Hjl0a";
    private static final Target WEB = Target.of("web", 80);

    private final HaproxySubject haproxy = new HaproxySubject();
    private final EntryPoint web = haproxy.entryPoint("web");

    @AfterEach
    void end() {
        haproxy.close();
    }

    private record Made(String match, HeaderRules headers, Access access, boolean acceptProxy) {
        RouteSpec spec() {
            return new RouteSpec(Match.parse(match), null, null, 0, null, List.of(WEB), null, null, headers, access, null, false, null, acceptProxy);
        }
    }

    private void serve(Map<String, SecretText> users, Made... routes) {
        var served = new ArrayList<ServedRoute>();
        for (int i = 0; i < routes.length; i++) {
            var spec = routes[i].spec();
            served.add(new ServedRoute("p/r" + i, 1, spec, List.of("web"), Alternatives.of(spec.match(), 9).orElseThrow(), List.of(new TargetServers(WEB, List.of(haproxy.server("s" + i)))), users));
        }
        var rules = served.stream().flatMap(r -> r.alternatives().stream().map(a -> new Rule(r.name(), a))).toList();
        haproxy.ingress().serve(new IngressDocument(List.of(web), served, rules, List.of(), Optional.empty(), Optional.empty()));
    }

    private Reply ask(String method, String host, String path, Map<String, String> headers) {
        return Reply.to(web.port(), method, host, path, headers);
    }

    private String who(String host, String path) {
        var reply = ask("GET", host, path, Map.of());
        return reply.status() == 200 ? reply.body().lines().findFirst().orElse("") : Integer.toString(reply.status());
    }

    @Test
    void passwordsMayBeKeptWithBcrypt() {
        var basic = new Access(Optional.of(new Access.Basic("users", "shop", null, false)), Optional.empty(), null);
        serve(Map.of("ann", new SecretText(BCRYPT)), new Made("Any()", null, basic, false));
        assertThat(ask("GET", "a.test", "/", login("ann:secret")).status()).isEqualTo(200);
        assertThat(ask("GET", "a.test", "/", login("ann:secreT")).status()).isEqualTo(401);
        assertThat(ask("GET", "a.test", "/", login("bob:secret")).status()).isEqualTo(401);
    }

    private static Map<String, String> login(String text) {
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void browsersAreToldWhichOriginsMayCall() {
        var cors = new HeaderRules.Cors(List.of("https://app.test"), List.of("^https://[a-z]+[.]dev[.]test$"), List.of("GET", "PUT"), List.of("X-Token"), List.of("X-Total"), true, Duration.ofHours(1), true);
        serve(Map.of(), new Made("Any()", new HeaderRules(null, null, null, Optional.of(cors)), null, false));
        for (var origin : List.of("https://app.test", "https://ann.dev.test")) {
            var preflight = ask("OPTIONS", "a.test", "/", Map.of("Origin", origin, "Access-Control-Request-Method", "PUT"));
            assertThat(preflight.status()).isEqualTo(204);
            assertThat(preflight.headers()).containsEntry("access-control-allow-origin", origin).containsEntry("access-control-allow-methods", "GET,PUT").containsEntry("access-control-allow-headers", "X-Token")
                .containsEntry("access-control-allow-credentials", "true").containsEntry("access-control-max-age", "3600");
            assertThat(ask("GET", "a.test", "/", Map.of("Origin", origin)).headers()).containsEntry("access-control-allow-origin", origin).containsEntry("access-control-expose-headers", "X-Total")
                .containsEntry("vary", "Origin");
        }
        var stranger = Map.of("Origin", "https://app.test.evil", "Access-Control-Request-Method", "PUT");
        assertThat(ask("OPTIONS", "a.test", "/", stranger).headers()).doesNotContainKey("access-control-allow-origin");
        assertThat(ask("GET", "a.test", "/", stranger).headers()).doesNotContainKeys("access-control-allow-origin", "access-control-allow-credentials");
    }

    @Test
    void hostsAreFoundHoweverClientsWriteThem() {
        serve(Map.of(), new Made("Host(`shop.test`) && Path(`/exact`)", null, null, false), new Made("Host(`shop.test`) && PathPrefix(`/api`)", null, null, false), new Made("Host(`shop.test`)", null, null, false),
            new Made("Host(`*.shop.test`)", null, null, false), new Made("PathPrefix(`/open`)", null, null, false));
        for (var host : List.of("shop.test", "SHOP.test", "shop.test:8080", "Shop.Test.", "shop.test.:80")) {
            assertThat(who(host, "/exact")).as(host).isEqualTo("s0");
            assertThat(who(host, "/api/x?y=/z")).as(host).isEqualTo("s1");
            assertThat(who(host, "/API")).as(host).isEqualTo("s2");
            assertThat(who("www." + host, "/exact")).as(host).isEqualTo("s3");
            assertThat(who("other-" + host, "/open")).as(host).isEqualTo("s4");
            assertThat(who("other-" + host, "/")).as(host).isEqualTo("404");
        }
        assertThat(who("shop.test/exact", "/")).as("a host that holds a path is no other host").isNotEqualTo("s0");
    }

    @Test
    void whoMeetsNobodyReadsTheOperatorsPage() {
        haproxy.tells("<h1>back at 6</h1> 100 % \"sure\"");
        haproxy.ingress().serve(new IngressDocument(List.of(web), List.of(new ServedRoute("p/a", 1, RouteSpec.of(Match.ANY, List.of(WEB)), List.of("web"), List.of(java.util.Set.of()), List.of(), Map.of())),
            List.of(new Rule("p/a", java.util.Set.of())), List.of(), Optional.empty(), Optional.empty()));
        var reply = ask("GET", "a.test", "/", Map.of());
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.headers()).containsEntry("retry-after", "5");
        assertThat(reply.body()).isEqualTo("<h1>back at 6</h1> 100 % \"sure\"");
    }

    @Test
    void aBalancerInFrontTellsWhereClientsAre() {
        serve(Map.of(), new Made("Any()", null, new Access(Optional.empty(), Optional.of(new Access.Sources(List.of("9.9.9.0/24"), 0, null, 403)), null), true));
        assertThat(proxied("9.9.9.9")).startsWith("HTTP/1.1 200").contains("x-forwarded-for: 9.9.9.9").contains("x-forwarded-port: 4430");
        assertThat(proxied("8.8.8.8")).startsWith("HTTP/1.1 403");
        assertThat(answer("")).as("who does not say is not let in").doesNotStartWith("HTTP");
    }

    /// By the PROXY protocol, version 1.
    private String proxied(String client) {
        return answer("PROXY TCP4 " + client + " 10.0.0.1 40000 4430\r\n");
    }

    private String answer(String preface) {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), web.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write((preface + "GET / HTTP/1.1\r\nHost: a.test\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException turnedAway) {
            return "";
        }
    }
}
