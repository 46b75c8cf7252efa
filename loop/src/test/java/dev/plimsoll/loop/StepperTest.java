package dev.plimsoll.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Stepping is repeatable, and shows what the server would do.
class StepperTest {
    @Test
    void theSameSeedGivesTheSameRuns() throws Exception {
        assertThat(story(5)).isEqualTo(story(5));
        assertThat(story(5)).isNotEqualTo(story(6));
    }

    /// Forty keys that fail, wait, look again and are level by chance.
    private static List<String> story(long seed) throws InterruptedException {
        var mirror = new PaperMirror();
        var chance = new Random(seed);
        var world = new SteppedLoop(mirror, (key, run) -> {
            run.step("look at " + key);
            return switch (chance.nextInt(5)) {
                case 0 -> Outcome.retry("by chance");
                case 1 -> Outcome.waitingFor(PaperMirror.key("k" + chance.nextInt(40)), "by chance");
                case 2 -> Outcome.lookAgain(Duration.ofMillis(chance.nextInt(5_000)), "by chance");
                case 3 -> {
                    run.wrote(mirror.report(key.name(), "by chance " + chance.nextInt()));
                    yield Outcome.LEVEL;
                }
                default -> Outcome.failed("by chance");
            };
        }, seed);
        for (int i = 0; i < 40; i++) {
            mirror.declare("k" + i, "1");
        }
        var told = new ArrayList<String>();
        world.pass(Duration.ofMinutes(20)).forEach(r -> told.add(r.toString()));
        return told;
    }

    @Test
    void aStepThatOutlivesItsDeadlineIsInterruptedAtItsNextStep() throws Exception {
        var mirror = new PaperMirror();
        var world = new SteppedLoop[1];
        world[0] = new SteppedLoop(mirror, (_, run) -> {
            run.step("call the engine");
            world[0].clock.advance(Duration.ofMinutes(2));
            run.progress("still calling");
            Thread.sleep(0);
            return Outcome.LEVEL;
        });
        mirror.declare("a", "1");
        assertThat(world[0].stepper.step().orElseThrow().outcome()).contains(Outcome.retry("took longer than 30s, at: call the engine"));
        assertThat(Thread.currentThread().isInterrupted()).isFalse();
    }

    @Test
    void nextDueLeadsFromOneRunToTheNext() throws Exception {
        var mirror = new PaperMirror();
        var world = new SteppedLoop(mirror, (_, _) -> Outcome.lookAgain(Duration.ofSeconds(3), "window"));
        mirror.declare("a", "1");
        assertThat(world.stepper.nextDue()).isBeforeOrEqualTo(world.clock.instant());
        assertThat(world.stepper.step()).isPresent();
        assertThat(world.stepper.step()).isEmpty();
        assertThat(world.stepper.quiet()).as("a timer runs").isFalse();
        assertThat(world.stepper.nextDue()).isEqualTo(world.clock.instant().plusSeconds(3));
    }

    @Test
    void aLoopBeginsOnce() {
        var world = new SteppedLoop(new PaperMirror(), (_, _) -> Outcome.LEVEL);
        assertThatThrownBy(world.loop::start).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(world.loop::stepper).isInstanceOf(IllegalStateException.class);
    }
}
