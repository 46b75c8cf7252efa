package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ReleaseSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.RouteStatus;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private final Scenario scenario;

    RoutesTest() throws InterruptedException {
        scenario = new Scenario();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private static Key route(String name) {
        return new Key(Kind.ROUTE, "default", name);
    }

    private static RouteSpec leading(String match, String component) {
        return RouteSpec.of(Match.parse(match), List.of(Target.of(component, 80)));
    }

    private static AssemblySpec shop(Map<String, RouteSpec> routes) {
        return AssemblySpec.of(new Topology(Map.of("web", ComponentSpec.ofImage("app:1")), Map.of(), Map.of(), routes));
    }

    private Condition condition(String route, String type) {
        return scenario.resource(route(route)).status().condition(type).orElseThrow();
    }

    @Test
    void routesAreMadeChangedAndRemovedWithTheirAssembly() throws InterruptedException {
        scenario.applied("shop", shop(Map.of("front", leading("Host(`a`)", "web"), "api", leading("Host(`b`)", "web"))));
        scenario.settled("shop");
        var front = scenario.resource(route("shop-front"));
        assertThat(front.spec(RouteSpec.class).targets().getFirst().text()).isEqualTo("shop/web:80");
        assertThat(front.metadata().owner()).contains(scenario.resource(Scenario.assembly("shop")).asOwner());

        scenario.applied("shop", shop(Map.of("front", leading("Host(`c`)", "web"))));
        scenario.gone(route("shop-api"));
        scenario.until(() -> scenario.resource(route("shop-front")).spec(RouteSpec.class).match().text().equals("Host(`c`)"));
        assertThat(scenario.resource(route("shop-front")).metadata().uid()).as("changed, not made anew").isEqualTo(front.metadata().uid());

        scenario.deleted("shop", Map.of());
        scenario.gone(Scenario.assembly("shop"));
        assertThat(scenario.platform.store.get(route("shop-front"))).isEmpty();
    }

    @Test
    void aRouteIsServedAsSoonAsAnInstanceAnswersAndItsAssemblyDoesNotWaitForIt() throws InterruptedException {
        scenario.applied("shop", shop(Map.of("front", leading("Host(`a`)", "web"))));
        scenario.settled("shop");
        scenario.until(() -> scenario.resource(route("shop-front")).status().level());
        assertThat(condition("shop-front", RouteStatus.SERVED).sentence()).isEqualTo("at http://a/");
        assertThat(scenario.resource(route("shop-front")).status(RouteStatus.class).addresses()).containsExactly("http://a/");
        assertThat(scenario.platform.ingress.serving("default/shop-front")).hasSize(1);

        scenario.deleted("shop", Map.of());
        scenario.gone(Scenario.assembly("shop"));
        scenario.until(() -> scenario.platform.ingress.document().routes().isEmpty());
    }

    @Test
    void whatHindersTheIngressIsSaidOfTheRoutesItHinders() throws InterruptedException {
        scenario.platform.ingress.taken(81);
        scenario.applied("web", ComponentSpec.ofImage("app:1"));
        scenario.applied("here", leading("Host(`a`)", "web"));
        scenario.applied("there", leading("Host(`a`)", "web").withEntryPoints(List.of("81")));
        scenario.applied("nowhere", leading("Host(`a`)", "web").withEntryPoints(List.of("lan")));
        assertThat(scenario.states(route("there"), "PortTaken")).contains("somebody else");
        assertThat(scenario.states(route("nowhere"), "EntryPointUnknown")).contains("--entry lan=:PORT");
        scenario.until(() -> scenario.resource(route("here")).status().level());
        scenario.platform.ingress.silent(Optional.of("the proxy is gone"));
        scenario.applied("here", leading("Host(`b`)", "web"));
        assertThat(scenario.states(route("here"), "IngressUnreachable")).isEqualTo("the proxy is gone");
        scenario.platform.ingress.silent(Optional.empty());
        scenario.until(() -> scenario.resource(route("here")).status().level());
    }

    private static final String FRONT = "default/shop-front";
    private static final Key WEB = new Key(Kind.COMPONENT, "default", "shop-web");

    /// A shop whose instances may take this long to finish what they are at.
    private static AssemblySpec patient(int replicas, Duration drain) {
        var route = leading("Host(`a`)", "web");
        return AssemblySpec.of(new Topology(Map.of("web", ComponentSpec.ofImage("app:1").withReplicas(replicas)), Map.of(), Map.of(),
            Map.of("front", route.withBalance(route.balance().withDrain(drain)))));
    }

    private String busyServer(Duration drain) throws InterruptedException {
        scenario.applied("shop", patient(1, drain));
        scenario.settled("shop");
        scenario.until(() -> scenario.resource(route("shop-front")).status().level());
        var server = scenario.platform.ingress.serving(FRONT).iterator().next();
        scenario.platform.ingress.busy(server, 2);
        return server;
    }

    @Test
    void anInstanceIsStoppedOnlyWhenNothingIsUnderWayThere() throws InterruptedException {
        var server = busyServer(Duration.ofMinutes(10));
        scenario.applied("shop", patient(0, Duration.ofMinutes(10)));
        assertThat(scenario.states(WEB, "Draining")).contains("2 requests or connections");
        assertThat(scenario.platform.ingress.serving(FRONT)).as("nothing new gets there").isEmpty();
        assertThat(scenario.platform.ingress.document().routes().getFirst().servers()).as("what is under way may end").hasSize(1);
        scenario.platform.ingress.busy(server, 0);
        var began = scenario.platform.world.clock().instant();
        scenario.until(() -> scenario.resource(WEB).status(ComponentStatus.class).instances().isEmpty());
        assertThat(Duration.between(began, scenario.platform.world.clock().instant())).isLessThan(Duration.ofMinutes(1));
    }

    @Test
    void whatNeverEndsHoldsAnInstanceNoLongerThanItsRouteSays() throws InterruptedException {
        busyServer(Duration.ofSeconds(30));
        var began = scenario.platform.world.clock().instant();
        scenario.applied("shop", patient(0, Duration.ofSeconds(30)));
        scenario.until(() -> scenario.resource(WEB).status(ComponentStatus.class).instances().isEmpty());
        assertThat(Duration.between(began, scenario.platform.world.clock().instant())).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(90));
    }

    @Test
    void anInstanceThatIsWantedAgainGetsRequestsAgain() throws InterruptedException {
        busyServer(Duration.ofMinutes(10));
        scenario.applied("shop", patient(0, Duration.ofMinutes(10)));
        scenario.until(() -> scenario.platform.ingress.serving(FRONT).isEmpty());
        scenario.applied("shop", patient(1, Duration.ofMinutes(10)));
        scenario.until(() -> scenario.platform.ingress.serving(FRONT).size() == 1);
    }

    @Test
    void aRouteWaitsForWhatItLeadsTo() throws InterruptedException {
        scenario.applied("lonely", leading("Host(`a`)", "web"));
        assertThat(scenario.states(route("lonely"), "TargetNotFound")).contains("component/web");
        scenario.applied("web", ComponentSpec.ofImage("app:1"));
        scenario.until(() -> scenario.resource(route("lonely")).status().level());
        assertThat(condition("lonely", RouteStatus.TARGETS_FOUND).holds()).isTrue();
    }

    @Test
    void aPortThatIsNotDeclaredIsSaid() throws InterruptedException {
        var listening = new ComponentSpec("app:1", null, null, null, null, null, null, null, List.of(new dev.plimsoll.model.Port(3000, null, null, null, null, null)), null, null,
            null, null, null, 1, null, null, null, null, null, null);
        scenario.applied("shop", AssemblySpec.of(new Topology(Map.of("web", listening), Map.of(), Map.of(), Map.of("front", leading("Host(`a`)", "web")))));
        scenario.settled("shop");
        scenario.until(() -> scenario.resource(route("shop-front")).status().condition(RouteStatus.TARGETS_FOUND).filter(c -> c.reason().equals("PortNotDeclared")).isPresent());
        assertThat(condition("shop-front", RouteStatus.TARGETS_FOUND).sentence()).isEqualTo("component/shop-web does not declare port 80, only 3000");
    }

    @Test
    void aRouteThatCannotBeGuardedIsClosedAndSaysSo() throws InterruptedException {
        scenario.applied("shop", shop(Map.of("admin", new RouteSpec(Match.parse("Host(`a`)"), null, null, 0, null, null, null, null, null,
            Access.closed("middleware 'sso' cannot be kept"), null, false, null, false))));
        scenario.states(route("shop-admin"), "Closed");
        assertThat(condition("shop-admin", "Level").sentence()).isEqualTo("it lets nobody in: middleware 'sso' cannot be kept");
        assertThat(condition("shop-admin", RouteStatus.TARGETS_FOUND).sentence()).isEqualTo("it lets nobody in");
    }

    @Test
    void whoeverClaimsTheSameIsNamedUntilOneGivesWay() throws InterruptedException {
        scenario.applied("one", leading("(Host(`a`) || Host(`b`)) && PathPrefix(`/x`)", "web").withEntryPoints(List.of("web")));
        scenario.applied("two", leading("PathPrefix(`/x`) && Host(`b`)", "web"));
        scenario.applied("other", leading("Host(`b`)", "web"));
        scenario.until(() -> !scenario.resource(route("one")).status(RouteStatus.class).rivals().isEmpty());
        assertThat(condition("one", RouteStatus.UNRIVALLED).sentence()).contains("route/default/two");
        scenario.until(() -> !scenario.resource(route("two")).status(RouteStatus.class).rivals().isEmpty());
        assertThat(scenario.resource(route("two")).status(RouteStatus.class).rivals()).containsExactly("route/default/one");
        assertThat(scenario.resource(route("other")).status(RouteStatus.class).rivals()).as("the longer path is another claim").isEmpty();

        scenario.applied("two", leading("PathPrefix(`/y`) && Host(`b`)", "web"));
        scenario.until(() -> scenario.resource(route("one")).status(RouteStatus.class).rivals().isEmpty());
        assertThat(condition("one", RouteStatus.UNRIVALLED).holds()).isTrue();
    }

    @Test
    void aReleaseRemembersRoutesAndWhoMayComeIn() throws InterruptedException {
        scenario.applied("users", new SecretSpec(Map.of("ann", "sealed:v1:x")));
        var closed = new RouteSpec(Match.parse("Host(`a`)"), null, null, 0, null, List.of(Target.of("web", 80)), null, null, null,
            new Access(Optional.of(new Access.Basic("users", null, null, false)), null, null), null, false, null, false);
        scenario.applied("shop", shop(Map.of("front", closed)));
        scenario.settled("shop");
        var release = scenario.releases("shop").getFirst().spec(ReleaseSpec.class);
        assertThat(release.assembly().topology().routes()).containsOnlyKeys("front");
        assertThat(release.secrets()).containsOnlyKeys("users");
    }

    @Test
    void theUsersOfARouteStayAsLongAsItAsksForThem() throws InterruptedException {
        var users = new Key(Kind.SECRET, "default", "shop-users");
        scenario.platform.commit(new Write.Put(Resource.declared(Metadata.named("default", "shop-users").withAnnotations(Map.of(AssemblySpec.CONTENTS_OF, "shop")),
            new SecretSpec(Map.of("ann", "sealed:v1:x"))), Write.Expected.ANYTHING));
        var closed = new RouteSpec(Match.parse("Host(`a`)"), null, null, 0, null, List.of(Target.of("web", 80)), null, null, null,
            new Access(Optional.of(new Access.Basic("shop-users", null, null, false)), null, null), null, false, null, false);
        scenario.applied("shop", shop(Map.of("front", closed)));
        scenario.settled("shop");
        scenario.until(() -> scenario.resource(users).metadata().owner().isPresent());
        assertThat(scenario.resource(users).metadata().owner()).contains(scenario.resource(Scenario.assembly("shop")).asOwner());
        scenario.applied("shop", shop(Map.of("front", leading("Host(`a`)", "web"))));
        scenario.gone(users);
    }
}
