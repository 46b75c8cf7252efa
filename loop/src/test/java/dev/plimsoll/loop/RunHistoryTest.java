package dev.plimsoll.loop;

import static dev.plimsoll.loop.PaperMirror.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What is kept of runs, and who hears of them.
class RunHistoryTest {
    private final PaperMirror mirror = new PaperMirror();
    private final AtomicReference<Reconciler> doing = new AtomicReference<>((_, _) -> Outcome.LEVEL);

    private SteppedLoop world() {
        return new SteppedLoop(mirror, (key, run) -> doing.get().reconcile(key, run));
    }

    @Test
    void twentyPerKeyNewestFirst() throws Exception {
        var world = world();
        doing.set((_, run) -> {
            run.step("did something in " + run.id());
            return Outcome.LEVEL;
        });
        mirror.declare("a", "1");
        var runs = world.runReady();
        for (int i = 0; i < 30; i++) {
            world.clock.advance(Duration.ofSeconds(1));
            world.loop.nudge(key("a"));
            runs.addAll(world.runReady());
        }
        assertThat(world.loop.records(key("a"))).isEqualTo(runs.reversed().subList(0, 20));
        assertThat(world.loop.records(key("b"))).isEmpty();
    }

    @Test
    void runsThatFoundNothingToDoStandForEachOther() throws Exception {
        var world = world();
        doing.set((_, run) -> {
            run.step("start instance 1 of a");
            return Outcome.LEVEL;
        });
        mirror.declare("a", "1");
        world.runReady();
        doing.set((_, _) -> Outcome.LEVEL);
        for (int i = 0; i < 10; i++) {
            world.loop.nudge(key("a"));
            world.runReady();
        }
        assertThat(world.loop.records(key("a"))).hasSize(2).last().satisfies(r -> assertThat(r.steps()).containsExactly("start instance 1 of a"));
    }

    @Test
    void thereIsAnEndToWhatIsKeptInAll() throws Exception {
        var clock = new HandClock();
        var settings = new LoopSettings(clock, new Random(1), BackOff.USUAL, Duration.ofMinutes(1), Duration.ofSeconds(1), 20, 100);
        var loop = new Loop(mirror, List.of(SteppedLoop.controller((_, run) -> {
            run.step("x".repeat(100_000));
            for (int i = 0; i < 10_000; i++) {
                run.step("another");
            }
            return Outcome.LEVEL;
        })), settings, LoopMeter.NONE);
        var stepper = loop.stepper();
        for (int i = 0; i < 300; i++) {
            mirror.declare("k" + i, "1");
            stepper.step();
        }
        long kept = 0;
        for (int i = 0; i < 300; i++) {
            kept += loop.records(key("k" + i)).size();
        }
        assertThat(kept).isEqualTo(100);
        assertThat(loop.records(key("k299"))).as("the newest are kept").hasSize(1);
        var steps = loop.records(key("k299")).getFirst().steps();
        assertThat(steps).hasSizeLessThan(210).last().asString().contains("more");
        assertThat(steps.getFirst()).hasSizeLessThan(1_100);
    }

    @Test
    void aRunUnderWayIsSeenWithItsProgressAndListenersHearOfIt() throws Exception {
        var world = world();
        var moved = new ArrayList<RunRecord>();
        var ended = new ArrayList<RunRecord>();
        var seen = new ArrayList<RunRecord>();
        var subscription = world.loop.subscribe(new RunListener() {
            @Override
            public void moved(RunRecord run) {
                moved.add(run);
            }

            @Override
            public void ended(RunRecord run) {
                ended.add(run);
                throw new IllegalStateException("a listener's own fault");
            }
        });
        doing.set((_, run) -> {
            run.step("pull nginx:1.27");
            run.progress("nginx: 42 % of 61 MB");
            seen.addAll(world.loop.records(key("a")));
            return Outcome.LEVEL;
        });
        mirror.declare("a", "1");
        world.runReady();

        assertThat(moved).extracting(RunRecord::progress).containsExactly("", "nginx: 42 % of 61 MB");
        assertThat(seen).singleElement().satisfies(r -> {
            assertThat(r.outcome()).isEmpty();
            assertThat(r.progress()).isEqualTo("nginx: 42 % of 61 MB");
        });
        assertThat(ended).singleElement().satisfies(r -> assertThat(r.progress()).isEmpty());
        assertThat(world.loop.live()).isEmpty();

        doing.set((_, _) -> Outcome.LEVEL);
        for (int i = 0; i < 5; i++) {
            world.loop.nudge(key("a"));
            world.runReady();
        }
        assertThat(ended).as("level as before is not told again and again").hasSizeLessThanOrEqualTo(2);
        subscription.close();
        doing.set((_, run) -> {
            run.step("more");
            return Outcome.LEVEL;
        });
        world.loop.nudge(key("a"));
        world.runReady();
        assertThat(moved).hasSize(2);
    }
}
