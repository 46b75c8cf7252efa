package dev.plimsoll.loop;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Predicate;

/// A started loop with one controller of configs, in real time, whose ended runs a test can wait for.
final class LiveLoop implements AutoCloseable {
    final Loop loop;
    private final List<RunRecord> passedOver = new ArrayList<>();
    private final LinkedBlockingQueue<RunRecord> ended = new LinkedBlockingQueue<>();

    /// @param deadline of the runs
    /// @param patience of the stop
    record Times(Duration deadline, Duration patience) {
        static final Times LONG = new Times(Duration.ofSeconds(30), Duration.ofSeconds(10));
    }

    LiveLoop(PaperMirror mirror, int workers, Times times, Reconciler reconciler) {
        var controller = new Controller("config.test", Kind.CONFIG, Set.of(), _ -> Set.of(), workers, Duration.ofMinutes(10), times.deadline(), 0, reconciler);
        var usual = LoopSettings.usual(InstantSource.system(), new Random(1));
        loop = new Loop(mirror, List.of(controller),
            new LoopSettings(usual.clock(), usual.random(), usual.backOff(), usual.safety(), times.patience(), usual.perKey(), usual.records()), new LoopMeter() {
                @Override
                public void controller(String name, IntSupplier waiting, IntSupplier running) {}

                @Override
                public void ended(RunRecord run) {
                    ended.add(run);
                }
            });
        loop.start();
    }

    /// The next ended run that is so. Those it passes over can be asked for later.
    RunRecord next(Predicate<RunRecord> so) throws InterruptedException {
        for (var run : passedOver) {
            if (so.test(run)) {
                passedOver.remove(run);
                return run;
            }
        }
        while (true) {
            var run = ended.poll(20, TimeUnit.SECONDS);
            if (run == null) {
                throw new AssertionError("no such run within 20 s");
            }
            if (so.test(run)) {
                return run;
            }
            passedOver.add(run);
        }
    }

    RunRecord next(Key key) throws InterruptedException {
        return next(r -> r.key().equals(key));
    }

    @Override
    public void close() {
        loop.close();
    }
}
