package dev.plimsoll.planning.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.cloud.CloudPhase;
import dev.plimsoll.model.cloud.CloudStamp;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.planning.machine.ObjectPlan.Next;
import dev.plimsoll.planning.machine.ObjectPlanner.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ObjectPlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Duration LAG = Duration.ofSeconds(60);

    private static CloudObject object(String id, String operation, String hash, CloudPhase phase) {
        var stamp = new CloudStamp("plane", new Key(Kind.MACHINE, "default", "web-1"), "uid", hash, operation);
        return new CloudObject.Machine(id, "web-1", stamp, phase, "a", "tiny", Set.of(), List.of(), List.of());
    }

    private static Intent intent(String operation, Duration ago) {
        return new Intent(operation, "new", NOW.minus(ago), Optional.empty(), Optional.empty());
    }

    private static Situation situation(Optional<Intent> intent, CloudObject... mine) {
        return new Situation("new", intent, List.of(mine), NOW, LAG, Optional.empty(), Optional.empty(), NOW);
    }

    @Test
    void nothing_there_and_nothing_asked_for() {
        assertThat(ObjectPlanner.plan(situation(Optional.empty())).next()).isEqualTo(new Next.Intend());
    }

    @Test
    void what_was_asked_for_lately_may_still_turn_up() {
        assertThat(again(Duration.ZERO)).isEqualTo(Duration.ofSeconds(1));
        assertThat(again(Duration.ofSeconds(10))).isEqualTo(Duration.ofMillis(2_500));
        assertThat(again(Duration.ofSeconds(40))).isEqualTo(Duration.ofSeconds(5));
        assertThat(again(Duration.ofSeconds(58))).as("until it is certain").isEqualTo(Duration.ofSeconds(2));
    }

    /// When something asked for that long ago, and not listed, is looked at again.
    private static Duration again(Duration ago) {
        return ((Next.Wait) ObjectPlanner.plan(situation(Optional.of(intent("a", ago)))).next()).again();
    }

    @Test
    void what_was_asked_for_long_ago_and_is_not_there_is_asked_for_again() {
        var intent = intent("a", Duration.ofMinutes(2));
        assertThat(ObjectPlanner.plan(situation(Optional.of(intent))).next()).isEqualTo(new Next.Ask(intent));
    }

    @Test
    void a_listing_from_before_proves_nothing() {
        var intent = intent("a", Duration.ofSeconds(61));
        var old = new Situation("new", Optional.of(intent), List.of(), NOW.minusSeconds(30), LAG, Optional.empty(), Optional.empty(), NOW);
        assertThat(ObjectPlanner.plan(old).next()).isInstanceOf(Next.Wait.class);
    }

    @Test
    void another_declaration_is_another_wish() {
        var intent = new Intent("a", "old", NOW.minusSeconds(120), Optional.empty(), Optional.empty());
        assertThat(ObjectPlanner.plan(situation(Optional.of(intent))).next()).isEqualTo(new Next.Lost(intent));
    }

    @Test
    void one_listing_that_misses_it_is_no_loss() {
        var intent = intent("a", Duration.ofHours(1)).seenAt("1", NOW.minusSeconds(3_000));
        assertThat(ObjectPlanner.plan(situation(Optional.of(intent))).next()).isInstanceOf(Next.Wait.class);
        var since = new Situation("new", Optional.of(intent), List.of(), NOW, LAG, Optional.of(NOW.minusSeconds(60)), Optional.empty(), NOW);
        assertThat(ObjectPlanner.plan(since).next()).isEqualTo(new Next.Lost(intent));
    }

    @Test
    void of_twins_the_same_one_stays_whoever_looks() {
        var one = object("1", "a", "new", CloudPhase.READY);
        var other = object("2", "a", "new", CloudPhase.READY);
        for (var mine : List.of(List.of(one, other), List.of(other, one))) {
            var plan = ObjectPlanner.plan(situation(Optional.of(intent("a", LAG)), mine.toArray(CloudObject[]::new)));
            assertThat(plan.next()).isEqualTo(new Next.There(one));
            assertThat(plan.unwanted()).containsExactly(other);
        }
    }

    @Test
    void what_an_earlier_operation_left_goes() {
        var left = object("1", "a", "new", CloudPhase.READY);
        var there = object("2", "b", "new", new CloudPhase.Pending("BUILD"));
        var plan = ObjectPlanner.plan(situation(Optional.of(intent("b", LAG)), left, there));
        assertThat(plan.unwanted()).containsExactly(left);
        assertThat(plan.next()).isInstanceOf(Next.Wait.class);
    }

    @Test
    void what_nobody_remembers_is_adopted_unless_it_has_failed_or_was_condemned() {
        var there = object("1", "a", "new", CloudPhase.READY);
        assertThat(ObjectPlanner.plan(situation(Optional.empty(), there)).next()).isEqualTo(new Next.Adopt(there));
        var condemned = new Situation("new", Optional.empty(), List.of(there), NOW, LAG, Optional.empty(), Optional.of("a"), NOW);
        assertThat(ObjectPlanner.plan(condemned).unwanted()).containsExactly(there);
        assertThat(ObjectPlanner.plan(condemned).next()).isInstanceOf(Next.Wait.class);
        var broken = object("1", "a", "new", new CloudPhase.Failed("no"));
        assertThat(ObjectPlanner.plan(situation(Optional.empty(), broken)).unwanted()).containsExactly(broken);
    }

    @Test
    void nothing_is_made_while_what_was_there_before_is_on_its_way_out() {
        var leaving = object("1", "a", "old", CloudPhase.LEAVING);
        var plan = ObjectPlanner.plan(situation(Optional.empty(), leaving));
        assertThat(plan.unwanted()).isEmpty();
        assertThat(plan.next()).isInstanceOf(Next.Wait.class);
    }

    /// Whoever made it died between its two halves.
    @Test
    void what_was_made_in_part_is_asked_for_again() {
        var half = object("1", "a", "new", new CloudPhase.Unfinished("its subnet"));
        var intent = intent("a", LAG);
        assertThat(ObjectPlanner.plan(situation(Optional.of(intent), half)).next()).isEqualTo(new Next.Ask(intent));
        assertThat(ObjectPlanner.plan(situation(Optional.empty(), half)).next()).isEqualTo(new Next.Adopt(half));
        var outdated = object("1", "a", "old", new CloudPhase.Unfinished("its subnet"));
        assertThat(ObjectPlanner.plan(situation(Optional.of(intent), outdated)).next()).isEqualTo(new Next.Outdated(outdated));
    }

    @Test
    void another_template_is_another_object() {
        var there = object("1", "a", "old", CloudPhase.READY);
        assertThat(ObjectPlanner.plan(situation(Optional.of(intent("a", LAG)), there)).next()).isEqualTo(new Next.Outdated(there));
    }
}
