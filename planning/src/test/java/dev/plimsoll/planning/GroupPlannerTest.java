package dev.plimsoll.planning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Group;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// A primary `web` with a sidekick `log`, looked at once. Instances are named by component, slot and version.
class GroupPlannerTest {
    private static final Instant NOON = Scene.NOON;
    private static final ComponentSpec WEB = ComponentSpec.ofImage("web");
    private static final ComponentSpec LOG = ComponentSpec.ofImage("log").withGroup(Group.sidekickOf("web"));
    private static final GroupDefinition V1 = group(WEB, LOG);
    private static final GroupDefinition V2 = group(WEB, LOG.withEnvironment(Map.of("A", "2")));

    private final List<SeenInstance> seen = new ArrayList<>();
    private final List<ComponentStatus.Instance> known = new ArrayList<>();
    private Optional<ComponentStatus.Rollout> rollout = Optional.empty();

    @Test
    void anEmptySlotIsFilledWithOneOfEach() {
        assertThat(steps(V1)).containsExactly("run web 1", "run log 1");
    }

    @Test
    void aUnitOfWhichAllAreStableIsLevel() {
        unit(V1, 1);
        assertThat(plan(V1).verdict()).isInstanceOf(ComponentPlan.Verdict.Level.class);
        assertThat(plan(V1).ready()).isEqualTo(1);
    }

    @Test
    void whenASidekickFailsAllOfItsUnitAreMadeAnewAndNoOthers() {
        var wanted = group(WEB.withReplicas(2), LOG);
        unit(wanted, 1);
        unit(wanted, 2);
        seen.set(1, with(seen.get(1), State.EXITED, Health.NONE, NOON));
        assertThat(steps(wanted)).containsExactly("remove log 1", "remove web 1", "run web 1", "run log 1");
        assertThat(plan(wanted).steps().get(1).sentence()).contains("goes with log-1", "exited with code 1");
    }

    @Test
    void whenThePrimaryFailsItsSidekicksGoWithIt() {
        unit(V1, 1);
        seen.set(0, with(seen.get(0), State.RUNNING, Health.UNHEALTHY, NOON));
        assertThat(steps(V1)).containsExactly("remove log 1", "remove web 1", "run web 1", "run log 1");
    }

    @Test
    void whenOneWasTakenAwayTheOthersAreMadeAnew() {
        unit(V1, 1);
        seen.removeLast();
        assertThat(steps(V1)).containsExactly("remove web 1", "run web 1", "run log 1");
        assertThat(plan(V1).steps().getFirst().sentence()).contains("its group lacks log");
    }

    @Test
    void nothingIsMadeWhileOneIsStillOnItsWayOut() {
        unit(V1, 1);
        seen.set(0, with(seen.get(0), State.REMOVING, Health.NONE, NOON));
        assertThat(steps(V1)).containsExactly("remove log 1");
    }

    @Test
    void aChangedSidekickReplacesTheWholeUnitWhenTheNewOneHasProvedItself() {
        unit(V1, 1);
        assertThat(steps(V2)).containsExactly("run web 1", "run log 1");
        unit(V2, 1);
        seen.set(3, with(seen.get(3), State.RUNNING, Health.STARTING, NOON));
        assertThat(steps(V2)).as("the new log is not healthy yet").isEmpty();
        seen.set(3, with(seen.get(3), State.RUNNING, Health.HEALTHY, NOON));
        assertThat(steps(V2)).containsExactly("remove log 1", "remove web 1");
        assertThat(plan(V2).steps()).allSatisfy(s -> assertThat(((Step.RemoveInstance) s).instance().stamp().hash()).isEqualTo(V1.hash()));
    }

    @Test
    void aSidekickThatFailsTheUpdateLeavesTheOldUnitUntouched() {
        unit(V1, 1);
        unit(V2, 1);
        rollout = Optional.of(new ComponentStatus.Rollout(V2.hash(), NOON, NOON, 0));
        known.removeLast();
        seen.set(3, with(seen.get(3), State.RUNNING, Health.UNHEALTHY, NOON));
        var plan = plan(V2);
        assertThat(plan.verdict()).isInstanceOf(ComponentPlan.Verdict.Stuck.class);
        assertThat(words(plan.steps())).containsExactly("remove log 1", "remove web 1");
        assertThat(plan.steps()).allSatisfy(s -> assertThat(((Step.RemoveInstance) s).instance().stamp().hash()).isEqualTo(V2.hash()));
    }

    @Test
    void thePrimarySaysHowMany() {
        var wanted = group(WEB, LOG.withReplicas(5));
        unit(wanted, 1);
        unit(wanted, 2);
        assertThat(steps(wanted)).containsExactlyInAnyOrder("remove web 2", "remove log 2");
    }

    @Test
    void aSidekickThatMayCompleteIsDoneWhenItHas() {
        var wanted = group(WEB, Scene.restarting(LOG, new Restart(Restart.Mode.NEVER, 0)).withGroup(Group.sidekickOf("web")));
        unit(wanted, 1);
        seen.set(1, exited(seen.get(1), 0));
        assertThat(plan(wanted).verdict()).isInstanceOf(ComponentPlan.Verdict.Level.class);
        seen.set(1, exited(seen.get(1), 3));
        assertThat(plan(wanted).verdict()).as("it runs once only").isInstanceOf(ComponentPlan.Verdict.Stuck.class);
        assertThat(steps(wanted)).isEmpty();
    }

    @Test
    void whoLostItsNetworkToARestartIsMadeAnew() {
        var wanted = group(WEB, LOG.withGroup(Group.sidekickOf("web").withNetworkOf("web")));
        unit(wanted, 1);
        assertThat(steps(wanted)).isEmpty();
        seen.set(0, with(seen.get(0), State.RUNNING, Health.NONE, NOON.plusSeconds(5)));
        assertThat(steps(wanted)).containsExactly("remove log 1", "remove web 1", "run web 1", "run log 1");
        assertThat(plan(wanted).steps().getFirst().sentence()).contains("web was restarted, and took the network of log with it");
    }

    @Test
    void aComponentThatBecomesASidekickIsReplacedByAUnit() {
        var web = GroupDefinition.of(definition("web", WEB));
        var log = GroupDefinition.of(definition("log", LOG.withGroup(Group.NONE)));
        seen.add(instance(web.primary(), 1));
        seen.add(instance(log.primary(), 1));
        assertThat(steps(V1)).containsExactly("run web 1", "run log 1");
        unit(V1, 1);
        assertThat(steps(V1)).containsExactlyInAnyOrder("remove web 1", "remove log 1");
    }

    @Test
    void whoLendsIsStartedBeforeWhoBorrows() {
        var borrowing = WEB.withGroup(Group.NONE.withVolumesFrom(new Group.VolumesFrom("data", false)));
        var wanted = GroupDefinition.of(definition("web", borrowing), List.of(definition("log", LOG), definition("data", LOG)));
        assertThat(wanted.members()).extracting(Definition::component).containsExactly("data", "web", "log");
        assertThat(wanted.members()).extracting(Definition::hash).containsOnly(wanted.hash());
    }

    @Test
    void whatCannotBeAGroupIsNamed() {
        var web = WEB.withGroup(Group.NONE.withNetworkOf("log"));
        var log = LOG.withGroup(Group.sidekickOf("web").withNetworkOf("web"));
        assertThatThrownBy(() -> group(web, log)).isInstanceOf(InvalidValue.class).hasMessageContaining("web, log wait for each other");
        assertThatThrownBy(() -> group(WEB.withGroup(Group.NONE.withNetworkOf("db")), LOG)).isInstanceOf(InvalidValue.class).hasMessageContaining("of db");
        assertThatThrownBy(() -> GroupDefinition.of(definition("web", web))).isInstanceOf(InvalidValue.class).hasMessageContaining("of log");
    }

    @Test
    void aComponentAloneKeepsItsHash() {
        assertThat(GroupDefinition.of(definition("web", WEB)).hash()).isEqualTo(definition("web", WEB).hash());
        assertThat(V1.hash()).isNotEqualTo(definition("web", WEB).hash()).isNotEqualTo(V2.hash());
        assertThat(group(WEB.withReplicas(3), LOG).hash()).as("scaling replaces nobody").isEqualTo(V1.hash());
    }

    @Test
    void aPreviewShowsAllOfTheUnit() {
        unit(V1, 1);
        assertThat(words(Rehearsal.of(V2, seen, status(), NOON))).containsExactly("run web 1", "run log 1", "remove log 1", "remove web 1");
    }

    private ComponentPlan plan(GroupDefinition wanted) {
        return ComponentPlanner.plan(wanted, seen, status(), NOON);
    }

    private ComponentStatus status() {
        return new ComponentStatus(1, List.of(), 0, Optional.empty(), known, rollout, Optional.empty());
    }

    private List<String> steps(GroupDefinition wanted) {
        return words(plan(wanted).steps());
    }

    private static List<String> words(List<Step> steps) {
        return steps.stream().map(s -> switch (s) {
            case Step.RunInstance run -> "run " + run.definition().component() + " " + run.slot();
            case Step.RemoveInstance remove -> "remove " + remove.instance().stamp().component() + " " + remove.instance().stamp().slot();
            default -> throw new AssertionError(s);
        }).toList();
    }

    /// One of each, stable since an hour ago.
    private void unit(GroupDefinition group, int slot) {
        group.members().forEach(m -> {
            var instance = instance(m, slot);
            seen.add(instance);
            known.add(new ComponentStatus.Instance(slot, instance.id(), instance.name(), m.hash(), "running", Optional.of(NOON.minus(Duration.ofHours(1))), 0, List.of()));
        });
    }

    private static SeenInstance instance(Definition definition, int slot) {
        return new SeenInstance(definition.component() + "-" + slot + "-" + definition.hash(), definition.component() + "-" + slot, definition.stamp(slot), definition.imageId(),
            State.RUNNING, Health.NONE, Optional.empty(), 0, Optional.of(NOON.minus(Duration.ofHours(1))), "", false, List.of());
    }

    private static SeenInstance with(SeenInstance i, State state, Health health, Instant startedAt) {
        return new SeenInstance(i.id(), i.name(), i.stamp(), i.imageId(), state, health, state == State.EXITED ? Optional.of(1) : Optional.empty(), 0, Optional.of(startedAt),
            "", false, List.of());
    }

    private static SeenInstance exited(SeenInstance i, int code) {
        return new SeenInstance(i.id(), i.name(), i.stamp(), i.imageId(), State.EXITED, Health.NONE, Optional.of(code), 0, i.startedAt(), "", false, List.of());
    }

    private static GroupDefinition group(ComponentSpec web, ComponentSpec log) {
        return GroupDefinition.of(definition("web", web), List.of(definition("log", log)));
    }

    private static Definition definition(String component, ComponentSpec spec) {
        return Definition.of(new Definition.Identity("plane", "default", "shop", component, "uid-" + component), spec, spec.image(), Map.of(), Definition.EngineNames.NONE);
    }
}
