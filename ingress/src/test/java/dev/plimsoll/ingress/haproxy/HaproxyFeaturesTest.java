package dev.plimsoll.ingress.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.IngressState.Standing;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.Balancing;
import dev.plimsoll.model.route.HeaderRules;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Redirect;
import dev.plimsoll.model.route.Rewrite;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.model.route.TrafficLimits;
import dev.plimsoll.ports.ingress.IngressContract;
import dev.plimsoll.ports.ingress.IngressSubject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What only a real proxy can show: what becomes of requests and answers on their way.
@Tag("haproxy")
class HaproxyFeaturesTest extends IngressContract {
    private static final String SHA_CRYPT = "$6$abcdefgh$ltjgWl6579NluT/Vi1nwEvcil.G5Nbc4NiXZaNGStk8PSwGfQv72N2CKPPrVACtLtip/cZ/1GM/O6IND4WQhG.";
    private static final Target WEB = Target.of("web", 80);

    private final HaproxySubject haproxy = new HaproxySubject();

    @Override
    protected IngressSubject subject() {
        return haproxy;
    }

    /// A route for everything with one thing that is not as usual.
    private record Made(List<Redirect> redirects, List<Rewrite> rewrites, HeaderRules headers, Access access, TrafficLimits limits, Balancing balance) {
        RouteSpec spec() {
            return new RouteSpec(Match.ANY, null, null, 0, null, List.of(WEB), redirects, rewrites, headers, access, limits, false, balance, false);
        }
    }

    private void serve(Made made) {
        var state = subject.ingress().serve(document(route("it", made.spec(), subject.server("one"))));
        assertThat(state.routes()).containsExactly(Map.entry("p/it", new Standing.Served(1)));
    }

    private Reply get(String path, Map<String, String> headers) {
        return Reply.to(web.port(), "GET", "shop.test", path, headers);
    }

    @Test
    void pathsAreRewrittenInTheOrderWritten() {
        serve(new Made(null, List.of(new Rewrite.Strip(List.of("/api.v1", "/api")), new Rewrite.Add("/in%20side"), new Rewrite.ReplaceRegexp("/users/([0-9]+)", "/u-$1)")), null, null, null, null));
        var seen = get("/api.v1/users/7?x=%20y", Map.of("X-Forwarded-Prefix", "forged")).body();
        assertThat(seen).contains("/in%20side/u-7)?x=%20y\n").contains("x-forwarded-prefix: /api.v1\n").contains("x-replaced-path: /in%20side/users/7\n");
        assertThat(get("/apix", Map.of()).body()).as("the second prefix").contains("/in%20side/x\n");
        serve(new Made(null, List.of(new Rewrite.StripRegexp(List.of("/(a|b)[,)]"))), null, null, null, null));
        assertThat(get("/b)/rest", Map.of()).body()).contains("/rest\n").contains("x-forwarded-prefix: /b)\n");
    }

    @Test
    void clientsAreSentElsewhere() {
        serve(new Made(List.of(new Redirect.Scheme("https", 0, null, true)), null, null, null, null, null));
        var reply = get("/x?y=1", Map.of());
        assertThat(reply.status()).isEqualTo(301);
        assertThat(reply.headers()).containsEntry("location", "https://shop.test/x?y=1");
        assertThat(Reply.to(web.port(), "POST", "shop.test", "/", Map.of("Content-Length", "0")).status()).as("the method is kept").isEqualTo(308);
        serve(new Made(List.of(new Redirect.Regexp("^http://shop[.]test/(.*)[(]1,\"2'\\)$", "https://new.test/${1}%#", false)), null, null, null, null, null));
        assertThat(get("/old(1,\"2')", Map.of()).headers()).containsEntry("location", "https://new.test/old%#");
        assertThat(get("/stays", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void headersAreSetAndTakenAway() {
        serve(new Made(null, null, new HeaderRules(Map.of("X-Set", "50% \"of\" 'it' # $HOME %[src]", "X-Gone", ""), Map.of("X-Frame-Options", "DENY", "Date", ""),
            Optional.of(new HeaderRules.Hsts(Duration.ofDays(1), true, false, true)), Optional.empty()), null, null, null));
        var reply = get("/", Map.of("X-Gone", "x", "X-Forwarded-For", "6.6.6.6", "X-Forwarded-Proto", "https"));
        assertThat(reply.body()).contains("x-set: 50% \"of\" 'it' # $HOME %[src]\n").doesNotContain("x-gone").contains("x-forwarded-for: 127.0.0.1\n").doesNotContain("6.6.6.6")
            .contains("x-forwarded-proto: http\n");
        assertThat(reply.headers()).containsEntry("x-frame-options", "DENY").containsEntry("strict-transport-security", "max-age=86400; includeSubDomains").doesNotContainKey("date");
    }

    @Test
    void whoMayComeInIsAskedFirst() {
        var basic = new Access(Optional.of(new Access.Basic("users", "the \"shop\"", Optional.of("X-User"), true)), Optional.empty(), null);
        var spec = new Made(List.of(new Redirect.Scheme("https", 0, null, true)), null, null, basic, null, null).spec();
        var users = Map.of("ann o'brien", new SecretText(SHA_CRYPT));
        var open = new Made(null, null, null, basic, null, null).spec();
        subject.ingress().serve(document(guarded(spec, users)));
        assertThat(get("/", Map.of()).status()).as("before the redirect").isEqualTo(401);
        subject.ingress().serve(document(guarded(open, users)));
        assertThat(get("/", Map.of()).status()).isEqualTo(401);
        assertThat(get("/", login("ann o'brien:wrong")).status()).isEqualTo(401);
        assertThat(get("/", login("ann o'brien:secret")).body()).contains("x-user: ann o'brien\n").doesNotContain("authorization");
        serve(new Made(null, null, null, new Access(Optional.empty(), Optional.of(new Access.Sources(List.of("10.0.0.0/8"), 0, null, 418)), null), null, null));
        assertThat(get("/", Map.of()).status()).isEqualTo(418);
        serve(new Made(null, null, null, new Access(Optional.empty(), Optional.of(new Access.Sources(List.of("9.9.9.0/24"), 1, null, 403)), null), null, null));
        assertThat(get("/", Map.of("X-Forwarded-For", "1.1.1.1, 9.9.9.9")).status()).isEqualTo(200);
        assertThat(get("/", Map.of("X-Forwarded-For", "9.9.9.9, 1.1.1.1")).status()).isEqualTo(403);
        serve(new Made(null, null, null, new Access(Optional.empty(), Optional.of(new Access.Sources(List.of("9.9.9.9"), 0, List.of("10.0.0.0/8"), 403)), null), null, null));
        assertThat(get("/", Map.of("X-Forwarded-For", "9.9.9.9, 10.1.1.1, 10.2.2.2")).status()).isEqualTo(200);
        assertThat(get("/", Map.of("X-Forwarded-For", "9.9.9.9, 8.8.8.8, 10.2.2.2")).status()).isEqualTo(403);
    }

    private ServedRoute guarded(RouteSpec spec, Map<String, SecretText> users) {
        return new ServedRoute("p/it", 1, spec, List.of(web.name()), Alternatives.of(spec.match(), 9).orElseThrow(), List.of(new TargetServers(WEB, List.of(subject.server("one")))), users);
    }

    private static Map<String, String> login(String text) {
        return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(text.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    void nobodyAsksForMoreThanIsAllowed() {
        serve(new Made(null, null, null, null, new TrafficLimits(List.of(new TrafficLimits.Rate(3, Duration.ofMinutes(5), 1, TrafficLimits.By.HEADER, Optional.of("X-Key"))), null, Optional.of(10L), null), null));
        var statuses = new ArrayList<Integer>();
        for (int i = 0; i < 5; i++) {
            statuses.add(get("/", Map.of("X-Key", "a")).status());
        }
        assertThat(statuses).containsExactly(200, 200, 200, 429, 429);
        assertThat(get("/", Map.of("X-Key", "b")).status()).as("counted apart").isEqualTo(200);
        assertThat(Reply.to(web.port(), "POST", "shop.test", "/", Map.of("X-Key", "c", "Content-Length", "11")).status()).isEqualTo(413);
        assertThat(Reply.to(web.port(), "POST", "shop.test", "/", Map.of("X-Key", "c", "Transfer-Encoding", "chunked")).status()).isEqualTo(411);
    }

    @Test
    void aClientStaysWhereItsCookieLeadsAsLongAsThatIsThere() {
        var sticky = new Balancing(null, Optional.of(Balancing.Stickiness.ofCookie("at")), null, null, true, 0);
        var spec = new Made(null, null, null, null, null, sticky).spec();
        var one = subject.server("one");
        var two = subject.server("two");
        subject.ingress().serve(document(route("it", spec, one)));
        subject.ingress().serve(document(route("it", spec, one, two)));
        var first = get("/", Map.of());
        var cookie = first.headers().get("set-cookie").split(";")[0];
        var name = first.body().lines().findFirst().orElseThrow();
        var seen = new HashSet<String>();
        for (int i = 0; i < 6; i++) {
            seen.add(get("/", Map.of("Cookie", cookie)).body().lines().findFirst().orElseThrow());
        }
        assertThat(seen).containsExactly(name);
        subject.ingress().serve(document(route("it", spec, name.equals("one") ? one.asLeaving() : one, name.equals("two") ? two.asLeaving() : two)));
        assertThat(get("/", Map.of("Cookie", cookie)).body().lines().findFirst()).as("a cookie holds nobody at a server that leaves").contains(name.equals("one") ? "two" : "one");
    }

    @Test
    void weightsShareRequestsHoweverManyInstancesATargetHas() {
        var spec = new RouteSpec(Match.ANY, null, null, 0, null, List.of(new Target(Optional.of("old"), null, 80, null, 90, null), new Target(Optional.of("new"), null, 80, null, 10, null)),
            null, null, null, null, null, false, null, false);
        var targets = List.of(new TargetServers(spec.targets().getFirst(), List.of(subject.server("a"), subject.server("b"), subject.server("c"))),
            new TargetServers(spec.targets().getLast(), List.of(subject.server("canary"))));
        subject.ingress().serve(document(new ServedRoute("p/it", 1, spec, List.of(web.name()), Alternatives.of(spec.match(), 9).orElseThrow(), targets, Map.of())));
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < 200; i++) {
            counts.merge(get("/", Map.of()).body().lines().findFirst().orElseThrow(), 1, Integer::sum);
        }
        assertThat(counts.get("canary")).isBetween(10, 30);
        assertThat(counts).containsOnlyKeys("a", "b", "c", "canary");
    }

    @Test
    void aRouteThatHaproxyRefusesIsClosedAndHindersNoOther() {
        // Java knows this expression, PCRE does not.
        var odd = route("odd", "Host(`odd.test`) && HeaderRegexp(`X-A`, `\\p{javaLowerCase}`)", subject.server("one"));
        var good = route("good", "Host(`good.test`)", subject.server("one"));
        var state = subject.ingress().serve(document(odd, good));
        assertThat(state.routes().get("p/odd")).isInstanceOfSatisfying(Standing.Refused.class, r -> assertThat(r.reason()).isEqualTo("RuleRefused"));
        assertThat(state.routes().get("p/good")).isEqualTo(new Standing.Served(1));
        assertThat(ask("good.test", "/").server()).isEqualTo("one");
        assertThat(ask("odd.test", "/").server()).isEmpty();
    }

    @Test
    void whatARunningProxyRefusesIsPutBackAndTheNextChangeIsServed() throws Exception {
        var good = route("good", "Host(`good.test`)", subject.server("one"));
        subject.ingress().serve(document(good));
        var odd = route("odd", "Host(`odd.test`) && HeaderRegexp(`X-A`, `\\p{javaLowerCase}`)", subject.server("one"));
        for (int i = 1; i <= 3; i++) {
            var state = subject.ingress().serve(document(odd, good, route("more" + i, "Host(`more.test`)", subject.server("one"))));
            assertThat(state.routes().get("p/odd")).isInstanceOfSatisfying(Standing.Refused.class, r -> assertThat(r.sentence()).contains("javaLowerCase").doesNotContain("ALERT"));
            assertThat(ask("good.test", "/").server()).isEqualTo("one");
            assertThat(ask("more.test", "/").server()).isEqualTo("one");
            assertThat(ask("odd.test", "/").server()).isEmpty();
        }
        subject.ingress().serve(document(good));
        assertThat(ask("more.test", "/").status()).isEqualTo(404);
        assertThat(haproxy.process().check(haproxy.folder)).as("what lies there could be started").isEmpty();
    }

    @Test
    void reloadsInQuickSuccessionAreAllServed() {
        for (int i = 1; i <= 5; i++) {
            var headers = new HeaderRules(null, Map.of("X-Edition", "v" + i), null, null);
            serve(new Made(null, null, headers, null, null, null));
            assertThat(get("/", Map.of()).headers()).containsEntry("x-edition", "v" + i);
        }
    }

    @Test
    void anotherControlPlaneFindsWhatRunsAndADeadProxyIsStartedAgain() throws Exception {
        var document = document(route("it", "Host(`it.test`)", subject.server("one")));
        subject.ingress().serve(document);
        var process = haproxy.process().pid();
        haproxy.anotherLife().serve(document);
        assertThat(haproxy.process().pid()).as("the same process").isEqualTo(process).isPresent();
        assertThat(haproxy.process().master().relieved()).as("nothing was reloaded").isEmpty();
        subject.ingress().serve(document(route("it", "Host(`it.test`)", subject.server("two"))));
        assertThat(ask("it.test", "/").server()).isEqualTo("two");

        ProcessHandle.of(process.orElseThrow()).ifPresent(ProcessHandle::destroyForcibly);
        haproxy.killWorkers();
        haproxy.until(() -> haproxy.process().pid().filter(p -> !p.equals(process.get())).isPresent() && haproxy.process().structure().isPresent());
        assertThat(ask("it.test", "/").server()).isEqualTo("two");
    }
}
