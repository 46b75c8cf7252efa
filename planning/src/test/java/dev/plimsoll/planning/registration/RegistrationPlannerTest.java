package dev.plimsoll.planning.registration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.registration.EntryList;
import dev.plimsoll.model.registration.Preset;
import dev.plimsoll.model.registration.RegisterApi;
import dev.plimsoll.model.registration.RegisterEntry;
import dev.plimsoll.model.registration.RegisteredInstance;
import dev.plimsoll.model.registration.RegisteredInstance.State;
import dev.plimsoll.planning.registration.RegistrationPlanner.Rules;
import dev.plimsoll.planning.registration.RegistrationPlanner.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistrationPlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final String MARK = "plimsoll:p/default/r";
    private static final Rules RULES = new Rules(Preset.SCALELITE.api(), MARK, Duration.ofMinutes(5), Duration.ofSeconds(20));
    private static final Registrant ONE = new Registrant("i1", "bbb-1", "k1", true, false);

    private static RegistrationPlan plan(Rules rules, List<Registrant> instances, List<RegisterEntry> there, RegisteredInstance... written) {
        return RegistrationPlanner.plan(new Situation(rules, instances, there, List.of(written), NOW));
    }

    private static RegistrationPlan plan(List<Registrant> instances, List<RegisterEntry> there, RegisteredInstance... written) {
        return plan(RULES, instances, there, written);
    }

    private static RegisterEntry entry(String id, String key, String state) {
        return new RegisterEntry(id, key, state, "3.0", "");
    }

    private static RegisteredInstance ours(State state, Duration ago, int adds) {
        return new RegisteredInstance("k1", "i1", state == State.ADDING ? Optional.empty() : Optional.of("e1"), state, NOW.minus(ago), adds);
    }

    private static List<String> steps(RegistrationPlan plan) {
        return plan.steps().stream().map(RegistrationStep::sentence).toList();
    }

    @Test
    void whatIsMissingIsWrittenDownAndAdded() {
        var plan = plan(List.of(ONE), List.of());
        assertThat(steps(plan)).containsExactly("add k1 for bbb-1");
        assertThat(plan.written()).containsExactly(new RegisteredInstance("k1", "i1", Optional.empty(), State.ADDING, NOW, 1));
    }

    @Test
    void whatWasThereBeforeIsSomebodyElses() {
        var plan = plan(List.of(ONE), List.of(entry("e7", "k1", "enabled")));
        assertThat(plan.taken()).containsExactly("k1");
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.written()).as("so it is not ours later either").isEmpty();
    }

    @Test
    void whatWeAskedForIsOursWhenItIsThere() {
        var plan = plan(List.of(ONE), List.of(entry("e1", "k1", "disabled")), ours(State.ADDING, Duration.ofSeconds(1), 1));
        assertThat(steps(plan)).containsExactly("enable k1");
        assertThat(plan.written().getFirst().id()).contains("e1");
    }

    @Test
    void anAnswerThatWasLostIsWaitedForBeforeItIsAskedAgain() {
        var soon = plan(List.of(ONE), List.of(), ours(State.ADDING, Duration.ofSeconds(19), 1));
        assertThat(soon.steps()).isEmpty();
        assertThat(soon.lookAgain()).contains(Duration.ofSeconds(1));

        var late = plan(List.of(ONE), List.of(), ours(State.ADDING, Duration.ofSeconds(20), 1));
        assertThat(steps(late)).containsExactly("add k1 for bbb-1");
        assertThat(late.written().getFirst().adds()).isEqualTo(2);
    }

    @Test
    void ofTwoThatLostAnswersMadeOneGoes() {
        var both = List.of(entry("e1", "k1", "enabled"), entry("e2", "k1", "disabled"));
        assertThat(plan(List.of(ONE), both, ours(State.ENABLED, Duration.ZERO, 2)).steps()).containsExactly(new RegistrationStep.Remove(both.get(1)));
        assertThat(plan(List.of(ONE), both, ours(State.ENABLED, Duration.ZERO, 1)).steps()).as("we asked once, so one of them is somebody else's").isEmpty();
    }

    @Test
    void anInstanceThatIsNotReadyIsAddedAndNotEnabled() {
        var unready = new Registrant("i1", "bbb-1", "k1", false, false);
        var plan = plan(List.of(unready), List.of(entry("e1", "k1", "disabled")), ours(State.ADDING, Duration.ZERO, 1));
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.waits()).singleElement().asString().contains("when bbb-1 is ready");
        assertThat(plan(List.of(unready), List.of(entry("e1", "k1", "enabled")), ours(State.ENABLED, Duration.ZERO, 1)).steps()).as("its health is for the other side to judge").isEmpty();
    }

    @Test
    void anInstanceThatLeavesIsDrainedUntilNothingIsUnderWayOrItsTimeIsOver() {
        var leaving = List.of(ONE.leaves());
        var begun = plan(leaving, List.of(entry("e1", "k1", "enabled")), ours(State.ENABLED, Duration.ofHours(1), 1));
        assertThat(steps(begun)).containsExactly("drain k1");
        assertThat(begun.written().getFirst()).isEqualTo(ours(State.DRAINING, Duration.ZERO, 1));

        var waiting = plan(leaving, List.of(entry("e1", "k1", "cordoned")), ours(State.DRAINING, Duration.ofMinutes(1), 1));
        assertThat(waiting.steps()).isEmpty();
        assertThat(waiting.waits()).singleElement().asString().contains("load 3.0");
        assertThat(steps(plan(leaving, List.of(entry("e1", "k1", "disabled")), ours(State.DRAINING, Duration.ofMinutes(1), 1)))).as("nobody is left").containsExactly("remove k1");
        assertThat(steps(plan(leaving, List.of(entry("e1", "k1", "cordoned")), ours(State.DRAINING, Duration.ofMinutes(5), 1)))).as("time is over").containsExactly("remove k1");
    }

    @Test
    void anInstanceThatIsGoneIsNotDrained() {
        assertThat(steps(plan(List.of(), List.of(entry("e1", "k1", "enabled")), ours(State.ENABLED, Duration.ofHours(1), 1)))).containsExactly("remove k1");
        assertThat(plan(List.of(), List.of(), ours(State.REMOVING, Duration.ZERO, 1)).written()).as("seen to be gone").isEmpty();
        assertThat(plan(List.of(), List.of(), ours(State.ADDING, Duration.ZERO, 1)).written()).as("it may still come").hasSize(1);
    }

    @Test
    void whatIsNotOursIsNeverTouched() {
        var plan = plan(List.of(ONE), List.of(entry("e1", "k1", "enabled"), entry("e8", "other", "enabled"), entry("e9", "another", "disabled")), ours(State.ENABLED, Duration.ZERO, 3));
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.written()).hasSize(1);
    }

    @Test
    void whatBearsOurMarkIsOursWithoutANote() {
        var rules = new Rules(marked(), MARK, Duration.ofMinutes(5), Duration.ofSeconds(20));
        var entry = new RegisterEntry("e1", "k1", "enabled", "", MARK);
        assertThat(plan(rules, List.of(ONE), List.of(entry)).written()).singleElement().matches(r -> r.state() == State.ENABLED && r.instance().equals("i1"));
        assertThat(steps(plan(rules, List.of(), List.of(entry)))).containsExactly("remove k1");
        assertThat(plan(rules, List.of(ONE), List.of(new RegisterEntry("e2", "k1", "enabled", "", "plimsoll:other/default/r")), ours(State.ENABLED, Duration.ZERO, 1)).taken()).containsExactly("k1");
    }

    @Test
    void severalInstancesBehindOneNameAreOneEntry() {
        var other = new Registrant("i2", "bbb-2", "k1", true, false);
        assertThat(plan(List.of(ONE.leaves(), other), List.of(entry("e1", "k1", "enabled")), ours(State.ENABLED, Duration.ZERO, 1)).written()).singleElement().matches(r -> r.instance().equals("i2"), "it stands for the one that stays");
    }

    private static RegisterApi marked() {
        var api = Preset.SCALELITE.api();
        var list = api.list();
        return new RegisterApi(api.authentication(), new EntryList(list.path(), null, null, "", list.id(), list.key(), list.state(), null, list.idle(), list.load(), Optional.of("note"), null), api.add(), api.enable(),
            api.drain(), api.remove());
    }
}
