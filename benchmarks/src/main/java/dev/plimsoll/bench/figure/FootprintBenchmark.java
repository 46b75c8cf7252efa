package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Turns;
import dev.plimsoll.bench.run.Waiting;
import java.time.Duration;
import java.util.List;

/// What the server needs: time to be ready, from the start of the launcher; memory when idle, and with 10,000 components.
public final class FootprintBenchmark implements Benchmark {
    private static final int ROUNDS = 7;
    private static final int COMPONENTS = 10_000;
    private static final Duration REST = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "footprint";
    }

    @Override
    public String measures() {
        return "server: start to ready, memory when idle, memory with 10,000 simulated components";
    }

    @Override
    public List<Figure> measure(Site site) {
        started(site);
        var ready = new Turns(site).side("start", () -> started(site)).take(site.roundsOr(ROUNDS), "ms").get("start");
        var plane = Plane.start(site, "plane", "--simulated");
        Waiting.pause(REST);
        double idle = plane.residentMegabytes();
        site.say("idle: %.0f MB; declaring %,d components".formatted(idle, COMPONENTS));
        plane.cli("apply", "-y", "-f", Services.simulated(site, "many", COMPONENTS).toString()).succeed();
        Waiting.pause(REST);
        double full = plane.residentMegabytes();
        return List.of(
            Figure.of("footprint.start", "ms", ready, new Target.ValueAtMost(1500)),
            Figure.of("footprint.idle", "MB", Samples.one(idle), new Target.ValueAtMost(160)),
            Figure.of("footprint.10000", "MB", Samples.one(full), new Target.ValueAtMost(400)));
    }

    private static double started(Site site) {
        var plane = Plane.start(site, "start", "--simulated");
        plane.stop();
        return plane.ready().toNanos() / 1e6;
    }
}
