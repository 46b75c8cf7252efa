package dev.plimsoll.planning.machine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.planning.machine.PoolPlanner.Member;
import dev.plimsoll.planning.machine.PoolPlanner.Pool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ElsewhereTest {
    private static final Key POOL = new Key(Kind.POOL, "default", "web");

    private static Member member(String zone, boolean empty) {
        return new Member(new MachineSpec(null, "here", Optional.of(zone), null, false, MachineTemplate.PLAIN), false, empty, false, true, false, Optional.empty());
    }

    private static List<String> moves(List<String> zones, Map<Integer, Member> machines, Set<Integer> crowded) {
        var pool = new Pool(POOL, new PoolSpec(null, machines.size(), "here", null, null, null, 1, null), zones, machines);
        return Elsewhere.steps(pool, crowded).stream().map(s -> s.machine().name() + " to " + ((PoolStep.Adjust) s).spec().zone().orElseThrow()).toList();
    }

    @Test
    void who_finds_no_place_tries_the_next_zone_and_after_the_last_the_first() {
        assertThat(moves(List.of("a", "b", "c"), Map.of(1, member("a", true), 2, member("b", true), 3, member("c", true)), Set.of(1, 3))).containsExactly("web-1 to b", "web-3 to a");
    }

    @Test
    void what_is_there_stays_and_one_zone_is_no_choice() {
        assertThat(moves(List.of("a", "b"), Map.of(1, member("a", false)), Set.of(1))).isEmpty();
        assertThat(moves(List.of("a"), Map.of(1, member("a", true)), Set.of(1))).isEmpty();
    }

    @Test
    void a_zone_that_the_pool_has_no_more_is_left_for_its_first() {
        assertThat(moves(List.of("a", "b"), Map.of(1, member("gone", true)), Set.of(1))).containsExactly("web-1 to a");
    }
}
