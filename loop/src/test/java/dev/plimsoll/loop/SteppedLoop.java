package dev.plimsoll.loop;

import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Key;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/// A loop with one controller of configs, stepped on a hand-moved clock.
final class SteppedLoop {
    static final Duration SWEEP = Duration.ofMinutes(10);

    final HandClock clock = new HandClock();
    final Loop loop;
    final Stepper stepper;

    SteppedLoop(PaperMirror mirror, Reconciler reconciler) {
        this(mirror, reconciler, 1);
    }

    SteppedLoop(PaperMirror mirror, Reconciler reconciler, long seed) {
        loop = new Loop(mirror, List.of(controller(reconciler)), LoopSettings.usual(clock, new Random(seed)), LoopMeter.NONE);
        stepper = loop.stepper();
    }

    static Controller controller(Reconciler reconciler) {
        return new Controller("config.test", Kind.CONFIG, Set.of(), _ -> Set.of(), 4, SWEEP, Duration.ofSeconds(30), 0, reconciler);
    }

    /// Runs all that is ready now.
    List<RunRecord> runReady() throws InterruptedException {
        var runs = new ArrayList<RunRecord>();
        for (var run = stepper.step(); run.isPresent(); run = stepper.step()) {
            runs.add(run.get());
        }
        return runs;
    }

    /// Lets time pass, from one due time to the next, and runs what becomes ready.
    List<RunRecord> pass(Duration time) throws InterruptedException {
        Instant end = clock.instant().plus(time);
        var runs = new ArrayList<>(runReady());
        for (var due = stepper.nextDue(); !due.isAfter(end); due = stepper.nextDue()) {
            clock.moveTo(due);
            runs.addAll(runReady());
        }
        clock.moveTo(end);
        return runs;
    }

    /// Runs until the key is looked at for this reason, and tells how long that took.
    Duration until(Key key, Trigger trigger) throws InterruptedException {
        Instant start = clock.instant();
        while (true) {
            clock.moveTo(stepper.nextDue());
            if (runReady().stream().anyMatch(r -> r.key().equals(key) && r.trigger().equals(trigger.word()))) {
                return Duration.between(start, clock.instant());
            }
        }
    }
}
