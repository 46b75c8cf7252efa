package dev.plimsoll.controllers.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.CloudType;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.machine.MachineTemplate;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.ports.simulated.cloud.Site;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import dev.plimsoll.ports.swarm.Swarms.Member;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clusters over simulated machines: formed, healed, guarded, dissolved.
class ClustersTest {
    private static final Key MAIN = new Key(Kind.CLUSTER, "default", "main");

    private final SimulatedSettings settings = SimulatedSettings.stepped(1);
    /// Its engine, by the same clock.
    private final SimulatedWorld engine = new SimulatedWorld(settings.withServices());
    private final Scenario scenario = new Scenario(new SimulatedPlatform(settings, _ -> engine.engine(), List.of(engine)));
    private final Site site = scenario.platform.world.clouds().site();

    ClustersTest() throws InterruptedException {}

    @BeforeEach
    void declareRegion() throws InterruptedException {
        scenario.applied("here", RegionSpec.of(CloudType.SIMULATED));
        scenario.applied("inside", new dev.plimsoll.model.CloudNetworkSpec("here", "10.1.0.0/24", null, null, null, null, false, null, true, null));
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    @Test
    void poolsBecomeOneSwarmWithLabelsAndRoles() throws InterruptedException {
        declared(3, 2, Duration.ZERO);
        level();

        var state = look();
        assertThat(state.nodes()).hasSize(5).allMatch(SwarmState.Node::ready);
        assertThat(state.quorum().managers()).isEqualTo(3);
        assertThat(scenario.platform.world.swarms().swarms()).isEqualTo(1);
        var worker = state.named("w-1").orElseThrow().spec();
        assertThat(worker.role()).isEqualTo(Role.WORKER);
        assertThat(worker.labels()).containsEntry("plimsoll.pool", "w").containsEntry("plimsoll.role", "worker").containsEntry("plimsoll.zone", "a").containsEntry("disk", "ssd")
            .containsEntry("plimsoll.machine", "w-1");
        var status = cluster();
        assertThat(status.id()).isEqualTo(state.id());
        assertThat(status.nodes()).extracting(ClusterStatus.Node::machine).containsExactlyInAnyOrder("m-1", "m-2", "m-3", "w-1", "w-2");
        assertThat(condition(ClusterStatus.QUORUM).holds()).isTrue();
        assertThat(condition(ClusterStatus.RESILIENT).holds()).isTrue();
    }

    @Test
    void oneManagerIsAdvisedAgainst() throws InterruptedException {
        declared(1, 1, Duration.ZERO);
        level();

        assertThat(condition(ClusterStatus.RESILIENT).holds()).isFalse();
        assertThat(condition(ClusterStatus.RESILIENT).sentence()).contains("three bear the loss of one");
    }

    @Test
    void aManagerThatIsMadeAnewLeavesNoGhost() throws InterruptedException {
        declared(3, 1, Duration.ZERO);
        level();
        var ghost = look().named("m-2").orElseThrow().id();

        site.hand().delete(machine("m-2").intent().flatMap(Intent::id).orElseThrow());
        scenario.until(() -> look().node(ghost).isEmpty());
        level();

        assertThat(look().nodes()).hasSize(4).allMatch(SwarmState.Node::ready);
        assertThat(look().quorum().managers()).isEqualTo(3);
    }

    @Test
    void whenNobodyIsLeftWhoKnewItsStateItIsFormedAnew() throws InterruptedException {
        declared(1, 2, Duration.ZERO);
        level();
        var before = cluster().id();

        site.hand().delete(machine("m-1").intent().flatMap(Intent::id).orElseThrow());
        scenario.until(() -> !cluster().id().equals(before) && cluster().level());
        level();

        assertThat(look().nodes()).hasSize(3).allMatch(SwarmState.Node::ready);
        assertThat(scenario.platform.world.swarms().swarms()).as("but for the seat of the machine that is gone").isLessThanOrEqualTo(2);
    }

    @Test
    void aLostQuorumIsToldWithWhatToDoAndHealsWhenManagersComeBack() throws InterruptedException {
        declared(3, 1, Duration.ZERO);
        level();
        silence("m-2", true);
        silence("m-3", true);

        assertThat(scenario.states(MAIN, "QuorumLost")).contains("1 of 3 managers answer, and 2 must agree").contains("plimsoll cluster recover main --from m-1 --yes");
        assertThat(condition(ClusterStatus.QUORUM).holds()).isFalse();
        scenario.deleted(new Key(Kind.MACHINE, "default", "m-1"));
        assertThat(scenario.states(new Key(Kind.MACHINE, "default", "m-1"), "QuorumLost")).contains("may be needed to recover it");
        silence("m-2", false);
        silence("m-3", false);
        scenario.until(() -> machineIsNew("m-1"));
        level();
        assertThat(look().nodes()).hasSize(4).allMatch(SwarmState.Node::ready);
    }

    @Test
    void aLostQuorumIsRecoveredFromOneManager() throws InterruptedException {
        declared(3, 1, Duration.ZERO);
        level();
        silence("m-2", true);
        silence("m-3", true);
        scenario.states(MAIN, "QuorumLost");

        var cluster = scenario.resource(MAIN);
        scenario.platform.commit(new Write.Put(cluster.withMetadata(cluster.metadata().withAnnotations(Map.of(ClusterSpec.RECOVER_FROM, "m-1"))), Write.Expected.ANYTHING));
        scenario.until(() -> condition(ClusterStatus.QUORUM).holds());
        assertThat(look().quorum().managers()).isEqualTo(1);
        silence("m-2", false);
        silence("m-3", false);
        scenario.until(() -> look().nodes().size() == 4 && look().quorum().managers() == 3);
        level();

        assertThat(look().nodes()).hasSize(4).allMatch(SwarmState.Node::ready);
        assertThat(scenario.resource(MAIN).metadata().annotations()).isEmpty();
    }

    @Test
    void aDeletedMachineLeavesTheSwarmFirst() throws InterruptedException {
        declared(3, 3, Duration.ZERO);
        level();
        var node = look().named("w-3").orElseThrow().id();
        var before = machine("w-3").intent().map(Intent::operation).orElseThrow();
        scenario.platform.world.swarms().run("shop/web", 9, true);

        scenario.deleted(new Key(Kind.MACHINE, "default", "w-3"));
        scenario.until(() -> machineIsNew("w-3", before));
        level();

        assertThat(look().node(node)).isEmpty();
        assertThat(look().nodes()).hasSize(6);
        assertThat(scenario.platform.world.swarms().interrupted("shop/web")).isZero();
    }

    @Test
    void theOnlyManagerStaysUntilItIsForced() throws InterruptedException {
        declared(1, 1, Duration.ZERO);
        level();
        var key = new Key(Kind.MACHINE, "default", "m-1");

        scenario.deleted(key);
        assertThat(scenario.states(key, "QuorumGuarded")).contains("only manager");
        assertThat(look().nodes()).hasSize(2);
    }

    @Test
    void whatWasChangedByHandIsChangedBack() throws InterruptedException {
        declared(3, 1, Duration.ZERO);
        level();
        var node = look().named("m-3").orElseThrow();
        var worker = look().named("w-1").orElseThrow();

        swarm().change(node.id(), new NodeSpec(Role.WORKER, Availability.ACTIVE, Map.of()));
        swarm().change(worker.id(), new NodeSpec(Role.MANAGER, Availability.DRAINED, Map.of("by", "hand")));
        scenario.until(() -> look().node(node.id()).orElseThrow().spec().equals(node.spec()) && look().node(worker.id()).orElseThrow().spec().equals(worker.spec()));

        assertThat(look().node(node.id()).orElseThrow().spec()).isEqualTo(node.spec());
        assertThat(look().node(worker.id()).orElseThrow().spec()).isEqualTo(worker.spec());
    }

    @Test
    void aNodeThatIsGoneTooLongIsReplacedWhereAsked() throws InterruptedException {
        declared(1, 2, Duration.ofMinutes(5));
        level();
        var before = machine("w-1").intent().map(Intent::operation).orElseThrow();

        silence("w-1", true);
        scenario.platform.pass(Duration.ofMinutes(4));
        assertThat(machine("w-1").intent().map(Intent::operation)).contains(before);
        scenario.until(() -> machineIsNew("w-1", before));
        level();

        assertThat(look().nodes()).hasSize(3).allMatch(SwarmState.Node::ready);
    }

    @Test
    void aDeletedClusterLeavesMachinesInNoSwarm() throws InterruptedException {
        declared(3, 2, Duration.ZERO);
        level();

        scenario.deleted(MAIN);
        scenario.gone(MAIN);

        assertThat(swarm().look().formed()).isFalse();
        assertThat(scenario.platform.mirror.list(Query.of(Kind.MACHINE))).hasSize(5);
    }

    @Test
    void aClusterThatAnAssemblyNamesIsNotDissolved() throws InterruptedException {
        declared(1, 1, Duration.ZERO);
        level();
        scenario.applied("office", AssemblySpec.of(Topology.EMPTY));
        scenario.applied("shop", new AssemblySpec(null, null, null, Topology.EMPTY, null, null, 0, Optional.of("main")));

        scenario.settled("shop");

        scenario.deleted(MAIN);
        scenario.until(() -> condition(Condition.LEVEL).reason().equals("InUse"));
        assertThat(condition(Condition.LEVEL).sentence()).contains("assembly/shop").doesNotContain("office");
        assertThat(look().formed()).isTrue();

        scenario.deleted(new Key(Kind.ASSEMBLY, MAIN.project(), "shop"));
        scenario.gone(MAIN);
        assertThat(swarm().look().formed()).isFalse();
    }

    @Test
    void workersThatGoTogetherLeaveWhatRunsThereToTheOthers() throws InterruptedException {
        declared(3, 9, Duration.ZERO);
        level();
        scenario.platform.world.swarms().run("shop/web", 9, true);
        scenario.platform.world.swarms().run("shop/api", 1, true);

        scenario.deleted(new Key(Kind.POOL, "default", "w"));
        scenario.gone(new Key(Kind.POOL, "default", "w"));

        assertThat(look().nodes()).extracting(SwarmState.Node::hostname).containsExactlyInAnyOrder("m-1", "m-2", "m-3");
        for (var service : List.of("shop/web", "shop/api")) {
            assertThat(scenario.platform.world.swarms().interrupted(service)).as(service).isZero();
            assertThat(scenario.platform.world.swarms().waiting(service)).as(service).isZero();
        }
    }

    @Test
    void machinesOfADeletedClusterStayForWhatRunsOnItAndGoAtOnceWhenNothingDoes() throws InterruptedException {
        declared(3, 2, Duration.ZERO);
        level();
        scenario.applied("shop", new AssemblySpec(null, null, null, Topology.EMPTY, null, null, 0, Optional.of("main")));
        scenario.settled("shop");
        var last = new Key(Kind.MACHINE, "default", "m-3");

        for (var key : List.of(MAIN, new Key(Kind.POOL, "default", "m"), new Key(Kind.POOL, "default", "w"))) {
            scenario.deleted(key);
        }
        assertThat(scenario.states(last, "QuorumGuarded")).contains("only manager");
        scenario.until(() -> look().nodes().size() == 1);
        assertThat(look().nodes()).extracting(SwarmState.Node::hostname).containsExactly("m-3");

        scenario.deleted(new Key(Kind.ASSEMBLY, MAIN.project(), "shop"));
        scenario.gone(MAIN);
        scenario.gone(last);
        assertThat(site.hand().everything()).noneMatch(seen -> seen.kind() == CloudKind.MACHINE);
    }

    private void declared(int managers, int workers, Duration replaceAfter) throws InterruptedException {
        scenario.applied("m", pool(MachineRole.MANAGER, managers));
        scenario.applied("w", pool(MachineRole.WORKER, workers));
        scenario.applied("main", new ClusterSpec(null, List.of("m", "w"), null, false, replaceAfter));
    }

    private static PoolSpec pool(MachineRole role, int count) {
        return new PoolSpec(Optional.of(role), count, "here", null, null, new MachineTemplate("tiny", null, "debian-12", List.of("inside"), null, null, false, Map.of("disk", "ssd"), null, null, 3), 1, null);
    }

    private void level() throws InterruptedException {
        scenario.until(() -> scenario.platform.store.get(MAIN).filter(r -> r.status().level() && r.status().observedGeneration() == r.metadata().generation()).isPresent()
            && look().nodes().stream().allMatch(SwarmState.Node::ready));
        assertThat(cluster().conditions()).anySatisfy(c -> assertThat(c.holds() && c.type().equals(Condition.LEVEL)).as(c.sentence()).isTrue());
    }

    private ClusterStatus cluster() {
        return scenario.resource(MAIN).status(ClusterStatus.class);
    }

    private Condition condition(String type) {
        return cluster().condition(type).orElseThrow();
    }

    private MachineStatus machine(String name) {
        return scenario.resource(new Key(Kind.MACHINE, "default", name)).status(MachineStatus.class);
    }

    private boolean machineIsNew(String name) {
        return scenario.platform.store.get(new Key(Kind.MACHINE, "default", name)).filter(m -> !m.metadata().deleting() && m.status().level()).isPresent();
    }

    private boolean machineIsNew(String name, String before) {
        return machineIsNew(name) && !machine(name).intent().map(Intent::operation).equals(Optional.of(before));
    }

    private void silence(String machine, boolean on) {
        scenario.platform.world.swarms().silence(machine(machine).intent().map(Intent::operation).orElseThrow(), on);
    }

    private SwarmState look() {
        return swarm().look();
    }

    /// As somebody else would see it who reaches all machines.
    private Swarm swarm() {
        return scenario.platform.world.swarms().open(MAIN, scenario.platform.mirror.list(Query.of(Kind.MACHINE)).stream()
            .flatMap(m -> m.status(MachineStatus.class).intent().map(i -> new Member(m.key(), i.operation(), "10.1.0.1")).stream()).toList());
    }
}
