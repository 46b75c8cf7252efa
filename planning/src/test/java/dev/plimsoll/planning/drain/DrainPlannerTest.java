package dev.plimsoll.planning.drain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.model.machine.Drain.State;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.NodeSpec.Role;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.Occupant.Update;
import dev.plimsoll.model.swarm.Quorum;
import dev.plimsoll.model.swarm.SwarmState.Node;
import dev.plimsoll.planning.drain.DrainPlanner.Situation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DrainPlannerTest {
    private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");
    private static final Quorum THREE = new Quorum(3, 3);

    private static Node node(Role role, Availability availability, boolean ready) {
        return new Node("n1", "web-1", "10.0.0.1", new NodeSpec(role, availability, Map.of()), ready, false, role == Role.MANAGER, ready && role == Role.MANAGER, "20.10", "");
    }

    private static Node worker(Availability availability) {
        return node(Role.WORKER, availability, true);
    }

    private static Occupant movable(Update update) {
        return new Occupant("s1", "shop/web 1", true, update, "");
    }

    private static final Occupant FIXED = new Occupant("s2", "shop/agent 1", false, Update.NONE, "");

    private static Departure departure(Purpose purpose, boolean goOn, boolean forced) {
        return new Departure(purpose, Duration.ofMinutes(5), goOn, forced, 1, "", Optional.of(BEGUN));
    }

    private static DrainPlan plan(Departure departure, boolean deleting, Node node, Quorum quorum, Duration passed, Occupant... occupants) {
        return DrainPlanner.plan(new Situation(departure, deleting, Optional.of(node), List.of(occupants), quorum, Optional.empty(), Optional.empty(), BEGUN.plus(passed)));
    }

    private static DrainPlan drain(Node node, Occupant... occupants) {
        return plan(departure(Purpose.DRAIN, false, false), false, node, THREE, Duration.ofSeconds(1), occupants);
    }

    private static String step(DrainPlan plan) {
        return plan.step().map(step -> switch (step) {
            case DrainStep.Change(var _, var spec, var _) -> spec.role() + " " + spec.availability();
            case DrainStep.Renew(var service, var _) -> "renew " + service;
            case DrainStep.Remove(var node, var _) -> "remove " + node;
        }).orElse("none");
    }

    @Test
    void first_it_is_closed_then_services_move_then_it_is_drained_then_it_is_empty() {
        assertThat(step(drain(worker(Availability.ACTIVE), movable(Update.NONE), FIXED))).isEqualTo("WORKER PAUSED");
        assertThat(step(drain(worker(Availability.PAUSED), movable(Update.NONE), FIXED))).isEqualTo("renew s1");
        assertThat(step(drain(worker(Availability.PAUSED), movable(Update.UNDER_WAY), FIXED))).isEqualTo("none");
        assertThat(step(drain(worker(Availability.PAUSED), FIXED))).isEqualTo("WORKER DRAINED");
        assertThat(drain(worker(Availability.DRAINED), FIXED).drain().state()).isEqualTo(State.EMPTYING);
        assertThat(drain(worker(Availability.DRAINED)).drain().state()).isEqualTo(State.EMPTY);
        assertThat(step(drain(worker(Availability.DRAINED)))).isEqualTo("none");
    }

    @Test
    void one_service_moves_at_a_time() {
        var other = new Occupant("s3", "shop/api 2", true, Update.NONE, "");
        assertThat(step(drain(worker(Availability.PAUSED), movable(Update.UNDER_WAY), other))).isEqualTo("none");
        assertThat(step(drain(worker(Availability.PAUSED), movable(Update.FAILED), other))).as("a failed one keeps nobody else").isEqualTo("renew s3");
    }

    @Test
    void who_blocks_is_said_with_a_reason() {
        var waiting = new Occupant("s1", "shop/web 1", true, Update.UNDER_WAY, "no suitable node");
        assertThat(drain(worker(Availability.PAUSED), waiting).drain().blockers()).containsExactly("shop/web 1: its replacement waits: no suitable node");
        assertThat(drain(worker(Availability.PAUSED), movable(Update.FAILED)).drain().blockers()).containsExactly("shop/web 1: its replacement elsewhere failed");
    }

    @Test
    void after_its_time_it_waits_or_goes_on_as_it_was_told() {
        var waits = plan(departure(Purpose.REPLACE, false, false), false, worker(Availability.PAUSED), THREE, Duration.ofMinutes(6), movable(Update.UNDER_WAY));
        assertThat(step(waits)).isEqualTo("none");
        assertThat(waits.drain().overdue()).isTrue();
        assertThat(waits.drain().blockers()).containsExactly("shop/web 1: its replacement elsewhere does not run yet");
        assertThat(step(plan(departure(Purpose.REPLACE, true, false), false, worker(Availability.PAUSED), THREE, Duration.ofMinutes(6), movable(Update.UNDER_WAY)))).isEqualTo("WORKER DRAINED");
        assertThat(step(plan(departure(Purpose.REPLACE, false, false), true, worker(Availability.PAUSED), THREE, Duration.ofMinutes(6), movable(Update.UNDER_WAY))))
            .as("one that is deleted does not wait for ever").isEqualTo("WORKER DRAINED");
    }

    @Test
    void who_is_deleted_leaves_when_it_is_empty_and_a_manager_becomes_a_worker_first() {
        var remove = departure(Purpose.REMOVE, true, false);
        assertThat(step(plan(remove, true, worker(Availability.DRAINED), THREE, Duration.ZERO))).isEqualTo("remove n1");
        assertThat(step(plan(remove, false, worker(Availability.DRAINED), THREE, Duration.ZERO))).as("it may still be called back").isEqualTo("none");
        assertThat(step(plan(remove, true, node(Role.MANAGER, Availability.DRAINED, true), THREE, Duration.ZERO))).isEqualTo("WORKER DRAINED");
        assertThat(DrainPlanner.plan(new Situation(remove, true, Optional.empty(), List.of(), THREE, Optional.empty(), Optional.empty(), BEGUN)).drain().state()).isEqualTo(State.OUT);
    }

    @Test
    void the_dead_are_forgotten_at_once() {
        var remove = departure(Purpose.REMOVE, true, false);
        assertThat(step(plan(remove, true, node(Role.WORKER, Availability.ACTIVE, false), THREE, Duration.ZERO))).isEqualTo("remove n1");
        assertThat(step(plan(remove, true, node(Role.MANAGER, Availability.ACTIVE, false), new Quorum(3, 2), Duration.ZERO))).isEqualTo("WORKER ACTIVE");
    }

    @Test
    void a_manager_that_is_needed_stays_whatever_the_deadline_unless_it_is_forced() {
        var alone = plan(departure(Purpose.REMOVE, true, false), true, node(Role.MANAGER, Availability.ACTIVE, true), new Quorum(1, 1), Duration.ofMinutes(9));
        assertThat(step(alone)).isEqualTo("none");
        assertThat(alone.drain().held()).isEqualTo("QuorumGuarded");
        assertThat(alone.drain().empty()).isFalse();
        assertThat(alone.drain().blockers().getFirst()).contains("only manager");
        assertThat(step(plan(departure(Purpose.DRAIN, false, false), false, node(Role.MANAGER, Availability.ACTIVE, true), new Quorum(1, 1), Duration.ZERO))).as("it stays a manager").isEqualTo("MANAGER PAUSED");
        assertThat(step(plan(departure(Purpose.REMOVE, true, true), true, node(Role.MANAGER, Availability.ACTIVE, true), new Quorum(1, 1), Duration.ZERO))).isEqualTo("MANAGER PAUSED");
    }

    @Test
    void one_that_is_deleted_leaves_as_soon_as_it_is_closed_and_empty() {
        var remove = departure(Purpose.REMOVE, true, false);
        assertThat(step(plan(remove, true, worker(Availability.ACTIVE), THREE, Duration.ZERO))).isEqualTo("WORKER PAUSED");
        assertThat(step(plan(remove, true, worker(Availability.PAUSED), THREE, Duration.ZERO))).isEqualTo("remove n1");
        assertThat(step(plan(remove, false, worker(Availability.PAUSED), THREE, Duration.ZERO))).as("what may be called back says by itself that it is empty").isEqualTo("WORKER DRAINED");
    }

    @Test
    void nothing_is_moved_while_another_that_is_emptied_still_gets_what_is_moved() {
        assertThat(step(beside(Duration.ZERO))).isEqualTo("none");
        assertThat(beside(Duration.ZERO).drain().sentence()).isEqualTo("1 instance is moved elsewhere when web-2, which is emptied too, gets nothing new");
        assertThat(step(beside(Duration.ofMinutes(6)))).as("its time is over").isEqualTo("WORKER DRAINED");
    }

    private static DrainPlan beside(Duration passed) {
        return DrainPlanner.plan(new Situation(departure(Purpose.REMOVE, true, false), true, Optional.of(worker(Availability.PAUSED)), List.of(movable(Update.NONE)), THREE, Optional.empty(), Optional.of("web-2"),
            BEGUN.plus(passed)));
    }

    @Test
    void managers_leave_one_after_the_other() {
        var second = DrainPlanner.plan(new Situation(departure(Purpose.REMOVE, true, false), true, Optional.of(node(Role.MANAGER, Availability.DRAINED, true)), List.of(), new Quorum(5, 5),
            Optional.of("web-0"), Optional.empty(), BEGUN));
        assertThat(step(second)).isEqualTo("none");
        assertThat(second.drain().sentence()).contains("web-0 comes first");
    }
}
