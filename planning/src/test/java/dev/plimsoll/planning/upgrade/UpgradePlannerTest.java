package dev.plimsoll.planning.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.UpgradeSpec;
import dev.plimsoll.model.UpgradeSpec.OnBlocked;
import dev.plimsoll.model.UpgradeStatus.Old;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.planning.upgrade.UpgradePlanner.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpgradePlannerTest {
    private static final String NAME = "upgrade/summer";

    private static UpgradeSpec spec(OnBlocked onBlocked, boolean evenCurrent) {
        return new UpgradeSpec(Optional.of("one"), null, null, null, 1, Duration.ofMinutes(2), onBlocked, evenCurrent);
    }

    private static Candidate machine(String name, String operation, boolean current, boolean serves) {
        var pool = name.substring(0, name.indexOf('-'));
        return new Candidate(new Key(Kind.MACHINE, "default", name), new Key(Kind.POOL, "default", pool), pool.equals("boss") ? MachineRole.MANAGER : MachineRole.WORKER, operation, current, serves,
            false, false, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Candidate old(String name) {
        return machine(name, "then", false, true);
    }

    private static Candidate anew(String name) {
        return machine(name, "now", true, true);
    }

    private static Candidate with(Candidate c, Optional<Departure> departure, Optional<Drain> drain, Optional<String> trouble) {
        return new Candidate(c.machine(), c.pool(), c.role(), c.operation(), c.current(), c.serves(), c.deleting(), c.extra(), departure, drain, trouble);
    }

    private static Candidate chosen(Candidate c, String by, Optional<Instant> begun, Optional<Drain> drain) {
        return with(c, Optional.of(new Departure(Purpose.REPLACE, Duration.ofMinutes(2), false, false, 1, by, begun)), drain, Optional.empty());
    }

    private static List<Old> begun(String... names) {
        return List.of(names).stream().map(n -> new Old(n, "then")).toList();
    }

    private static UpgradePlan plan(List<Old> begun, Candidate... machines) {
        return UpgradePlanner.plan(new Situation(NAME, spec(OnBlocked.STOP, false), begun, List.of(machines), true));
    }

    @Test
    void it_begins_with_what_is_outdated_managers_last() {
        var machines = List.of(old("boss-1"), old("web-10"), old("web-2"), anew("web-3"));
        assertThat(UpgradePlanner.begin(spec(OnBlocked.STOP, false), machines)).extracting(Old::machine).containsExactly("web-2", "web-10", "boss-1");
        assertThat(UpgradePlanner.begin(spec(OnBlocked.STOP, true), machines)).extracting(Old::machine).containsExactly("web-2", "web-3", "web-10", "boss-1");
    }

    @Test
    void it_chooses_one_pool_at_a_time() {
        var plan = plan(begun("web-1", "web-2", "boss-1"), old("web-1"), old("web-2"), old("boss-1"));
        assertThat(plan.chosen()).extracting(c -> c.machine().name()).containsExactly("web-1", "web-2");
        assertThat(plan.chosen().getFirst().departure()).isEqualTo(new Departure(Purpose.REPLACE, Duration.ofMinutes(2), false, false, 1, NAME, Optional.empty()));
        assertThat(plan(begun("web-1", "boss-1"), anew("web-1"), old("boss-1")).chosen()).extracting(c -> c.machine().name()).containsExactly("boss-1");
    }

    @Test
    void nobody_is_chosen_twice_and_who_is_done_stays_done() {
        var plan = plan(begun("web-1", "web-2", "web-3"), anew("web-1"), machine("web-2", "now", true, false), chosen(old("web-3"), NAME, Optional.empty(), Optional.empty()));
        assertThat(plan.done()).containsExactly("web-1");
        assertThat(plan.underWay()).containsExactly("web-2: the new one is being made", "web-3: its turn has not come");
        assertThat(plan.chosen()).isEmpty();
        assertThat(plan.complete()).isFalse();
        assertThat(plan(begun("web-1"), anew("web-1")).complete()).isTrue();
    }

    @Test
    void one_that_was_healed_from_the_older_template_is_replaced_all_the_same() {
        assertThat(plan(begun("web-1"), machine("web-1", "healed", false, true)).chosen()).hasSize(1);
    }

    @Test
    void one_that_is_gone_is_done_when_its_pool_wants_no_more() {
        assertThat(plan(begun("web-1")).done()).containsExactly("web-1");
        assertThat(UpgradePlanner.plan(new Situation(NAME, spec(OnBlocked.STOP, false), begun("web-1"), List.of(), false)).underWay()).containsExactly("web-1: its place is being filled");
    }

    @Test
    void a_new_machine_that_cannot_be_made_stops_it_and_says_which() {
        var failed = with(machine("web-4", "", true, false), Optional.empty(), Optional.empty(), Optional.of("3 machines failed in a row"));
        var plan = plan(begun("web-1", "web-2"), chosen(old("web-1"), NAME, Optional.empty(), Optional.empty()), old("web-2"), failed);
        assertThat(plan.stop()).hasValueSatisfying(stop -> assertThat(stop.sentence()).isEqualTo("machine/web-4 cannot be made: 3 machines failed in a row"));
        assertThat(plan.chosen()).isEmpty();
        assertThat(plan.released()).as("they keep the failed one from being tried without end").isEmpty();
    }

    @Test
    void a_machine_that_cannot_be_emptied_in_time_stops_it_and_says_who_blocks() {
        var drain = new Drain(Drain.State.EMPTYING, Instant.EPOCH, true, "", "2 instances run there", List.of("shop/web 1: its replacement waits for a place"));
        var plan = plan(begun("web-1", "web-2"), chosen(old("web-1"), NAME, Optional.of(Instant.EPOCH), Optional.of(drain)), chosen(old("web-2"), NAME, Optional.empty(), Optional.empty()));
        assertThat(plan.stop()).hasValueSatisfying(stop -> assertThat(stop.sentence()).isEqualTo("machine/web-1 is not empty in time: shop/web 1: its replacement waits for a place"));
        assertThat(plan.blockers()).containsExactly("web-1: shop/web 1: its replacement waits for a place");
        assertThat(plan.released()).extracting(Key::name).containsExactly("web-2");
    }

    @Test
    void what_another_upgrade_replaces_is_left_to_it() {
        var plan = plan(begun("web-1"), chosen(old("web-1"), "upgrade/other", Optional.empty(), Optional.empty()));
        assertThat(plan.chosen()).isEmpty();
        assertThat(plan.underWay()).containsExactly("web-1: upgrade/other replaces it");
    }
}
