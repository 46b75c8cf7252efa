package dev.plimsoll.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Group;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Probe;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import dev.plimsoll.model.outside.SeenService;
import dev.plimsoll.model.outside.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Components on an engine that makes instances by services.
class ServicePlannerTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final ComponentSpec SPEC = ComponentSpec.ofImage("v2").withReplicas(2);

    private final GroupDefinition wanted = group(SPEC);
    private final List<SeenInstance> instances = new ArrayList<>();
    private Optional<SeenService> service = Optional.empty();
    private ComponentStatus status = new ComponentStatus(1, List.of(), 0, Optional.empty(), List.of(), Optional.empty(), Optional.empty());

    @Test
    void whatIsNotThereIsMade() {
        var plan = plan(wanted, NOON);

        assertThat(Scene.words(plan.steps())).containsExactly("make service shop-web");
        assertThat(plan.steps().getFirst().sentence()).isEqualTo("make service shop-web: 2 instances from v2");
    }

    @Test
    void levelOnlyWhenAllHaveBeenWellForTheStabilityWindow() {
        service = Optional.of(as(wanted, SeenService.Update.NONE));
        run(1, wanted, State.RUNNING);
        assertThat(Scene.verdict(plan(wanted, NOON))).as("one is missing").isEqualTo("Starting");
        run(2, wanted, State.RUNNING);
        assertThat(Scene.verdict(plan(wanted, NOON))).as("they run since now").isEqualTo("Starting");

        var plan = plan(wanted, NOON.plusSeconds(2));

        assertThat(plan.steps()).isEmpty();
        assertThat(Scene.verdict(plan)).isEqualTo("Level");
        assertThat(plan.ready()).isEqualTo(2);
    }

    @Test
    void runningInstancesDoNotCountWhileTheEngineIsStillUpdating() {
        service = Optional.of(as(wanted, SeenService.Update.UNDER_WAY));
        run(1, wanted, State.RUNNING);
        run(2, wanted, State.RUNNING);
        plan(wanted, NOON);

        assertThat(Scene.verdict(plan(wanted, NOON.plusSeconds(5)))).isNotEqualTo("Level");
    }

    @Test
    void aChangeIsOneStepThatSaysWhatFollows() {
        var old = group(ComponentSpec.ofImage("v1").withReplicas(2));
        service = Optional.of(as(old, SeenService.Update.NONE));
        run(1, old, State.RUNNING);
        run(2, old, State.RUNNING);

        var plan = plan(wanted, NOON);

        assertThat(plan.steps()).extracting(Step::sentence).containsExactly("change service shop-web: replace its instances by new ones from v2, 1 at a time, each well for 2 s");
        assertThat(plan.rollout()).isPresent();
    }

    @Test
    void scalingAndScalingByHandAreChanges() {
        service = Optional.of(as(group(SPEC.withReplicas(5)), SeenService.Update.NONE));
        assertThat(plan(wanted, NOON).steps()).extracting(Step::sentence).containsExactly("change service shop-web: from 5 to 2 instances");

        var s = as(wanted, SeenService.Update.NONE);
        service = Optional.of(new SeenService(s.id(), s.name(), s.stamp(), s.definition(), 7, s.update(), ""));
        assertThat(plan(wanted, NOON).steps()).extracting(Step::sentence).containsExactly("change service shop-web: from 7 to 2 instances");
    }

    @Test
    void aPausedUpdateHasFailed() {
        var s = as(wanted, SeenService.Update.PAUSED);
        service = Optional.of(new SeenService(s.id(), s.name(), s.stamp(), s.definition(), 2, s.update(), "update paused due to failure of task x"));
        run(1, group(ComponentSpec.ofImage("v1")), State.RUNNING);

        var plan = plan(wanted, NOON);

        assertThat(plan.steps()).isEmpty();
        assertThat(Scene.verdict(plan)).isEqualTo(ComponentStatus.UPDATE_FAILED);
        assertThat(((ComponentPlan.Verdict.Stuck) plan.verdict()).sentence()).isEqualTo("the update failed: update paused due to failure of task x; 1 of the former definition left in place");
    }

    @Test
    void anUpdateWithoutHeadwayUntilTheDeadlineHasFailedAndSaysWhatHinders() {
        service = Optional.of(as(wanted, SeenService.Update.UNDER_WAY));
        instances.add(new SeenInstance("t1", "shop-web.1", stamp(wanted, 1), "v2", State.PENDING, Health.NONE, Optional.empty(), 0, Optional.empty(),
            "no suitable node (1 node lacks label x)", false, List.of()));
        run(2, group(ComponentSpec.ofImage("v1")), State.RUNNING);
        assertThat(Scene.verdict(plan(wanted, NOON))).isEqualTo("Pending");
        assertThat(Scene.verdict(plan(wanted, NOON.plus(Duration.ofMinutes(4))))).isEqualTo("Pending");

        var plan = plan(wanted, NOON.plus(Duration.ofMinutes(5)));

        assertThat(Scene.verdict(plan)).isEqualTo(ComponentStatus.UPDATE_FAILED);
        assertThat(((ComponentPlan.Verdict.Stuck) plan.verdict()).sentence()).contains("no suitable node (1 node lacks label x)");
    }

    @Test
    void whoProceedsAfterFailuresIsNeverStuck() {
        var proceeding = group(SPEC.withUpdate(new UpdatePolicy(null, 1, null, null, null, 0, UpdatePolicy.OnFailure.PROCEED)));
        service = Optional.of(as(proceeding, SeenService.Update.PAUSED));

        assertThat(Scene.verdict(plan(proceeding, NOON))).isEqualTo("Starting");
    }

    @Test
    void eachNewFailureOfASlotIsNotedOnce() {
        service = Optional.of(as(wanted, SeenService.Update.NONE));
        run(1, wanted, State.RUNNING);
        instances.add(new SeenInstance("t2b", "shop-web.2", stamp(wanted, 2), "v2", State.PENDING, Health.NONE, Optional.empty(), 1, Optional.empty(), "", false, List.of()));

        var first = plan(wanted, NOON);
        assertThat(first.failures()).hasSize(1);
        assertThat(Scene.verdict(first)).isEqualTo("Crashing");
        assertThat(plan(wanted, NOON.plusSeconds(1)).failures()).isEmpty();
    }

    @Test
    void anIllInstanceIsNamedWithWhatIsWrong() {
        service = Optional.of(as(wanted, SeenService.Update.NONE));
        run(1, wanted, State.RUNNING);
        run(2, wanted, State.RUNNING);
        instances.set(1, instances.get(1).withHealth(Health.UNHEALTHY, "GET /up was answered 503"));

        var plan = plan(wanted, NOON.plusSeconds(5));

        assertThat(Scene.verdict(plan)).isEqualTo("Unhealthy");
        assertThat(((ComponentPlan.Verdict.Going) plan.verdict()).sentence()).contains("shop-web.2 is unhealthy: GET /up was answered 503");
    }

    @Test
    void whatAProbeFoundIllIsEndedOneAtATimeUnlessItsStrategyIsNone() {
        var probed = group(SPEC.withProbe(Optional.of(Probe.tcp(80))));
        service = Optional.of(as(probed, SeenService.Update.NONE));
        run(1, probed, State.RUNNING);
        run(2, probed, State.RUNNING);
        instances.replaceAll(i -> i.withHealth(Health.UNHEALTHY, "refused"));
        assertThat(Scene.words(plan(probed, NOON).steps())).containsExactly("remove t1");

        instances.set(0, new SeenInstance("t1b", "shop-web.1", stamp(probed, 1), "v2", State.PENDING, Health.NONE, Optional.empty(), 1, Optional.empty(), "", false, List.of()));
        assertThat(plan(probed, NOON).steps()).as("another is on its way").isEmpty();

        var p = Probe.tcp(80);
        var tolerant = group(SPEC.withProbe(Optional.of(new Probe(80, null, p.interval(), p.timeout(), 0, 0, null, null, Probe.Strategy.NONE, 0))));
        instances.remove(0);
        assertThat(plan(tolerant, NOON).steps()).isEmpty();
    }

    @Test
    void oneOfADeletedNamesakeGoesFirst() {
        var s = as(wanted, SeenService.Update.NONE);
        var t = s.stamp();
        service = Optional.of(new SeenService(s.id(), s.name(), new Stamp(t.plane(), t.project(), t.assembly(), t.component(), 0, t.hash(), "before"), s.definition(), 2, s.update(), ""));

        assertThat(Scene.words(plan(wanted, NOON).steps())).containsExactly("remove service shop-web");
    }

    @Test
    void manyInstancesMayPublishOneHostPortButNobodyBorrowsFromAnotherMachine() {
        var publishing = SPEC.withReplicas(3).withPorts(List.of(new Port(80, null, Optional.of(8080), null, null, null)));
        assertThat(GroupDefinition.ofServices(Scene.definition(publishing), List.of()).members()).hasSize(1);

        var borrowing = Scene.definition(SPEC.withGroup(Group.NONE.withNetworkOf("vpn")));
        assertThatThrownBy(() -> GroupDefinition.ofServices(borrowing, List.of())).isInstanceOf(InvalidValue.class).hasMessageContaining("different machines");
    }

    private ComponentPlan plan(GroupDefinition group, Instant now) {
        var plan = Planning.plan(group, new Sighting(instances, Optional.of(service.stream().toList())), status, now);
        status = new ComponentStatus(1, List.of(), plan.ready(), Optional.empty(), plan.instances(), plan.rollout(), Optional.empty());
        return plan;
    }

    private void run(int slot, GroupDefinition group, State state) {
        instances.add(new SeenInstance("t" + slot, "shop-web." + slot, stamp(group, slot), "v2", state, Health.NONE, Optional.empty(), 0, Optional.of(NOON), "", false, List.of()));
    }

    private static Stamp stamp(GroupDefinition group, int slot) {
        return group.primary().stamp(slot);
    }

    private static SeenService as(GroupDefinition group, SeenService.Update update) {
        var definition = ServiceDefinition.of(group.primary(), group);
        return new SeenService("s1", definition.name(), definition.stamp(), group.hash(), group.replicas(), update, "");
    }

    private static GroupDefinition group(ComponentSpec spec) {
        return GroupDefinition.ofServices(Scene.definition(spec), List.of());
    }
}
