package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentSpec.Dependency;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ProbesTest {
    private static final Key WEB = Scenario.component("shop-web");
    private static final Probe UP = Probe.http(80, "/up");
    private final Scenario scenario;

    ProbesTest() throws InterruptedException {
        scenario = new Scenario();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void nobodyIsLevelBeforeItsProbePasses() throws InterruptedException {
        scenario.applied("shop", Map.of("web", web(UP).withEnvironment(Map.of("SIM_HEALTHY_AFTER", "30s")), "worker", dependent()));
        scenario.until(() -> sentence().contains("refused"));
        assertThat(sentence()).contains("is not healthy yet: GET /up on port 80 failed: connection refused");
        assertThat(scenario.instances("worker")).as("waits until web is healthy").isEmpty();
        scenario.settled("shop");
        assertThat(scenario.instances("worker")).hasSize(1);
    }

    @Test
    void oneThatFallsIllIsReplaced() throws InterruptedException {
        scenario.applied("shop", Map.of("web", web(UP).withReplicas(2)));
        scenario.settled("shop");
        var before = scenario.ids("web");
        scenario.platform.world.hand().fallIll(before.getFirst());
        scenario.until(() -> !scenario.ids("web").contains(before.getFirst()));
        assertThat(scenario.resource(WEB).status(ComponentStatus.class).lastFailure()).hasValueSatisfying(f -> {
            assertThat(f.reason()).isEqualTo("Unhealthy");
            assertThat(f.sentence()).contains("was answered 503");
        });
        scenario.settled("shop");
        assertThat(scenario.ids("web")).hasSize(2).contains(before.getLast());
    }

    @Test
    void withTheStrategyNoneItIsOnlyTold() throws InterruptedException {
        scenario.applied("shop", Map.of("web", web(UP.leadingTo(Probe.Strategy.NONE, 0))));
        scenario.settled("shop");
        var before = scenario.ids("web");
        scenario.platform.world.hand().fallIll(before.getFirst());
        assertThat(scenario.states(WEB, "Unhealthy")).contains("it stays");
        scenario.platform.pass(Duration.ofMinutes(20));
        assertThat(scenario.ids("web")).isEqualTo(before);
        scenario.platform.world.hand().recover(before.getFirst());
        scenario.settled("shop");
        assertThat(scenario.ids("web")).isEqualTo(before);
    }

    @Test
    void withAQuorumItIsReplacedOnlyWhileSoManyOthersAreWell() throws InterruptedException {
        scenario.applied("shop", Map.of("web", web(UP.leadingTo(Probe.Strategy.RECREATE_ON_QUORUM, 2)).withReplicas(3)));
        scenario.settled("shop");
        var before = scenario.ids("web");
        before.stream().limit(2).forEach(scenario.platform.world.hand()::fallIll);
        scenario.states(WEB, "Unhealthy");
        scenario.platform.pass(Duration.ofMinutes(20));
        assertThat(scenario.ids("web")).isEqualTo(before);
        scenario.platform.world.hand().recover(before.getFirst());
        scenario.until(() -> !scenario.ids("web").contains(before.get(1)));
        scenario.settled("shop");
        assertThat(scenario.ids("web")).hasSize(3).contains(before.getFirst(), before.getLast());
    }

    @Test
    void oneThatNeverBecomesHealthyIsMadeAnewAfterItsTimeout() throws InterruptedException {
        scenario.applied("shop", Map.of("web", web(UP.within(Optional.of(Duration.ofSeconds(30)), null)).withEnvironment(Map.of("SIM_ILL", "true"))));
        scenario.until(() -> scenario.instances("web").size() == 1);
        var first = scenario.ids("web");
        scenario.platform.pass(Duration.ofSeconds(25));
        assertThat(scenario.ids("web")).isEqualTo(first);
        scenario.platform.pass(Duration.ofSeconds(15));
        assertThat(scenario.ids("web")).doesNotContainAnyElementsOf(first);
    }

    @Test
    void anUpdateThatTheProbeDoesNotLikeLeavesTheOldOnesUntouched() throws InterruptedException {
        var good = web(UP).withReplicas(2);
        scenario.applied("shop", Map.of("web", good));
        scenario.settled("shop");
        var before = scenario.ids("web");
        scenario.applied("shop", Map.of("web", good.withEnvironment(Map.of("SIM_ILL", "true")).withProbe(Optional.of(UP.within(Optional.of(Duration.ofSeconds(20)), null)))));
        scenario.until(() -> !scenario.status("shop").heldBack().isEmpty());
        scenario.platform.pass(Duration.ofMinutes(1));
        assertThat(scenario.ids("web")).isEqualTo(before);
        assertThat(scenario.resource(WEB).status().level()).as("held at the last level release").isTrue();
    }

    @Test
    void anotherProbeReplacesNobody() throws InterruptedException {
        scenario.applied("shop", Map.of("web", web(UP)));
        scenario.settled("shop");
        var before = scenario.ids("web");
        scenario.applied("shop", Map.of("web", web(Probe.tcp(80))));
        scenario.settled("shop");
        scenario.applied("shop", Map.of("web", ComponentSpec.ofImage("app:1")));
        scenario.settled("shop");
        assertThat(scenario.ids("web")).isEqualTo(before);
        assertThat(scenario.instances("web")).extracting(SeenInstance::restarts).containsOnly(0);
    }

    private String sentence() {
        return scenario.platform.store.get(WEB).stream().flatMap(r -> r.status().conditions().stream()).findFirst().map(c -> c.sentence()).orElse("");
    }

    private static ComponentSpec web(Probe probe) {
        return ComponentSpec.ofImage("app:1").withProbe(Optional.of(probe));
    }

    private static ComponentSpec dependent() {
        return new ComponentSpec("app:1", null, null, null, null, null, null, null, null, null, null, null, null,
            List.of(new Dependency("web", Dependency.Until.HEALTHY, true, false)), 1, null, null, UpdatePolicy.USUAL, null, null, null);
    }
}
