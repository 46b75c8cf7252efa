package dev.plimsoll.loop;

import static dev.plimsoll.loop.PaperMirror.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.Key;
import dev.plimsoll.store.StoreFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When a key is looked at again, by what its run came to.
class OutcomeSwitchTest {
    private final PaperMirror mirror = new PaperMirror();
    private final Map<Key, Outcome> outcomes = new HashMap<>();
    private final SteppedLoop world = new SteppedLoop(mirror, (key, _) -> outcomes.getOrDefault(key, Outcome.LEVEL));

    @Test
    void levelIsLookedAtAgainOnlyWhenSomethingHappensOrTheSweepComes() throws Exception {
        mirror.declare("a", "1");
        assertThat(triggers(world.runReady())).containsExactly("changed");
        assertThat(world.pass(SteppedLoop.SWEEP.multipliedBy(3))).extracting(RunRecord::trigger).containsOnly("sweep").hasSizeBetween(2, 3);
        mirror.declare("a", "2");
        assertThat(triggers(world.runReady())).containsExactly("changed");
        world.loop.nudge(key("a"));
        assertThat(triggers(world.runReady())).containsExactly("nudge");
        assertThat(world.stepper.quiet()).isTrue();
    }

    @Test
    void lookAgainComesBackAfterExactlyThatTime() throws Exception {
        outcomes.put(key("a"), Outcome.lookAgain(Duration.ofSeconds(7), "stability window"));
        mirror.declare("a", "1");
        world.runReady();
        assertThat(world.until(key("a"), Trigger.TIMER)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void lookAgainAtOnceDoesNotStopTheClock() throws Exception {
        outcomes.put(key("a"), Outcome.lookAgain(Duration.ZERO, "at once"));
        mirror.declare("a", "1");
        assertThat(world.runReady()).hasSize(1);
        assertThat(world.stepper.nextDue()).isAfter(world.clock.instant());
    }

    @Test
    void waitingIsWokenByTheAwaitedKeyAlone() throws Exception {
        mirror.declare("other", "1");
        mirror.declare("awaited", "1");
        outcomes.put(key("a"), Outcome.waitingFor(key("awaited"), "needs it"));
        mirror.declare("a", "1");
        world.runReady();
        mirror.declare("other", "2");
        assertThat(world.runReady()).extracting(RunRecord::key).containsExactly(key("other"));
        mirror.declare("awaited", "2");
        assertThat(world.runReady()).filteredOn(r -> r.key().equals(key("a"))).extracting(RunRecord::trigger).containsExactly("woken");
    }

    @Test
    void waitingForWhatIsNotThereYetIsWokenWhenItComesAndWhenItGoes() throws Exception {
        outcomes.put(key("a"), Outcome.waitingFor(key("awaited"), "not declared"));
        mirror.declare("a", "1");
        world.runReady();
        assertThat(world.stepper.step()).isEmpty();
        mirror.declare("awaited", "1");
        assertThat(world.runReady()).extracting(RunRecord::key).contains(key("a"));
        mirror.remove("awaited");
        assertThat(world.runReady()).extracting(RunRecord::key).contains(key("a"));
    }

    @Test
    void aChangeBetweenReadingAndWaitingIsNotLost() throws Exception {
        mirror.declare("awaited", "1");
        var runs = new ArrayList<Key>();
        var late = new SteppedLoop(mirror, (key, _) -> {
            runs.add(key);
            if (!key.equals(key("a")) || mirror.value("awaited").equals("2") && runs.size() > 2) {
                return Outcome.LEVEL;
            }
            mirror.declare("awaited", "2");
            return Outcome.waitingFor(key("awaited"), "read before it changed");
        });
        late.runReady();
        mirror.declare("a", "1");
        assertThat(late.runReady()).extracting(RunRecord::trigger).contains("woken");
    }

    /// One that read too early must not take the wake-up away from one that read in time and waits for what comes next.
    @Test
    void whoWaitsAlreadyIsNotForgottenWhenAnotherReadTooEarly() throws Exception {
        mirror.declare("awaited", "1");
        var late = new ArrayList<SteppedLoop>();
        late.add(new SteppedLoop(mirror, (key, _) -> {
            if (key.equals(key("a")) && mirror.value("awaited").equals("1")) {
                mirror.declare("awaited", "2");
                mirror.declare("b", "1");
                late.getFirst().runReady();
            }
            return key.equals(key("awaited")) ? Outcome.LEVEL : Outcome.waitingFor(key("awaited"), "more must come");
        }));
        late.getFirst().runReady();
        mirror.declare("a", "1");
        late.getFirst().runReady();
        mirror.declare("awaited", "3");
        assertThat(late.getFirst().runReady()).extracting(RunRecord::key).contains(key("a"), key("b"));
    }

    @Test
    void waitingWithoutEventsIsLookedAtAfterTheSafetyTime() throws Exception {
        outcomes.put(key("a"), Outcome.waiting("for the engine"));
        mirror.declare("a", "1");
        world.runReady();
        assertThat(world.until(key("a"), Trigger.TIMER)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void failuresComeBackWithGrowingPausesUpToAMinuteAndForgetThemWhenLevel() throws Exception {
        outcomes.put(key("a"), Outcome.retry("engine gone"));
        mirror.declare("a", "1");
        world.runReady();
        var pauses = new ArrayList<Duration>();
        for (int i = 0; i < 12; i++) {
            pauses.add(world.until(key("a"), Trigger.RETRY));
        }
        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(pauses.get(3)).isBetween(Duration.ofMillis(800), Duration.ofMillis(1600));
        assertThat(pauses.subList(9, 12)).allSatisfy(p -> assertThat(p).isBetween(Duration.ofSeconds(30), Duration.ofMinutes(1)));
        outcomes.remove(key("a"));
        world.until(key("a"), Trigger.RETRY);
        outcomes.put(key("a"), Outcome.retry("engine gone"));
        world.loop.nudge(key("a"));
        world.runReady();
        assertThat(world.until(key("a"), Trigger.RETRY)).as("after it was level").isLessThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void aFailingRunsOwnNudgesDoNotDefeatItsPause() throws Exception {
        var runs = new ArrayList<Key>();
        var stormy = new SteppedLoop[1];
        stormy[0] = new SteppedLoop(mirror, (key, _) -> {
            runs.add(key);
            stormy[0].loop.nudge(key);
            return Outcome.retry("made a container that died");
        });
        mirror.declare("a", "1");
        stormy[0].pass(Duration.ofMinutes(10));
        assertThat(runs).as("a run each eighth of a pause that grows to a minute").hasSizeBetween(60, 250);
    }

    @Test
    void aNudgeCutsALongPauseShortAndAChangeEndsIt() throws Exception {
        outcomes.put(key("a"), Outcome.retry("engine gone"));
        mirror.declare("a", "1");
        world.pass(Duration.ofMinutes(5));
        world.until(key("a"), Trigger.RETRY);
        world.loop.nudge(key("a"));
        assertThat(world.until(key("a"), Trigger.NUDGE)).isLessThan(Duration.ofSeconds(8));
        mirror.declare("a", "2");
        assertThat(triggers(world.runReady())).containsExactly("changed");
    }

    @Test
    void failedForGoodIsLeftAloneUntilChangedNudgedOrSwept() throws Exception {
        outcomes.put(key("a"), Outcome.failed("no such image"));
        mirror.declare("a", "1");
        world.runReady();
        assertThat(world.stepper.quiet()).isTrue();
        assertThat(triggers(world.pass(SteppedLoop.SWEEP.multipliedBy(2)))).containsOnly("sweep");
        world.loop.nudge(key("a"));
        world.pass(Duration.ofSeconds(5));
        mirror.declare("a", "2");
        assertThat(triggers(world.runReady())).containsExactly("changed");
    }

    @Test
    void exceptionsAreFailuresWithTheirMessageAndConflictsAreNot() throws Exception {
        var answers = new ArrayList<RuntimeException>(List.of(new IllegalStateException("the disk is full"), new IllegalStateException(),
            new StoreFailure.Conflict(key("a"), "somebody was faster")));
        var failing = new SteppedLoop(mirror, (_, _) -> {
            if (!answers.isEmpty()) {
                throw answers.removeFirst();
            }
            return Outcome.LEVEL;
        });
        mirror.declare("a", "1");
        var runs = failing.pass(Duration.ofSeconds(2));
        assertThat(runs).extracting(r -> r.outcome().orElseThrow()).satisfiesExactly(
            o -> assertThat(o).isEqualTo(Outcome.retry("the disk is full")),
            o -> assertThat(o).isEqualTo(Outcome.retry("IllegalStateException")),
            o -> assertThat(o).isInstanceOfSatisfying(Outcome.LookAgain.class, l -> assertThat(l.after()).isLessThan(Duration.ofMillis(20))),
            o -> assertThat(o).isEqualTo(Outcome.LEVEL));
    }

    @Test
    void anOutcomeOfNullDoesNotLoseTheKey() throws Exception {
        var forgetful = new SteppedLoop(mirror, (_, run) -> run.id().isEmpty() ? Outcome.LEVEL : null);
        mirror.declare("a", "1");
        assertThat(forgetful.pass(Duration.ofSeconds(1))).hasSizeGreaterThan(1);
    }

    @Test
    void assertionsInsideASteppedRunReachTheCaller() {
        var asserting = new SteppedLoop(mirror, (_, _) -> {
            throw new AssertionError("invariant broken");
        });
        mirror.declare("a", "1");
        assertThatThrownBy(asserting::runReady).isInstanceOf(AssertionError.class).hasMessage("invariant broken");
    }

    private static List<String> triggers(List<RunRecord> runs) {
        return runs.stream().map(RunRecord::trigger).toList();
    }
}
