package dev.plimsoll.ports.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.IngressState.Standing;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.ports.ingress.IngressSubject.Answer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every ingress does.
public abstract class IngressContract {
    private static final String HOST = "shop.example.org";

    protected IngressSubject subject;
    protected EntryPoint web;

    protected abstract IngressSubject subject();

    @BeforeEach
    void open() {
        subject = subject();
        web = subject.entryPoint("web");
    }

    @AfterEach
    void shut() {
        subject.close();
    }

    protected final ServedRoute route(String name, String match, Server... servers) {
        return route(name, RouteSpec.of(Match.parse(match), List.of(Target.of("web", 80))), servers);
    }

    protected final ServedRoute route(String name, RouteSpec spec, Server... servers) {
        var targets = spec.targets().isEmpty() ? List.<TargetServers>of() : List.of(new TargetServers(spec.targets().getFirst(), List.of(servers)));
        return new ServedRoute("p/" + name, 1, spec, List.of(web.name()), Alternatives.of(spec.match(), 200).orElseThrow(), targets, Map.of());
    }

    /// A document whose routes are asked in the order given.
    protected final IngressDocument document(ServedRoute... routes) {
        var rules = Arrays.stream(routes).flatMap(r -> r.alternatives().stream().map(a -> new Rule(r.name(), a))).toList();
        return new IngressDocument(List.of(web), List.of(routes), rules, List.of(), Optional.empty(), Optional.empty());
    }

    protected final Answer ask(String host, String path) {
        return subject.ask(web, host, path, Map.of());
    }

    @Test
    void whatARouteTakesGoesToItsServersAndNothingElseDoes() {
        var state = subject.ingress().serve(document(route("shop", "Host(`shop.example.org`)", subject.server("one"))));
        assertThat(state.routes()).containsExactly(Map.entry("p/shop", new Standing.Served(1)));
        assertThat(ask(HOST, "/x")).isEqualTo(new Answer(200, "one"));
        assertThat(ask("other.example.org", "/x")).isEqualTo(new Answer(404, ""));
    }

    @Test
    void theFirstRuleThatTakesARequestDecides() {
        subject.ingress().serve(document(
            route("exact", "Host(`shop.example.org`) && Path(`/api/v1`)", subject.server("exact")),
            route("long", "Host(`shop.example.org`) && PathPrefix(`/api`)", subject.server("long")),
            route("tester", "Host(`shop.example.org`) && Header(`X-Test`, `yes`)", subject.server("tester")),
            route("host", "Host(`shop.example.org`)", subject.server("host")),
            route("pattern", "Host(`*.example.org`)", subject.server("pattern")),
            route("any", "PathPrefix(`/open`) && !Host(`closed.test`)", subject.server("any"))));
        assertThat(ask(HOST, "/api/v1").server()).isEqualTo("exact");
        assertThat(ask(HOST, "/api/v2").server()).isEqualTo("long");
        assertThat(ask(HOST, "/").server()).isEqualTo("host");
        assertThat(subject.ask(web, HOST, "/", Map.of("x-test", "yes")).server()).isEqualTo("tester");
        assertThat(subject.ask(web, HOST, "/api/x", Map.of("x-test", "yes")).server()).as("a longer path stands before").isEqualTo("long");
        assertThat(ask("blog.example.org", "/").server()).isEqualTo("pattern");
        assertThat(ask("a.blog.example.org", "/").status()).as("a pattern stands for one label").isEqualTo(404);
        assertThat(ask("elsewhere.test", "/open/x").server()).isEqualTo("any");
        assertThat(ask("closed.test", "/open/x").status()).isEqualTo(404);
    }

    @Test
    void serversComeAndGoWhileTheRouteIsServed() {
        var one = subject.server("one");
        var two = subject.server("two");
        subject.ingress().serve(document(route("shop", "Host(`shop.example.org`)", one)));
        subject.ingress().serve(document(route("shop", "Host(`shop.example.org`)", one, two)));
        assertThat(answering(8)).as("both are asked, in whatever order").isNotEmpty().isSubsetOf("one", "two");
        subject.ingress().serve(document(route("shop", "Host(`shop.example.org`)", two)));
        assertThat(answering(4)).containsExactly("two");
        subject.ingress().serve(document(route("shop", "Host(`shop.example.org`)")));
        assertThat(ask(HOST, "/").status()).as("nobody is there to answer").isEqualTo(503);
        subject.ingress().serve(document(route("shop", "Host(`shop.example.org`)", one)));
        assertThat(answering(4)).containsExactly("one");
    }

    @Test
    void aLeavingServerGetsNothingNewUntilItStays() {
        var one = subject.server("one");
        var two = subject.server("two");
        subject.ingress().serve(document(route("shop", "Host(`shop.example.org`)", one, two)));
        subject.ingress().serve(document(route("shop", "Host(`shop.example.org`)", one.asLeaving(), two)));
        assertThat(answering(6)).containsExactly("two");
        assertThat(subject.ingress().underWay(Set.of(one.name(), "nobody"))).isEmpty();
        subject.ingress().serve(document(route("shop", "Host(`shop.example.org`)", one, two.asLeaving())));
        assertThat(answering(6)).containsExactly("one");
    }

    @Test
    void aTargetOfNoWeightGetsNothing() {
        var canary = new Target(Optional.of("canary"), null, 80, null, 0, null);
        var spec = RouteSpec.of(Match.parse("Host(`shop.example.org`)"), List.of(canary, Target.of("web", 80)));
        var targets = List.of(new TargetServers(canary, List.of(subject.server("two"))), new TargetServers(spec.targets().getLast(), List.of(subject.server("one"))));
        subject.ingress().serve(document(route("shop", spec).withTargets(targets)));
        assertThat(answering(6)).containsExactly("one");
    }

    @Test
    void aClosedRouteLetsNobodyInAndNoWiderRouteTakesItsRequests() {
        subject.ingress().serve(document(route("admin", "Host(`shop.example.org`) && PathPrefix(`/admin`)", subject.server("x")).closed("its guard is elsewhere"),
            route("shop", "Host(`shop.example.org`)", subject.server("one"))));
        assertThat(ask(HOST, "/admin/users")).isEqualTo(new Answer(403, ""));
        assertThat(ask(HOST, "/").server()).isEqualTo("one");
    }

    @Test
    void challengesAreAnsweredBeforeEveryRoute() {
        var document = document(route("shop", "Host(`shop.example.org`)", subject.server("one")).closed("nobody"));
        subject.ingress().serve(new IngressDocument(document.entryPoints(), document.routes(), document.rules(), List.of(), Optional.empty(), Optional.of(subject.server("issuer"))));
        assertThat(ask(HOST, "/.well-known/acme-challenge/token").server()).isEqualTo("issuer");
        assertThat(ask("never-heard-of.test", "/.well-known/acme-challenge/token").server()).isEqualTo("issuer");
        assertThat(ask(HOST, "/").status()).isEqualTo(403);
    }

    @Test
    void aRouteThatIsGoneIsServedNoMoreAndAnEmptyDocumentServesNothing() {
        var one = subject.server("one");
        var both = document(route("a", "Host(`a.test`)", one), route("b", "Host(`b.test`)", one));
        subject.ingress().serve(both);
        assertThat(subject.ingress().serve(both)).as("once more").isEqualTo(subject.ingress().serve(both));
        subject.ingress().serve(document(route("b", "Host(`b.test`)", one)));
        assertThat(ask("a.test", "/").status()).isEqualTo(404);
        assertThat(ask("b.test", "/").server()).isEqualTo("one");
        assertThat(subject.ingress().serve(IngressDocument.NOTHING).routes()).isEmpty();
    }

    @Test
    void aPortThatSomebodyElseHasCostsOnlyTheRoutesOnIt() throws Exception {
        var other = subject.entryPoint("other");
        try (var _ = subject.take(other)) {
            var one = subject.server("one");
            var here = route("here", "Host(`a.test`)", one);
            var there = route("there", "Host(`b.test`)", one).on(List.of("other"));
            var document = document(here, there);
            var state = subject.ingress().serve(new IngressDocument(List.of(web, other), document.routes(), document.rules(), List.of(), Optional.empty(), Optional.empty()));
            assertThat(state.routes().get("p/here")).isEqualTo(new Standing.Served(1));
            assertThat(state.routes().get("p/there")).isInstanceOfSatisfying(Standing.Refused.class, r -> assertThat(r.reason()).isEqualTo("PortTaken"));
            assertThat(ask("a.test", "/").server()).isEqualTo("one");
        }
    }

    private Set<String> answering(int requests) {
        var names = new HashSet<String>();
        for (int i = 0; i < requests; i++) {
            names.add(ask(HOST, "/").server());
        }
        return names;
    }
}
