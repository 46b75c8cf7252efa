package dev.plimsoll.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Group;
import dev.plimsoll.model.UpdatePolicy;
import dev.plimsoll.model.UpdatePolicy.OnFailure;
import dev.plimsoll.model.UpdatePolicy.Order;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The planner's promises on random histories. Each seed is one history; a failure names it.
class PlannerPropertiesTest {
    private static final List<String> BEHAVIOURS = List.of("good", "good", "slow", "sick", "crash", "cannot");
    private static final int TURNS = 60;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void keepsItsPromisesAndBecomesLevel(long seed) {
        var history = new History(seed);
        for (int turn = 0; turn < TURNS; turn++) {
            history.somethingHappens();
            history.turn(history.random.nextInt(10) > 0);
            history.engine.pass(Duration.ofMillis(history.random.nextInt(3000)));
        }
        history.wants("good");
        assertThat(history.turnsUntilLevel()).as("turns until level, seed %d", seed).isLessThan(200);
        assertThat(history.engine.listing()).as("what is there when level, seed %d", seed).allSatisfy(i -> assertThat(i.well()).isTrue())
            .extracting(i -> i.stamp().component() + " " + i.stamp().slot() + " " + i.stamp().hash())
            .containsExactlyInAnyOrderElementsOf(history.wanted().members().stream().flatMap(m ->
                java.util.stream.IntStream.rangeClosed(1, history.spec.replicas()).mapToObj(s -> m.component() + " " + s + " " + m.hash())).toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void rehearsesWhatIsThenDone(long seed) {
        var history = new History(seed);
        for (int slot = 1; slot <= history.random.nextInt(6); slot++) {
            var states = List.of(State.RUNNING, State.RUNNING, State.EXITED, State.PAUSED, State.CREATED);
            history.engine.add(ImaginedEngine.seen(history.wanted().primary(), slot, states.get(history.random.nextInt(states.size()))));
        }
        history.turn(true);
        history.wants(history.random.nextInt(4) > 0 ? "good" : "slow");
        var rehearsed = Rehearsal.of(history.wanted(), history.engine.listing(), history.status, history.engine.now());
        history.done.clear();
        history.turnsUntilLevel();
        assertThat(bySlot(rehearsed)).as("seed %d", seed).isEqualTo(bySlot(history.done));
    }

    private static Map<Integer, List<String>> bySlot(List<Step> steps) {
        return steps.stream().collect(Collectors.groupingBy(Step::lane, Collectors.mapping(Step::sentence, Collectors.toList())));
    }

    private static final class History {
        private static final Definition SIDEKICK = Definition.of(new Definition.Identity("plane", "default", "shop", "log", "uid-log"),
            ComponentSpec.ofImage("log-good").withGroup(Group.sidekickOf("web")), "log-good", Map.of(), Definition.EngineNames.NONE);

        private final long seed;
        private final Random random;
        private final ImaginedEngine engine;
        private final List<Step> done = new ArrayList<>();
        private final Set<String> failedUpdates = new HashSet<>();
        private ComponentSpec spec = ComponentSpec.ofImage("0-good");
        private ComponentStatus status = new ComponentStatus(0, List.of(), 0, null, null, null, null);
        private int versions;

        History(long seed) {
            this.seed = seed;
            this.random = new Random(seed * 7919 + 17);
            this.engine = new ImaginedEngine(random);
            this.spec = spec.withReplicas(random.nextInt(5)).withUpdate(policy());
        }

        /// Every third history is one of a component with a sidekick.
        GroupDefinition wanted() {
            return GroupDefinition.of(Scene.definition(spec), seed % 3 == 0 ? List.of(SIDEKICK) : List.of());
        }

        private UpdatePolicy policy() {
            return new UpdatePolicy(Optional.of(random.nextBoolean() ? Order.START_FIRST : Order.STOP_FIRST), random.nextInt(4), Duration.ofSeconds(random.nextInt(3)),
                Duration.ofSeconds(random.nextInt(4)), Duration.ofMinutes(1), random.nextInt(2), OnFailure.values()[random.nextInt(3)]);
        }

        void wants(String behaviour) {
            spec = spec.withImage(++versions + "-" + behaviour).withUpdate(policy());
        }

        void somethingHappens() {
            switch (random.nextInt(12)) {
                case 0, 1 -> wants(BEHAVIOURS.get(random.nextInt(BEHAVIOURS.size())));
                case 2 -> spec = spec.withReplicas(random.nextInt(5));
                case 3, 4 -> engine.harm();
                default -> { }
            }
        }

        /// @param survives whether the status is written after the steps; not when the control plane dies in between
        ComponentPlan turn(boolean survives) {
            var seen = engine.listing();
            var plan = ComponentPlanner.plan(wanted(), seen, status, engine.now());
            check(plan, seen);
            engine.carryOut(plan.steps());
            done.addAll(plan.steps());
            if (survives) {
                if (Scene.verdict(plan).equals("UpdateFailed")) {
                    failedUpdates.add(wanted().hash());
                }
                status = new ComponentStatus(1, List.of(), plan.ready(), Optional.empty(), plan.instances(), plan.rollout(), failure(plan).or(status::lastFailure));
            }
            return plan;
        }

        int turnsUntilLevel() {
            for (int turn = 0; turn < 300; turn++) {
                var verdict = turn(true).verdict();
                if (verdict instanceof ComponentPlan.Verdict.Level) {
                    return turn;
                }
                if (verdict instanceof ComponentPlan.Verdict.Stuck && random.nextInt(5) == 0) {
                    // Somebody paused or killed what was new in the middle of the update: a person has to declare it again.
                    wants("good");
                }
                engine.pass(verdict instanceof ComponentPlan.Verdict.Going going ? going.lookAgain().filter(Duration::isPositive).orElse(Duration.ofSeconds(1))
                    : Duration.ofSeconds(1));
            }
            return 300;
        }

        private Optional<ComponentStatus.Failure> failure(ComponentPlan plan) {
            if (plan.failures().isEmpty()) {
                return Optional.empty();
            }
            var last = status.lastFailure().filter(f -> f.hash().equals(wanted().hash()));
            var inARow = new BackOff(last.map(ComponentStatus.Failure::inARow).orElse(0), last.map(ComponentStatus.Failure::at).orElse(java.time.Instant.EPOCH))
                .failedAgain(engine.now(), plan.failures().stream().anyMatch(ComponentPlan.Failing::fresh)).failures();
            return Optional.of(new ComponentStatus.Failure(1, wanted().hash(), engine.now(), Optional.empty(), "x", "x", List.of(), inARow));
        }

        private void check(ComponentPlan plan, List<SeenInstance> seen) {
            var removedOlds = plan.steps().stream().filter(s -> s instanceof Step.RemoveInstance).map(s -> ((Step.RemoveInstance) s).instance())
                .filter(i -> i.stamp().slot() <= spec.replicas() && !i.stamp().hash().equals(wanted().hash())).toList();
            var wellOlds = removedOlds.stream().filter(SeenInstance::well).toList();
            if (failedUpdates.contains(wanted().hash()) && status.rollout().filter(r -> r.hash().equals(wanted().hash())).isPresent()) {
                assertThat(removedOlds).as("old instances removed though the update had failed, seed %d", seed).isEmpty();
            }
            if (spec.update().order().orElseThrow() == Order.START_FIRST) {
                assertThat(removedOlds).as("old instances removed without a proven replacement, seed %d", seed).allSatisfy(old -> assertThat(wanted().members()).allSatisfy(member -> assertThat(seen).anySatisfy(proven(old, member))));
            } else if (spec.update().batch() > 0) {
                long unproven = wellOlds.stream().filter(old -> seen.stream().noneMatch(i -> i.stamp().slot() == old.stamp().slot() && isWanted(i)))
                    .filter(old -> served(old, seen)).map(old -> old.stamp().slot()).distinct().count();
                assertThat(unproven).as("serving instances stopped at once, seed %d", seed).isLessThanOrEqualTo(spec.update().batch());
            }
        }

        /// Whether all of its unit did their work.
        private boolean served(SeenInstance old, List<SeenInstance> seen) {
            var unit = seen.stream().filter(i -> i.stamp().slot() == old.stamp().slot() && i.stamp().hash().equals(old.stamp().hash())).toList();
            return unit.size() == wanted().members().size() && unit.stream().allMatch(i -> i.well() && i.restarts() < Reading.CRASHES_THAT_FAIL);
        }

        private java.util.function.Consumer<SeenInstance> proven(SeenInstance old, Definition member) {
            return i -> {
                assertThat(i.stamp().component()).isEqualTo(member.component());
                assertThat(i.stamp().slot()).isEqualTo(old.stamp().slot());
                assertThat(isWanted(i)).isTrue();
                assertThat(engine.wellSince.get(ImaginedEngine.life(i))).isNotNull().isBeforeOrEqualTo(engine.now().minus(spec.update().stability()));
            };
        }

        private boolean isWanted(SeenInstance i) {
            return i.stamp().hash().equals(wanted().hash());
        }
    }
}
