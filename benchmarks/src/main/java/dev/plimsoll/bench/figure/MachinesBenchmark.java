package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Waiting;
import java.time.Duration;
import java.util.List;

/// Machines in a simulated cloud whose calls take 100 ms each. The critical path is what one machine takes on the same cloud: the calls that come one after the other, and
/// the time the cloud itself needs. What a thousand take beyond it is waiting that nothing but the control plane is to blame for.
public final class MachinesBenchmark implements Benchmark {
    private static final int MANY = 1_000;
    private static final int ALL = 5_000;
    private static final Duration LIMIT = Duration.ofMinutes(10);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration REST = Duration.ofSeconds(15);

    @Override
    public String name() {
        return "machines";
    }

    @Override
    public String measures() {
        return "1,000 simulated machines made and removed, beside one; memory with 5,000";
    }

    @Override
    public List<Figure> measure(Site site) {
        var one = taken(site, 1);
        site.say("one machine: made in %.1f s, removed in %.1f s".formatted(one.made(), one.removed()));
        var many = taken(site, MANY);
        site.say("%,d machines: made in %.1f s, removed in %.1f s".formatted(MANY, many.made(), many.removed()));
        return List.of(
            Figure.of("machines.made", "s", Samples.one(many.made()), new Target.RatioAtMost(1.3)).beside("one machine", Samples.one(one.made())),
            Figure.of("machines.removed", "s", Samples.one(many.removed()), new Target.RatioAtMost(1.3)).beside("one machine", Samples.one(one.removed())),
            Figure.of("machines.5000", "MB", Samples.one(memory(site)), new Target.ValueAtMost(600)));
    }

    private record Taken(double made, double removed) {}

    private static Taken taken(Site site, int count) {
        var plane = Plane.start(site, "plane-" + count, "--simulated");
        double made = seconds(() -> declare(site, plane, count));
        double removed = seconds(() -> {
            plane.cli("delete", "pool/many", "-y", "-d").succeed();
            Waiting.until("no machine is left", LIMIT, LOOK, () -> count(plane, "machines") == 0);
        });
        plane.stop();
        return new Taken(made, removed);
    }

    private static double memory(Site site) {
        var plane = Plane.start(site, "plane-all", "--simulated");
        declare(site, plane, ALL);
        Waiting.pause(REST);
        double megabytes = plane.residentMegabytes();
        plane.stop();
        return megabytes;
    }

    private static void declare(Site site, Plane plane, int count) {
        plane.cli("apply", "-y", "-d", "-f", site.write(count + "/machines.yaml", """
            apiVersion: plimsoll/v1
            kind: Region
            metadata: {name: here}
            spec: {cloud: simulated, callsPerSecond: 1000, options: {latency: "100"}}
            ---
            apiVersion: plimsoll/v1
            kind: Network
            metadata: {name: inside}
            spec: {region: here, cidr: 10.0.0.0/16}
            ---
            apiVersion: plimsoll/v1
            kind: Pool
            metadata: {name: many}
            spec: {role: worker, count: %d, region: here, template: {flavor: small, image: debian-12, networks: [inside]}}
            """.formatted(count)).toString()).succeed();
        Waiting.until(count + " machines are ready", LIMIT, LOOK, () -> plane.get("/v1/projects/default/pools/many").path("status").path("ready").asInt() == count);
    }

    private static int count(Plane plane, String kind) {
        return plane.get("/v1/projects/default/" + kind + "?limit=1").path("items").size();
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }
}
