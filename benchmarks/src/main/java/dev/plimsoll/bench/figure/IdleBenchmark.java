package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.ProcessFacts;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Waiting;
import java.time.Duration;
import java.util.List;

/// Processor time of a control plane that has nothing to do but look whether everything is still level.
public final class IdleBenchmark implements Benchmark {
    private static final int COMPONENTS = 1_000;
    private static final Duration REST = Duration.ofSeconds(30);
    private static final Duration TIME = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String measures() {
        return "share of one core over 60 s with 1,000 level simulated components";
    }

    @Override
    public List<Figure> measure(Site site) {
        var plane = Plane.start(site, "plane", "--simulated");
        plane.cli("apply", "-y", "-f", Services.simulated(site, "many", COMPONENTS).toString()).succeed();
        site.say("resting " + REST.toSeconds() + " s, then measuring " + TIME.toSeconds() + " s");
        Waiting.pause(REST);
        var before = ProcessFacts.processorTime(plane.pid());
        Waiting.pause(TIME);
        var used = ProcessFacts.processorTime(plane.pid()).minus(before);
        return List.of(Figure.of("idle", "% of a core", Samples.one(100.0 * used.toMillis() / TIME.toMillis()), new Target.ValueAtMost(2)));
    }
}
