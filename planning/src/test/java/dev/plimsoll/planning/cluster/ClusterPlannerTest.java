package dev.plimsoll.planning.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.planning.cluster.ClusterPlan.Held;
import dev.plimsoll.planning.cluster.ClusterStep.Form;
import dev.plimsoll.planning.cluster.ClusterStep.Leave;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Whose a swarm is that a machine is in, and when there is nobody left to wait for.
class ClusterPlannerTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Membership SILENT = new Membership.Silent("it does not answer");

    @Test
    void whoWasAskedToJoinAndIsInASwarmThatNobodyKnowsLeavesIt() {
        var before = known("swarm-2", node("n1", "m-1", "leader", "ready"), node("", "w-1", "worker", ClusterStatus.Node.JOINING));
        var plan = plan(before, led("n1", "m-1"), Map.of("m-1", inside("n1", true), "w-1", inside("of-the-swarm-before", false)), manager("m-1"), worker("w-1"));

        assertThat(plan.steps()).filteredOn(Leave.class::isInstance).extracting(ClusterStep::machine).containsExactly("w-1");
    }

    @Test
    void whoWasNeverAskedToJoinIsLeftInItsSwarm() {
        var before = known("swarm-2", node("n1", "m-1", "leader", "ready"), node("", "w-1", "worker", ClusterStatus.Node.OUTSIDE));
        var plan = plan(before, led("n1", "m-1"), Map.of("m-1", inside("n1", true), "w-1", inside("foreign", false)), manager("m-1"), worker("w-1"));

        assertThat(plan.steps()).noneMatch(Leave.class::isInstance);
        assertThat(plan.held()).map(Held::reason).contains("InAnotherSwarm");
    }

    @Test
    void aMachineMadeAnewIsNotTheOneThatWasAsked() {
        var asked = new ClusterStatus.Node("", "w-1", "worker", ClusterStatus.Node.JOINING, "active", "", "", "made-before", NOW);
        var before = new ClusterStatus(1, List.of(), "swarm-2", "", List.of(node("n1", "m-1", "leader", "ready"), asked));
        var plan = plan(before, led("n1", "m-1"), Map.of("m-1", inside("n1", true), "w-1", inside("foreign", false)), manager("m-1"), worker("w-1"));

        assertThat(plan.steps()).noneMatch(Leave.class::isInstance);
    }

    @Test
    void aManagerThatSaysItIsInNoSwarmIsNotWaitedFor() {
        var before = known("swarm-1", node("n1", "m-1", "leader", "ready"), node("", "m-2", "manager", ClusterStatus.Node.JOINING));
        // Of m-1 there is another machine now.
        var plan = plan(before, nobody(Map.of("m-2", Membership.OUTSIDE)), Map.of(), manager("m-2"));

        assertThat(plan.steps()).singleElement().isInstanceOf(Form.class).extracting(ClusterStep::machine).isEqualTo("m-2");
    }

    @Test
    void aManagerThatMayHaveJoinedAndIsSilentIsWaitedFor() {
        var before = known("swarm-1", node("n1", "m-1", "leader", "ready"), node("", "m-2", "manager", ClusterStatus.Node.JOINING));
        var plan = plan(before, nobody(Map.of("m-2", SILENT, "m-3", Membership.OUTSIDE)), Map.of(), manager("m-2"), manager("m-3"));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.held()).map(Held::reason).contains("Unreachable");
    }

    @Test
    void aManagerThatWasNeverAskedToJoinHasNothingToWaitFor() {
        var before = known("swarm-1", node("n1", "m-1", "leader", "ready"), node("", "m-2", "manager", ClusterStatus.Node.OUTSIDE));
        var plan = plan(before, nobody(Map.of("m-2", SILENT, "m-3", Membership.OUTSIDE)), Map.of(), manager("m-2"), manager("m-3"));

        assertThat(plan.steps()).singleElement().isInstanceOf(Form.class).extracting(ClusterStep::machine).isEqualTo("m-3");
    }

    @Test
    void aManagerThatWasDemotedLastIsNotWaitedForLong() {
        var answers = nobody(Map.of("m-2", inside("n2", false), "m-3", Membership.OUTSIDE));
        var since = NOW.minus(Duration.ofMinutes(9));
        var before = known("swarm-1", new ClusterStatus.Node("n2", "m-2", "manager", ClusterStatus.Node.UNKNOWN, "active", "", "", "op-m-2", since));
        assertThat(plan(before, answers, Map.of(), manager("m-2"), manager("m-3")).held()).as("it may still be starting").map(Held::reason).contains("Unreachable");

        var longer = known("swarm-1", new ClusterStatus.Node("n2", "m-2", "manager", ClusterStatus.Node.UNKNOWN, "active", "", "", "op-m-2", since.minus(Duration.ofMinutes(1))));
        assertThat(plan(longer, answers, Map.of(), manager("m-2"), manager("m-3")).steps()).singleElement().isInstanceOf(Form.class).extracting(ClusterStep::machine).isEqualTo("m-3");
    }

    @Test
    void managersThatAreStillWorkersOfALostSwarmLeaveItBeforeItIsFormedAnew() {
        var before = known("swarm-1", node("n1", "m-1", "leader", "ready"), node("n2", "m-2", "worker", "ready"));
        var plan = plan(before, nobody(Map.of("m-2", inside("n2", false))), Map.of(), manager("m-2"));

        assertThat(plan.steps()).containsExactly(new Leave("m-2", "no manager of its swarm is left"));
    }

    private static ClusterPlan plan(ClusterStatus before, SwarmState state, Map<String, Membership> members, Situation.Machine... machines) {
        var seen = members.isEmpty() ? state : new SwarmState(state.id(), state.led(), state.nodes(), members);
        return ClusterPlanner.plan(new Situation("main", List.of(machines), seen, before, Duration.ZERO, NOW));
    }

    private static ClusterStatus known(String id, ClusterStatus.Node... nodes) {
        return new ClusterStatus(1, List.of(), id, "", Arrays.asList(nodes));
    }

    private static ClusterStatus.Node node(String id, String machine, String role, String state) {
        return new ClusterStatus.Node(id, machine, role, state, "active", "", "", "op-" + machine, NOW);
    }

    private static SwarmState led(String id, String hostname) {
        return new SwarmState("swarm-2", true, List.of(new SwarmState.Node(id, hostname, "10.0.0.1", new NodeSpec(Role.MANAGER, Availability.ACTIVE, Map.of()), true, true, true, true, "27", "")), Map.of());
    }

    private static SwarmState nobody(Map<String, Membership> members) {
        return new SwarmState("", false, List.of(), members);
    }

    private static Membership inside(String node, boolean manager) {
        return new Membership.Inside(node, manager);
    }

    private static Situation.Machine manager(String name) {
        return machine(name, MachineRole.MANAGER);
    }

    private static Situation.Machine worker(String name) {
        return machine(name, MachineRole.WORKER);
    }

    private static Situation.Machine machine(String name, MachineRole role) {
        return new Situation.Machine(name, "op-" + name, "pool", role, "", Map.of(), Availability.ACTIVE, true, false);
    }
}
