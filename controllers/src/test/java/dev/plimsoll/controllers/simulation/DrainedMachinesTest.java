package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.CloudNetworkSpec;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Machines behind an edge that are drained while connections are under way there.
class DrainedMachinesTest {
    private static final String EDGE = "default/edge";
    private static final Key FIRST = new Key(Kind.MACHINE, "default", "r-1");

    private final Scenario scenario = new Scenario();

    DrainedMachinesTest() throws InterruptedException {}

    @BeforeEach
    void twoRoutersBehindAnEdge() throws InterruptedException {
        scenario.applied("here", RegionSpec.of(CloudType.SIMULATED));
        scenario.applied("inside", new CloudNetworkSpec("here", "10.1.0.0/24", null, null, null, null, false, null, true, null));
        scenario.applied("m", pool(MachineRole.MANAGER, 1));
        scenario.applied("r", pool(MachineRole.ROUTER, 2));
        scenario.applied("main", new ClusterSpec(null, List.of("m", "r"), null, false, Duration.ZERO));
        var routers = new Target(null, null, 443, null, 1, null, Optional.of("r"));
        scenario.applied("edge", new RouteSpec(null, RouteSpec.Protocol.TCP, List.of("443"), 0, null, List.of(routers), null, null, null, null, null, false, null, false));
        scenario.until(() -> scenario.resource(new Key(Kind.CLUSTER, "default", "main")).status().level() && serving().equals(List.of("r-1-443", "r-2-443")));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    private static PoolSpec pool(MachineRole role, int count) {
        return new PoolSpec(Optional.of(role), count, "here", null, null, new MachineTemplate("tiny", null, "debian-12", List.of("inside"), null, null, false, null, null, null, 3), 1, null);
    }

    private List<String> serving() {
        return scenario.platform.ingress.serving(EDGE).stream().sorted().toList();
    }

    private Optional<Drain> drain() {
        return scenario.resource(FIRST).status(MachineStatus.class).drain();
    }

    private boolean isEmpty() {
        return drain().filter(Drain::empty).isPresent();
    }

    private Instant drained(boolean now) throws InterruptedException {
        var machine = scenario.resource(FIRST);
        var began = scenario.platform.world.clock().instant();
        var metadata = now ? Departure.usual(Purpose.DRAIN).begunAt(began).on(machine.metadata()) : Departure.none(machine.metadata());
        scenario.platform.commit(new Write.Put(machine.withMetadata(metadata), Write.Expected.ANYTHING));
        return began;
    }

    @Test
    void connectionsEndBeforeTheMachineIsEmptied() throws InterruptedException {
        scenario.platform.ingress.busy("r-1-443", 3);
        drained(true);
        scenario.until(() -> drain().filter(d -> d.sentence().contains("3 requests or connections at machine/r-1")).isPresent());
        assertThat(drain()).hasValueSatisfying(d -> assertThat(d.state()).isEqualTo(Drain.State.MOVING));
        assertThat(serving()).as("nothing new gets there").containsExactly("r-2-443");

        scenario.platform.ingress.busy("r-1-443", 0);
        scenario.until(this::isEmpty);
        assertThat(isEmpty()).isTrue();
        drained(false);
        scenario.until(() -> serving().size() == 2);
        assertThat(serving()).containsExactly("r-1-443", "r-2-443");
    }

    @Test
    void connectionsEndBeforeADeletedMachineLeavesItsCluster() throws InterruptedException {
        scenario.platform.ingress.busy("r-1-443", 3);
        var uid = scenario.resource(FIRST).metadata().uid();
        scenario.deleted(FIRST);
        scenario.until(() -> drain().filter(d -> d.sentence().contains("3 requests or connections at machine/r-1")).isPresent());
        assertThat(drain()).hasValueSatisfying(d -> assertThat(d.state()).isEqualTo(Drain.State.MOVING));
        assertThat(serving()).as("nothing new gets there").containsExactly("r-2-443");

        scenario.platform.ingress.busy("r-1-443", 0);
        scenario.until(() -> scenario.platform.store.get(FIRST).filter(m -> !m.metadata().uid().equals(uid)).isPresent());
        assertThat(scenario.resource(FIRST).metadata().uid()).isNotEqualTo(uid);
    }

    @Test
    void aConnectionThatNeverEndsHoldsNoMachine() throws InterruptedException {
        scenario.platform.ingress.busy("r-1-443", 1);
        var began = drained(true);
        scenario.until(this::isEmpty);
        assertThat(isEmpty()).isTrue();
        assertThat(Duration.between(began, scenario.platform.world.clock().instant())).isBetween(Duration.ofSeconds(5), Duration.ofMinutes(1));
    }
}
