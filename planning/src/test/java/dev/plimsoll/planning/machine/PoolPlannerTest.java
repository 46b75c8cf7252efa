package dev.plimsoll.planning.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.PoolSpec.Replacement;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.planning.machine.PoolPlanner.Member;
import dev.plimsoll.planning.machine.PoolPlanner.Pool;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PoolPlannerTest {
    private static final Key POOL = new Key(Kind.POOL, "default", "web");

    private static MachineTemplate template(String image, int tries) {
        return new MachineTemplate("tiny", null, image, null, null, null, false, null, null, Duration.ofMinutes(10), tries);
    }

    private static Member member(String image, boolean ready) {
        return new Member(new MachineSpec(Optional.empty(), "here", Optional.empty(), Optional.empty(), false, template(image, 5)), ready, false, false, true, false, Optional.empty());
    }

    private static Member empty(String image) {
        return new Member(member(image, false).spec(), false, true, false, true, false, Optional.empty());
    }

    /// In a cluster: it has to be emptied first.
    private static Member node(String image) {
        return new Member(member(image, true).spec(), true, false, false, false, false, Optional.empty());
    }

    private static Member chosen(Member member, Purpose purpose, int batch) {
        return new Member(member.spec(), member.ready(), member.empty(), false, member.drained(), member.extra(),
            Optional.of(new Departure(purpose, Duration.ofMinutes(1), false, false, batch, "upgrade/summer", Optional.empty())));
    }

    private static Member leaving(Member member, Purpose purpose) {
        return new Member(member.spec(), member.ready(), member.empty(), false, member.drained(), member.extra(),
            Optional.of(member.departure().orElse(Departure.usual(purpose)).as(purpose).begunAt(Instant.EPOCH)));
    }

    private static Pool pool(int count, int surge, Replacement replacement, Map<Integer, Member> machines) {
        return new Pool(POOL, new PoolSpec(null, count, "here", null, null, template("new", 5), surge, replacement), List.of(), machines);
    }

    private static List<String> steps(Pool pool) {
        return PoolPlanner.plan(pool).steps().stream().map(s -> s.getClass().getSimpleName() + " " + s.machine().name()).toList();
    }

    /// Carries steps out at once, machines becoming ready after one look, and answers how many there were at most and ready at least.
    private static int[] rolled(Pool begin) {
        var machines = new HashMap<>(begin.machines());
        int most = 0;
        int least = Integer.MAX_VALUE;
        for (int look = 0; look < 100; look++) {
            var plan = PoolPlanner.plan(new Pool(begin.key(), begin.spec(), begin.zones(), machines));
            machines.replaceAll((_, m) -> new Member(m.spec(), true, false, false, m.drained() || m.leaving(), m.extra(), m.departure()));
            for (var step : plan.steps()) {
                int slot = CloudNames.slot(POOL, step.machine().name());
                switch (step) {
                    case PoolStep.Declare declare -> machines.put(slot, new Member(declare.spec(), false, true, false, begin.machines().get(1).drained(), declare.extra(), Optional.empty()));
                    case PoolStep.Delete _ -> machines.remove(slot);
                    case PoolStep.Adjust adjust -> machines.put(slot, new Member(adjust.spec(), true, false, false, true, false, Optional.empty()));
                    case PoolStep.Empty empty -> machines.compute(slot, (_, m) -> leaving(m, empty.purpose()));
                }
            }
            most = Math.max(most, machines.size());
            least = Math.min(least, (int) machines.values().stream().filter(Member::ready).count());
            if (plan.steps().isEmpty() && plan.outdated().isEmpty() && machines.size() == begin.spec().count()) {
                assertThat(machines.values()).allMatch(m -> m.spec().template().image().equals("new"));
                return new int[] {most, least};
            }
        }
        throw new AssertionError("never done: " + machines);
    }

    @Test
    void every_slot_gets_a_machine_and_zones_take_turns() {
        var spec = new PoolSpec(null, 3, "here", null, List.of("10.0.0.5", "10.0.0.6", "10.0.0.7"), template("new", 5), 1, null);
        var declared = PoolPlanner.plan(new Pool(POOL, spec, List.of("a", "b"), Map.of())).steps().stream().map(s -> ((PoolStep.Declare) s).spec()).toList();

        assertThat(declared).extracting(m -> m.zone().orElse("")).containsExactly("a", "b", "a");
        assertThat(declared).extracting(m -> m.address().orElse("")).containsExactly("10.0.0.5", "10.0.0.6", "10.0.0.7");
    }

    @Test
    void a_smaller_count_deletes_the_last_ones() {
        assertThat(steps(pool(1, 1, Replacement.ON_UPGRADE, Map.of(1, member("new", true), 2, member("new", true), 3, member("new", true))))).containsExactly("Delete web-3", "Delete web-2");
    }

    @Test
    void an_older_template_waits_for_an_upgrade_unless_the_pool_rolls() {
        var plan = PoolPlanner.plan(pool(2, 1, Replacement.ON_UPGRADE, Map.of(1, member("old", true), 2, member("new", true))));
        assertThat(plan.steps()).isEmpty();
        assertThat(plan.outdated()).containsExactly(1);
    }

    @Test
    void what_does_not_last_is_adjusted_in_place() {
        var other = new Member(new MachineSpec(Optional.empty(), "here", Optional.empty(), Optional.empty(), false, template("new", 9)), true, false, false, true, false, Optional.empty());
        assertThat(steps(pool(1, 1, Replacement.ROLLING, Map.of(1, other)))).containsExactly("Adjust web-1");
    }

    @Test
    void rolling_adds_the_surge_and_never_misses_one() {
        assertThat(rolled(pool(3, 1, Replacement.ROLLING, Map.of(1, member("old", true), 2, member("old", true), 3, member("old", true))))).containsExactly(4, 3);
        assertThat(rolled(pool(5, 2, Replacement.ROLLING, Map.of(1, member("old", true), 2, member("old", true), 3, member("old", true), 4, member("old", true), 5, member("old", true)))))
            .containsExactly(7, 5);
    }

    @Test
    void rolling_without_surge_misses_one_at_a_time() {
        assertThat(rolled(pool(3, 0, Replacement.ROLLING, Map.of(1, member("old", true), 2, member("old", true), 3, member("old", true))))).containsExactly(3, 2);
    }

    @Test
    void what_is_not_there_is_replaced_at_once_and_what_cannot_be_seen_is_not() {
        assertThat(steps(pool(2, 1, Replacement.ROLLING, Map.of(1, empty("old"), 2, empty("old"))))).containsExactly("Delete web-1", "Delete web-2");
        assertThat(steps(pool(2, 1, Replacement.ROLLING, Map.of(1, member("old", false), 2, member("old", false))))).containsExactly("Declare web-3");
    }

    @Test
    void nodes_are_emptied_before_they_are_deleted() {
        assertThat(rolled(pool(3, 1, Replacement.ROLLING, Map.of(1, node("old"), 2, node("old"), 3, node("old"))))).containsExactly(4, 3);
        assertThat(steps(pool(1, 1, null, Map.of(1, node("new"), 2, node("new"))))).containsExactly("Empty web-2");
        assertThat(steps(pool(1, 1, null, Map.of(1, node("new"), 2, leaving(node("new"), Purpose.REMOVE))))).isEmpty();
    }

    @Test
    void whom_an_upgrade_chose_is_replaced_though_the_pool_does_not_roll_and_though_it_is_current() {
        var begin = pool(3, 2, Replacement.ON_UPGRADE, Map.of(1, chosen(node("old"), Purpose.REPLACE, 1), 2, chosen(node("new"), Purpose.REPLACE, 1), 3, node("new")));
        assertThat(steps(begin)).containsExactly("Declare web-4");
        assertThat(rolled(begin)).as("its batch, not the pool's surge").containsExactly(4, 3);
    }

    @Test
    void in_place_so_many_are_missing_as_the_upgrade_says_and_none_beyond_the_count() {
        assertThat(rolled(pool(4, 1, null, Map.of(1, chosen(node("old"), Purpose.REPLACE_IN_PLACE, 2), 2, chosen(node("old"), Purpose.REPLACE_IN_PLACE, 2),
            3, chosen(node("old"), Purpose.REPLACE_IN_PLACE, 2), 4, chosen(node("old"), Purpose.REPLACE_IN_PLACE, 2))))).containsExactly(4, 2);
    }

    @Test
    void managers_go_one_at_a_time() {
        var spec = new PoolSpec(Optional.of(MachineRole.MANAGER), 3, "here", null, null, template("old", 5), 2, Replacement.ROLLING);
        var old = new Member(new MachineSpec(Optional.of(MachineRole.MANAGER), "here", Optional.empty(), Optional.empty(), false, template("older", 5)), true, false, false, true, false, Optional.empty());
        assertThat(steps(new Pool(POOL, spec, List.of(), Map.of(1, old, 2, old, 3, old)))).containsExactly("Declare web-4");
    }

    @Test
    void one_that_is_removed_leaves_its_slot_and_the_others_stay_where_they_are() {
        var pool = pool(2, 1, null, Map.of(1, member("new", true), 2, leaving(member("new", true), Purpose.REMOVE), 3, member("new", true)));
        assertThat(steps(pool)).containsExactly("Delete web-2");
        assertThat(steps(pool(2, 1, null, Map.of(1, member("new", true), 3, member("new", true))))).isEmpty();
        assertThat(steps(pool(3, 1, null, Map.of(1, member("new", true), 3, member("new", true))))).containsExactly("Declare web-2");
    }

    @Test
    void one_beyond_the_count_that_is_emptied_goes_once() {
        var extra = new Member(member("new", true).spec(), true, false, false, true, true, Optional.of(Departure.usual(Purpose.REMOVE).begunAt(Instant.EPOCH)));
        assertThat(steps(pool(1, 1, null, Map.of(1, member("new", true), 2, extra)))).containsExactly("Delete web-2");
    }
}
