package dev.plimsoll.ports.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;

import dev.plimsoll.model.swarm.Membership;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.ports.EngineFailure;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What every [Swarm] promises. An adapter's test extends this class and opens [SwarmMachines].
@Timeout(value = 10, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
public abstract class SwarmContract {
    private static final NodeSpec MANAGER = new NodeSpec(Role.MANAGER, Availability.ACTIVE, Map.of());

    private SwarmMachines machines;
    private Swarm swarm;

    /// Three machines that are in no swarm.
    protected abstract SwarmMachines open();

    @BeforeEach
    void openMachines() {
        machines = open();
        swarm = machines.swarm();
    }

    @AfterEach
    void closeMachines() {
        machines.close();
    }

    @Test
    protected void machinesInNoSwarmSaySoAndNobodyJoinsWhatIsNotThere() {
        var state = swarm.look();

        assertThat(state.formed()).isFalse();
        assertThat(state.led()).isFalse();
        assertThat(state.members()).hasSize(3).containsEntry(name(1), Membership.OUTSIDE);
        refused(EngineFailure.Absent.class, "NotFormed", () -> swarm.join(name(1), Role.WORKER));
        refused(EngineFailure.Absent.class, "NotFormed", () -> swarm.change("nobody", MANAGER));
        refused(EngineFailure.Absent.class, "MachineNotFound", () -> swarm.form("nobody"));
        swarm.leave(name(1));
        assertThat(swarm.look().formed()).isFalse();
    }

    @Test
    protected void whoFormsAndJoinsIsANodeAndDoingItAgainChangesNothing() {
        swarm.form(name(1));
        var alone = until("it leads", SwarmState::led);
        assertThat(alone.id()).isNotEmpty();
        assertThat(alone.nodes()).singleElement().satisfies(n -> assertThat(alone.member(name(1))).isEqualTo(new Membership.Inside(n.id(), true)));
        assertThat(alone.quorum().againstLosing(true)).hasValueSatisfying(why -> assertThat(why).contains("only manager"));

        swarm.join(name(2), Role.WORKER);
        swarm.join(name(3), Role.MANAGER);
        var all = until("all are ready", s -> ready(s, 3) && s.quorum().reachable() == 2);
        swarm.form(name(1));
        swarm.join(name(2), Role.WORKER);
        swarm.join(name(3), Role.MANAGER);

        assertThat(swarm.look().nodes()).extracting(SwarmState.Node::id).containsExactlyInAnyOrderElementsOf(all.nodes().stream().map(SwarmState.Node::id).toList());
        assertThat(all.id()).isEqualTo(alone.id());
        assertThat(all.nodes()).filteredOn(n -> n.spec().availability() == Availability.PAUSED).extracting(SwarmState.Node::hostname).as("who joins gets no tasks yet").containsExactlyInAnyOrder(name(2), name(3));
        assertThat(node(2).spec().role()).isEqualTo(Role.WORKER);
        assertThat(node(2).address()).isEqualTo(machines.machine(2).address());
        assertThat(node(2).version()).isNotEmpty();
        assertThat(swarm.occupants(node(2).id())).isEmpty();
    }

    @Test
    protected void nodesAreLabelledPromotedDrainedAndRemoved() {
        formed();
        var second = node(2).id();
        var wanted = new NodeSpec(Role.MANAGER, Availability.DRAINED, Map.of("zone", "b"));

        swarm.change(second, wanted);
        swarm.change(second, wanted);
        until("it is a manager", s -> s.node(second).filter(n -> n.spec().equals(wanted) && n.reachable()).isPresent());
        assertThat(swarm.look().quorum().managers()).isEqualTo(2);
        refused(EngineFailure.Rejected.class, "IsManager", () -> swarm.remove(second));

        swarm.change(second, new NodeSpec(Role.WORKER, Availability.ACTIVE, Map.of()));
        until("it is a worker again", s -> s.quorum().managers() == 1 && s.quorum().kept());
        eventually("it lets itself be removed", () -> removed(second));
        swarm.remove(second);
        until("its machine has left", s -> s.node(second).isEmpty() && s.member(name(2)).equals(Membership.OUTSIDE));
        swarm.join(name(2), Role.WORKER);
        assertThat(until("it is back as another node", s -> ready(s, 3)).node(second)).isEmpty();
    }

    @Test
    protected void whoIsDownIsForgottenAndMustLeaveBeforeItJoinsAgain() {
        formed();
        var third = node(3).id();

        machines.powerOff(3);
        var state = until("it is down", s -> s.node(third).filter(n -> !n.ready()).isPresent());
        assertThat(state.member(name(3))).isInstanceOf(Membership.Silent.class);
        swarm.remove(third);
        assertThat(swarm.look().nodes()).extracting(SwarmState.Node::hostname).hasSize(2);

        machines.powerOn(3);
        var back = until("it takes itself for a node", s -> s.member(name(3)) instanceof Membership.Inside);
        assertThat(back.member(name(3)).is(third)).isTrue();
        refused(EngineFailure.Rejected.class, "InAnotherSwarm", () -> swarm.join(name(3), Role.WORKER));
        swarm.leave(name(3));
        swarm.join(name(3), Role.WORKER);
        until("it is another node", s -> ready(s, 3) && s.node(third).isEmpty());
    }

    @Test
    protected void aSwarmWithoutQuorumSaysSoAndIsRecoveredFromOneManager() {
        swarm.form(name(1));
        until("it leads", SwarmState::led);
        swarm.join(name(2), Role.MANAGER);
        swarm.join(name(3), Role.MANAGER);
        var whole = until("three managers", s -> ready(s, 3) && s.quorum().reachable() == 3);
        var first = node(1).id();
        swarm.change(first, new NodeSpec(Role.MANAGER, Availability.ACTIVE, Map.of("kept", "yes")));

        machines.powerOff(2);
        machines.powerOff(3);
        var lost = until("nobody leads", s -> !s.led());
        assertThat(lost.formed()).isTrue();
        assertThat(lost.answeringManagers()).containsExactly(name(1));
        refused(EngineFailure.Unreachable.class, "QuorumLost", () -> swarm.change(first, MANAGER));
        assertThatThrownBy(() -> swarm.recover(name(2))).isInstanceOf(EngineFailure.class);

        swarm.recover(name(1));
        var alone = until("one leads alone", s -> s.led() && s.quorum().managers() == 1 && s.quorum().kept());
        assertThat(alone.id()).isEqualTo(whole.id());
        assertThat(node(1).spec().labels()).containsEntry("kept", "yes");

        machines.powerOn(2);
        until("it answers", s -> !(s.member(name(2)) instanceof Membership.Silent));
        eventually("it leaves", () -> {
            swarm.leave(name(2));
            return swarm.look().member(name(2)).equals(Membership.OUTSIDE) ? Optional.of(true) : Optional.empty();
        });
        swarm.join(name(2), Role.MANAGER);
        until("two managers", s -> s.quorum().reachable() == 2);
    }

    private Optional<Boolean> removed(String node) {
        try {
            swarm.remove(node);
            return Optional.of(true);
        } catch (EngineFailure.Rejected | EngineFailure.Broken notYet) {
            return Optional.empty();
        }
    }

    private void formed() {
        swarm.form(name(1));
        until("it leads", SwarmState::led);
        swarm.join(name(2), Role.WORKER);
        swarm.join(name(3), Role.WORKER);
        until("all are ready", s -> ready(s, 3)).nodes().stream().filter(n -> n.spec().availability() == Availability.PAUSED)
            .forEach(n -> swarm.change(n.id(), n.spec().withAvailability(Availability.ACTIVE)));
    }

    private static boolean ready(SwarmState state, int nodes) {
        return state.nodes().stream().filter(SwarmState.Node::ready).count() == nodes && state.nodes().size() == nodes;
    }

    private String name(int number) {
        return machines.machine(number).name();
    }

    private SwarmState.Node node(int number) {
        return swarm.look().named(name(number)).orElseThrow();
    }

    private SwarmState until(String fact, Predicate<SwarmState> so) {
        return eventually(fact, () -> Optional.of(swarm.look()).filter(so));
    }

    private <T> T eventually(String fact, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + machines.patience().toNanos();
        while (true) {
            var seen = look.get();
            if (seen.isPresent()) {
                return seen.get();
            }
            if (System.nanoTime() > end) {
                return fail("never so within " + machines.patience().toSeconds() + " s: " + fact + "\n" + swarm.look());
            }
            machines.passTime();
        }
    }

    private static void refused(Class<? extends EngineFailure> failure, String code, Runnable doing) {
        assertThatThrownBy(doing::run).isInstanceOfSatisfying(failure, f -> assertThat(f.code()).isEqualTo(code));
    }
}
