package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.ports.simulated.cloud.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A cloud without a place for a machine in its zone: another zone has one, or a later time.
class CrowdedZonesTest {
    private static final Key POOL = new Key(Kind.POOL, "default", "web");

    private final Scenario scenario = new Scenario();
    private final Site site = scenario.platform.world.clouds().site();

    CrowdedZonesTest() throws InterruptedException {
        scenario.applied("here", RegionSpec.of(CloudType.SIMULATED));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private static PoolSpec pool(int count) {
        return new PoolSpec(null, count, "here", null, null, new MachineTemplate("tiny", null, "debian-12", null, null, null, false, null, null, Duration.ofMinutes(10), 3), 1, null);
    }

    private MachineStatus machine(String name) {
        return scenario.resource(new Key(Kind.MACHINE, "default", name)).status(MachineStatus.class);
    }

    private void level() throws InterruptedException {
        scenario.until(() -> scenario.platform.store.get(POOL).filter(p -> p.status().level() && p.status().observedGeneration() == p.metadata().generation()).isPresent());
        assertThat(scenario.resource(POOL).status().level()).isTrue();
    }

    private long machines() {
        return site.hand().everything().stream().filter(s -> s.kind() == CloudKind.MACHINE).count();
    }

    @Test
    void a_machine_whose_zone_is_full_comes_in_the_next_one() throws InterruptedException {
        site.hand().full("a", true);
        site.hand().full("b", true);

        scenario.applied("web", pool(3));
        level();

        assertThat(Stream.of("web-1", "web-2", "web-3").map(m -> machine(m).zone())).containsOnly("c");
        assertThat(machines()).isEqualTo(3);
        assertThat(machine("web-1").failure()).as("it has not failed").isEmpty();
    }

    @Test
    void when_all_are_full_it_waits_says_so_and_comes_where_there_is_room_first() throws InterruptedException {
        List.of("a", "b", "c").forEach(zone -> site.hand().full(zone, true));
        scenario.applied("web", pool(1));
        scenario.until(() -> scenario.platform.store.get(POOL).flatMap(p -> p.status().condition(Condition.LEVEL)).filter(c -> c.sentence().contains("No valid host")).isPresent());
        scenario.platform.pass(Duration.ofMinutes(2));
        long calls = site.hand().calls();

        scenario.platform.pass(Duration.ofMinutes(30));

        // Three zones a minute, each a machine made, looked at and removed.
        assertThat(site.hand().calls() - calls).isLessThan(30 * 3 * 8);
        assertThat(machines()).isLessThanOrEqualTo(1);
        assertThat(machine("web-1").failure()).isEmpty();

        site.hand().full("b", false);
        level();
        assertThat(machine("web-1").zone()).isEqualTo("b");
    }

    private static PoolSpec pool(String flavor, List<String> others, List<String> zones) {
        return new PoolSpec(null, 2, "here", zones, null, new MachineTemplate(flavor, others, "debian-12", null, null, null, false, null, null, Duration.ofMinutes(10), 3), 1, null);
    }

    private String said(String name) {
        return machine(name).condition(Condition.LEVEL).map(Condition::sentence).orElse("");
    }

    @Test
    void a_flavor_without_a_place_is_replaced_by_the_next_before_another_zone_is_tried() throws InterruptedException {
        site.hand().soldOut("tiny", true);

        scenario.applied("web", pool("tiny", List.of("small", "large"), null));
        var steps = new ArrayList<String>();
        for (int i = 0; i < 2_000 && !scenario.platform.store.get(POOL).orElseThrow().status().level(); i++) {
            scenario.platform.step().ifPresent(run -> steps.addAll(run.steps()));
        }

        assertThat(Stream.of("web-1", "web-2").map(m -> machine(m).zone())).as("where they were first declared").containsExactly("a", "b");
        assertThat(said("web-1")).contains("of flavor small");
        assertThat(steps).contains("try flavor small, because the cloud has no place for flavor tiny");
        assertThat(machines()).isEqualTo(2);
        assertThat(machine("web-1").failure()).as("it has not failed").isEmpty();

        site.hand().soldOut("tiny", false);
        scenario.platform.pass(Duration.ofMinutes(10));
        scenario.applied("web", pool("tiny", List.of("large"), null));
        level();
        assertThat(said("web-1")).as("what is there stays, whatever is tried now").contains("of flavor small");
    }

    @Test
    void when_no_flavor_has_a_place_anywhere_it_waits_and_begins_with_the_first() throws InterruptedException {
        site.hand().soldOut("tiny", true);
        site.hand().soldOut("small", true);
        scenario.applied("web", pool("tiny", List.of("small"), null));
        scenario.platform.pass(Duration.ofMinutes(5));
        assertThat(machines()).isLessThanOrEqualTo(2);
        assertThat(scenario.resource(POOL).status().level()).isFalse();

        site.hand().soldOut("tiny", false);
        level();
        assertThat(said("web-1")).contains("of flavor tiny");
    }
}
