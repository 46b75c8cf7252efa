package dev.plimsoll.planning;

import static dev.plimsoll.planning.One.v1;
import static dev.plimsoll.planning.One.v2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.Port;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.UpdatePolicy.OnFailure;
import dev.plimsoll.model.UpdatePolicy.Order;
import dev.plimsoll.model.outside.SeenInstance.Health;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ComponentPlannerTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /// @param because why these steps and no others
    private record Row(String because, Scene scene, String verdict, List<String> steps) {
        @Override
        public String toString() {
            return because;
        }
    }

    private static Row row(String because, Scene scene, String verdict, String... steps) {
        return new Row(because, scene, verdict, List.of(steps));
    }

    private static UpdatePolicy policy(Order order, int batch, OnFailure onFailure) {
        return new UpdatePolicy(Optional.ofNullable(order), batch, Duration.ZERO, Duration.ofSeconds(2), Duration.ofMinutes(5), 0, onFailure);
    }

    private static UpdatePolicy stopFirst(int batch) {
        return policy(Order.STOP_FIRST, batch, OnFailure.ROLLBACK);
    }

    private static UpdatePolicy startFirst(int batch) {
        return policy(Order.START_FIRST, batch, OnFailure.ROLLBACK);
    }

    private static UpdatePolicy tolerating(int failures) {
        return new UpdatePolicy(Optional.of(Order.START_FIRST), 1, Duration.ZERO, Duration.ofSeconds(2), Duration.ofMinutes(5), failures, OnFailure.ROLLBACK);
    }

    private static UpdatePolicy delayed(Duration delay) {
        return new UpdatePolicy(Optional.of(Order.START_FIRST), 1, delay, Duration.ofSeconds(2), Duration.ofMinutes(5), 0, OnFailure.ROLLBACK);
    }

    static Stream<Row> heals() {
        return Stream.of(
            row("nothing is there yet", Scene.of().replicas(2), "Starting", "run 1", "run 2"),
            row("everything is as it should be", Scene.of(v2(1).stable(), v2(2).stable()).replicas(2), "Level"),
            row("nothing is wanted and nothing is there", Scene.of().replicas(0), "Level"),
            row("well for less than the stability window is not stable", Scene.of(v2(1).readyFor(SECOND)), "Starting"),
            row("never seen before, so well only since now", Scene.of(v2(1)), "Starting"),
            row("restarted since it was last seen, so well only since now", Scene.of(v2(1).stable().restarted(1)), "Crashing"),
            row("the image's check has not decided yet", Scene.of(v2(1).health(Health.STARTING)), "Starting"),
            row("the check has not decided for longer than the deadline", Scene.of(v2(1).health(Health.STARTING).startedAgo(MINUTE.multipliedBy(6))),
                "Replacing", "remove v2-1", "run 1"),
            row("an instance that ended is replaced at once the first time", Scene.of(v2(1).stable().exited(1)), "Replacing", "remove v2-1", "run 1"),
            row("an end with code 0 is an end, when it must always run", Scene.of(v2(1).stable().exited(0)), "Replacing", "remove v2-1", "run 1"),
            row("unhealthy is not well", Scene.of(v2(1).stable().health(Health.UNHEALTHY)), "Replacing", "remove v2-1", "run 1"),
            row("a paused one does not serve", Scene.of(v2(1).stable().paused()), "Replacing", "remove v2-1", "run 1"),
            row("our own crash left it made and not started", Scene.of(v2(1).created("")), "Replacing", "remove v2-1", "run 1"),
            row("only the failed slot is touched", Scene.of(v2(1).stable(), v2(2).stable().exited(1), v2(3).stable()).replicas(3), "Replacing", "remove v2-2", "run 2"),
            row("a deleted instance is made again", Scene.of(v2(1).stable()).replicas(2), "Starting", "run 2"),
            row("what is on its way out still has the name, so its slot waits", Scene.of(v2(1).removing()), "Replacing"),
            row("what was broken when first seen failed once already; the second is replaced after a pause",
                Scene.of(v2(1).exited(1)).failedBefore(1, Duration.ofSeconds(30)), "Replacing"),
            row("the pause after the second failure in a row is over", Scene.of(v2(1).exited(1).noted()).failedBefore(2, SECOND), "Replacing", "remove v2-1", "run 1"),
            row("the pause after the fifth is not", Scene.of(v2(1).exited(1).noted()).failedBefore(5, SECOND), "Replacing"),
            row("an empty slot waits as well when its definition keeps failing", Scene.of().failedBefore(5, SECOND), "Starting"),
            row("after having been stable, a failure counts as the first", Scene.of(v2(1).stable().exited(1)).failedBefore(5, SECOND), "Replacing", "remove v2-1", "run 1"),
            row("the engine brings it back by itself", Scene.of(v2(1).restarting(4).noted()).failedBefore(4, SECOND), "Crashing"));
    }

    static Stream<Row> scales() {
        return Stream.of(
            row("one more", Scene.of(v2(1).stable()).replicas(2), "Starting", "run 2"),
            row("one less: the highest slot goes", Scene.of(v2(1).stable(), v2(2).stable()).replicas(1), "Removing", "remove v2-2"),
            row("none", Scene.of(v2(1).stable(), v2(2).stable()).replicas(0), "Removing", "remove v2-1", "remove v2-2"),
            row("what goes already is not asked again, and level only when it is gone", Scene.of(v2(1).stable(), v2(2).removing()).replicas(1), "Removing"),
            row("of two in a slot the one that works stays", Scene.of(v2(1).exited(1).noted(), v2(1).again().stable()), "Removing", "remove v2-1"),
            row("of two in a slot one goes", Scene.of(v2(1).stable(), v2(1).again().stable()), "Removing", "remove v2-1-again"),
            row("old ones in superfluous slots go at once", Scene.of(v1(1), v1(2)).replicas(1), "Updating", "remove v1-2", "run 1"));
    }

    static Stream<Row> rolls() {
        return Stream.of(
            row("start-first: the new one before the old one goes", Scene.of(v1(1), v1(2)).replicas(2).policy(startFirst(1)), "Updating", "run 1"),
            row("no order is start-first", Scene.of(v1(1)), "Updating", "run 1"),
            row("two at a time", Scene.of(v1(1), v1(2), v1(3)).replicas(3).policy(startFirst(2)), "Updating", "run 1", "run 2"),
            row("batch 0 is all", Scene.of(v1(1), v1(2), v1(3)).replicas(3).policy(startFirst(0)), "Updating", "run 1", "run 2", "run 3"),
            row("the batch is under way", Scene.of(v1(1), v1(2), v2(1)).replicas(2).policy(startFirst(1)).updating(0, SECOND), "Updating"),
            row("the new one must be well for the stability window", Scene.of(v1(1), v2(1).readyFor(SECOND)).policy(startFirst(1)).updating(0, SECOND), "Updating"),
            row("the new one counts: the old one goes and the next begins", Scene.of(v1(1), v1(2), v2(1).readyFor(SECOND.multipliedBy(2))).replicas(2)
                .policy(startFirst(1)).updating(0, SECOND), "Updating", "remove v1-1", "run 2"),
            row("a pause follows the batch's end", Scene.of(v1(1), v1(2), v2(1).readyFor(SECOND.multipliedBy(2))).replicas(2).policy(delayed(MINUTE))
                .updating(0, MINUTE.multipliedBy(2)), "Updating", "remove v1-1"),
            row("the pause is over", Scene.of(v1(2), v2(1).stable()).replicas(2).policy(delayed(MINUTE)).updating(0, MINUTE.multipliedBy(60)), "Updating", "run 2"),
            row("stop-first: the old one goes before the new one comes", Scene.of(v1(1), v1(2)).replicas(2).policy(stopFirst(1)), "Updating", "remove v1-1", "run 1"),
            row("stop-first, two at a time", Scene.of(v1(1), v1(2), v1(3)).replicas(3).policy(stopFirst(2)), "Updating", "remove v1-1", "run 1", "remove v1-2", "run 2"),
            row("stop-first, all", Scene.of(v1(1), v1(2)).replicas(2).policy(stopFirst(0)), "Updating", "remove v1-1", "run 1", "remove v1-2", "run 2"),
            row("stop-first waits for the batch under way", Scene.of(v2(1), v1(2)).replicas(2).policy(stopFirst(1)).updating(0, SECOND), "Updating"),
            row("a fixed host port cannot be held twice, so stop first", Scene.of(v1(1)).port(new Port(80, "tcp", Optional.of(8080), null, null, null)),
                "Updating", "remove v1-1", "run 1"),
            row("any host port can", Scene.of(v1(1)).port(new Port(80, "tcp", Optional.of(0), null, null, null)), "Updating", "run 1"),
            row("of a range each slot has its own port, which its next instance wants, too", Scene.of(v1(1)).port(new Port(80, "tcp", Optional.of(8080), Optional.of(8089), null,
                null)), "Updating", "remove v1-1", "run 1"),
            row("an order that was asked for cannot be followed when old and new want one host port", Scene.of(v1(1)).policy(startFirst(1))
                .port(new Port(80, "tcp", Optional.of(8080), null, null, null)), "Updating", "remove v1-1", "run 1"),
            row("where nothing serves nobody waits for a turn, and the others wait for them", Scene.of(v1(1), v1(2).exited(1), v1(3).health(Health.UNHEALTHY)).replicas(3)
                .policy(startFirst(1)), "Updating", "run 2", "run 3"),
            row("stop-first: what cannot be started now, as on a full disk, must not cost the next one its place", Scene.of(v1(2)).replicas(2).policy(stopFirst(1))
                .updating(0, SECOND).failedBefore(5, SECOND), "Updating"),
            row("one that the engine is restarting may serve again in a moment: it has its turn", Scene.of(v1(1).restarting(1), v1(2)).replicas(2)
                .policy(stopFirst(1)), "Updating", "remove v1-1", "run 1"),
            row("an update to no instances at all", Scene.of(v1(1), v2(1).readyFor(SECOND)).replicas(0), "Removing", "remove v1-1", "remove v2-1"),
            row("more slots and a new definition: new slots are filled first", Scene.of(v1(1)).replicas(2), "Updating", "run 2"),
            row("where an update was cut short by another one, the unstable one comes first, so that no more are down than the batch", Scene.of(v1(1),
                One.v1(2).readyFor(SECOND)).replicas(2).policy(stopFirst(1)), "Updating", "remove v1-2", "run 2"),
            row("a namesake's instance of the very same definition is not ours", Scene.of(v2(1).stable().ofNamesake()), "Updating", "run 1"));
    }

    static Stream<Row> failedUpdates() {
        return Stream.of(
            row("rollback: the new one goes, the old one stays", Scene.of(v1(1), v1(2), v2(1).exited(1)).replicas(2).policy(startFirst(1)).updating(0, SECOND),
                "UpdateFailed", "remove v2-1"),
            row("pause: the same", Scene.of(v1(1), v2(1).health(Health.UNHEALTHY)).policy(policy(Order.START_FIRST, 1, OnFailure.PAUSE)).updating(0, SECOND),
                "UpdateFailed", "remove v2-1"),
            row("it failed before: no old one is touched any more, whatever its state", Scene.of(v1(1), v1(2).exited(1), v1(3).health(Health.UNHEALTHY))
                .replicas(3).policy(startFirst(1)).updating(1, MINUTE), "UpdateFailed"),
            row("another new one on its way goes as well", Scene.of(v1(1), v1(2), v2(1).exited(1).noted(), v2(2)).replicas(2).policy(startFirst(2))
                .updating(1, SECOND), "UpdateFailed", "remove v2-1", "remove v2-2"),
            row("a slot that was replaced before the failure keeps its new one", Scene.of(v2(1).stable(), v1(2), v2(2).exited(1)).replicas(2)
                .policy(startFirst(1)).updating(0, SECOND), "UpdateFailed", "remove v2-2"),
            row("and is healed, having no old one to lose", Scene.of(v2(1).stable().exited(1), v1(2)).replicas(2).policy(startFirst(1)).updating(1, SECOND),
                "UpdateFailed", "remove v2-1", "run 1"),
            row("where the old one does not serve, a new one that may become well stays", Scene.of(v1(1).exited(1), v2(1), v1(2)).replicas(2)
                .policy(startFirst(1)).updating(1, SECOND), "UpdateFailed"),
            row("crashing again and again fails an update though the engine keeps trying", Scene.of(v1(1), v2(1).restarting(2)).policy(startFirst(1))
                .updating(0, SECOND), "UpdateFailed", "remove v2-1"),
            row("one that was killed, by a person or with its engine, says nothing about its definition", Scene.of(v1(1), v2(1).exited(137)).policy(startFirst(1))
                .updating(0, SECOND), "Replacing", "remove v2-1", "run 1"),
            row("neither does one that was asked to stop", Scene.of(v1(1), v2(1).exited(143)).policy(startFirst(1)).updating(0, SECOND),
                "Replacing", "remove v2-1", "run 1"),
            row("crashing once does not", Scene.of(v1(1), v2(1).restarting(1)).policy(startFirst(1)).updating(0, SECOND), "Crashing"),
            row("one that could not start fails it when the engine's refusal was counted", Scene.of(v1(1), v2(1).created("no such program")).policy(startFirst(1))
                .updating(1, SECOND), "UpdateFailed", "remove v2-1"),
            row("one whose port was taken does not", Scene.of(v1(1), v2(1).created("port is already allocated")).policy(startFirst(1)).updating(0, SECOND),
                "Replacing", "remove v2-1", "run 1"),
            row("one that our own crash left half made does not", Scene.of(v1(1), v2(1).created("")).policy(startFirst(1)).updating(0, SECOND),
                "Replacing", "remove v2-1", "run 1"),
            row("one that somebody paused does not", Scene.of(v1(1), v2(1).readyFor(SECOND).paused()).policy(startFirst(1)).updating(0, SECOND),
                "Replacing", "remove v2-1", "run 1"),
            row("one that is being removed does not", Scene.of(v1(1), v2(1).removing()).policy(startFirst(1)).updating(0, SECOND), "Replacing"),
            row("a tolerated failure is tried again", Scene.of(v1(1), v2(1).exited(1)).policy(tolerating(1)).updating(0, SECOND), "Replacing", "remove v2-1", "run 1"),
            row("a tolerated failure holds up nobody", Scene.of(v1(1), v1(2), v2(1).restarting(3).noted()).replicas(2).policy(tolerating(1)).updating(1, SECOND),
                "Crashing", "run 2"),
            row("one more is not tolerated", Scene.of(v1(1), v1(2), v2(2).exited(1)).replicas(2).policy(tolerating(1)).updating(1, SECOND),
                "UpdateFailed", "remove v2-2"),
            row("proceed: goes on with the next, and keeps the old one where the new one fails", Scene.of(v1(1), v1(2), v2(1).restarting(3)).replicas(2)
                .policy(policy(Order.START_FIRST, 1, OnFailure.PROCEED)).updating(3, SECOND), "Crashing", "run 2"),
            row("stop-first leaves nothing to go back to, so it tries again", Scene.of(v2(1).exited(1)).policy(stopFirst(1)).updating(0, SECOND),
                "UpdateFailed", "remove v2-1", "run 1"));
    }

    static Stream<Row> jobs() {
        return Stream.of(
            row("runs once", Scene.of().restart(Restart.Mode.NEVER, 0), "Starting", "run 1"),
            row("is under way", Scene.of(v2(1).health(Health.STARTING)).restart(Restart.Mode.NEVER, 0), "Starting"),
            row("has completed", Scene.of(v2(1).exited(0)).restart(Restart.Mode.NEVER, 0), "Level"),
            row("has failed, and doing its work twice may do harm", Scene.of(v2(1).exited(3)).restart(Restart.Mode.NEVER, 0), "RunFailed"),
            row("could not even be started: trying again does nothing twice", Scene.of(v2(1).created("no such program")).restart(Restart.Mode.NEVER, 0),
                "Replacing", "remove v2-1", "run 1"),
            row("on failure: has completed", Scene.of(v2(1).exited(0)).restart(Restart.Mode.ON_FAILURE, 0), "Level"),
            row("on failure: what the engine does not bring back is replaced", Scene.of(v2(1).exited(1)).restart(Restart.Mode.ON_FAILURE, 0),
                "Replacing", "remove v2-1", "run 1"),
            row("on failure: the restarts are used up", Scene.of(v2(1).exited(1).restarted(3)).restart(Restart.Mode.ON_FAILURE, 3), "RunFailed"),
            row("on failure: they are not", Scene.of(v2(1).exited(1).restarted(2)).restart(Restart.Mode.ON_FAILURE, 3), "Crashing", "remove v2-1", "run 1"),
            row("a new definition of a completed job runs; the old one goes when it has completed", Scene.of(v1(1).exited(0)).restart(Restart.Mode.NEVER, 0),
                "Updating", "run 1"),
            row("the new one has completed", Scene.of(v1(1).exited(0), v2(1).exited(0)).restart(Restart.Mode.NEVER, 0), "Updating", "remove v1-1"));
    }

    @ParameterizedTest
    @MethodSource({"heals", "scales", "rolls", "failedUpdates", "jobs"})
    void plans(Row row) {
        var plan = row.scene.look();
        assertThat(Scene.words(plan.steps())).as(row.because).isEqualTo(row.steps);
        assertThat(Scene.verdict(plan)).as(row.because).isEqualTo(row.verdict);
    }

    @Test
    void whatOnlyTimeChangesHasATime() {
        var warming = (ComponentPlan.Verdict.Going) Scene.of(v2(1).readyFor(SECOND)).look().verdict();
        assertThat(warming.lookAgain()).as("rest of the stability window").contains(SECOND);
        var backingOff = (ComponentPlan.Verdict.Going) Scene.of(v2(1).exited(1).noted()).failedBefore(4, SECOND).look().verdict();
        assertThat(backingOff.lookAgain()).as("rest of the pause of 4 s").contains(Duration.ofSeconds(3));
        var undecided = (ComponentPlan.Verdict.Going) Scene.of(v2(1).health(Health.STARTING).startedAgo(MINUTE)).look().verdict();
        assertThat(undecided.lookAgain()).as("rest of the deadline").contains(Duration.ofMinutes(4).plusMillis(1));
        var between = (ComponentPlan.Verdict.Going) Scene.of(v1(2), v2(1).readyFor(Duration.ofSeconds(12))).replicas(2).policy(delayed(MINUTE))
            .updating(0, Duration.ofSeconds(14)).look().verdict();
        assertThat(between.lookAgain()).as("rest of the pause, from the end of the batch").contains(Duration.ofSeconds(50));
        var stuck = (ComponentPlan.Verdict.Stuck) Scene.of(v2(1).exited(1).noted(), v1(2)).replicas(2).policy(startFirst(1)).updating(1, MINUTE)
            .failedBefore(4, SECOND).look().verdict();
        assertThat(stuck.lookAgain()).as("a failed update still heals").contains(Duration.ofSeconds(3));
    }

    @Test
    void aFailureIsToldOnce() {
        var first = Scene.of(v2(1).stable().exited(137)).look();
        assertThat(first.failures()).singleElement().satisfies(f -> {
            assertThat(f.reason()).isEqualTo("Exited");
            assertThat(f.sentence()).isEqualTo("shop-web-v2-1 exited with code 137");
            assertThat(f.fresh()).as("it had been stable").isFalse();
        });
        assertThat(Scene.of(v2(1).exited(137).noted()).look().failures()).isEmpty();
        assertThat(Scene.of(v2(1).removing()).look().failures()).as("we remove it ourselves").isEmpty();
        assertThat(Scene.of(v2(1).readyFor(MINUTE).exited(1)).look().failures()).as("ready, but never seen stable").singleElement()
            .satisfies(f -> assertThat(f.fresh()).isTrue());
    }

    @Test
    void anUpdateRemembersHowItGoes() {
        assertThat(Scene.of(v1(1)).look().rollout()).hasValueSatisfying(r -> {
            assertThat(r.startedAt()).isEqualTo(Scene.NOON);
            assertThat(r.lastBatch()).isEqualTo(Scene.NOON);
            assertThat(r.failed()).isZero();
        });
        assertThat(Scene.of(v1(1), v2(1).exited(1)).updating(0, SECOND).look().rollout()).hasValueSatisfying(r -> assertThat(r.failed()).isEqualTo(1));
        assertThat(Scene.of(v1(1), v2(1).exited(1).noted()).updating(1, SECOND).look().rollout()).as("each failure counts once")
            .hasValueSatisfying(r -> assertThat(r.failed()).isEqualTo(1));
        assertThat(Scene.of(v2(1).stable()).updating(0, SECOND).look().rollout()).as("it is over").isEmpty();
    }

    @Test
    void removalAsksEachThatIsNotOnItsWayOut() {
        var seen = List.of(v2(1).seen("h"), v2(2).removing().seen("h"), v1(3).exited(1).seen("h"));
        assertThat(Scene.words(ComponentPlanner.removal(seen, SECOND))).containsExactly("remove v2-1", "remove v1-3");
    }
}
