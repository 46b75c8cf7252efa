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

/// Machines in a simulated cloud whose calls take 100 ms each, joined to a cluster of three managers that is there before. The critical path is what one machine takes on the same cloud: the calls that
/// come one after the other, the time the cloud itself needs, joining, and being taken out again. What a thousand take beyond it is waiting that nothing but the control plane is to blame for.
public final class MachinesBenchmark implements Benchmark {
    private static final String REGION = """
        apiVersion: plimsoll/v1
        kind: Region
        metadata: {name: here}
        spec: {cloud: simulated, callsPerSecond: 1000, options: {latency: "100"}}
        ---
        apiVersion: plimsoll/v1
        kind: Network
        metadata: {name: inside}
        spec: {region: here, cidr: 10.0.0.0/16}
        """;
    private static final int MANAGERS = 3;
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
        return "1,000 simulated machines made, joined to a cluster and removed, beside one; memory with 5,000";
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
        cluster(site, plane);
        double made = seconds(() -> {
            declare(site, plane, count);
            Waiting.until("the cluster has " + count + " workers", LIMIT, LOOK, () -> nodes(plane) == count + MANAGERS);
        });
        double removed = seconds(() -> {
            plane.cli("delete", "pool/many", "-y", "-d").succeed();
            Waiting.until("no worker is left", LIMIT, LOOK, () -> plane.get("/v1/projects/default/machines?limit=" + (MANAGERS + 1)).path("items").size() == MANAGERS);
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
        plane.cli("apply", "-y", "-d", "-f", site.write(count + "/machines.yaml", REGION + pool("many", "worker", count)).toString()).succeed();
        Waiting.until(count + " machines are ready", LIMIT, LOOK, () -> plane.get("/v1/projects/default/pools/many").path("status").path("ready").asInt() == count);
    }

    private static String pool(String name, String role, int count) {
        return """
            ---
            apiVersion: plimsoll/v1
            kind: Pool
            metadata: {name: %s}
            spec: {role: %s, count: %d, region: here, template: {flavor: small, image: debian-12, networks: [inside]}}
            """.formatted(name, role, count);
    }

    /// Three managers, and no worker yet.
    private static void cluster(Site site, Plane plane) {
        plane.cli("apply", "-y", "-d", "-f", site.write("cluster.yaml", REGION + pool("managers", "manager", MANAGERS) + pool("many", "worker", 0) + """
            ---
            apiVersion: plimsoll/v1
            kind: Cluster
            metadata: {name: main}
            spec: {pools: [managers, many]}
            """).toString()).succeed();
        Waiting.until("the cluster is formed", LIMIT, LOOK, () -> nodes(plane) == MANAGERS);
    }

    private static int nodes(Plane plane) {
        int ready = 0;
        for (var node : plane.get("/v1/projects/default/clusters/main").path("status").path("nodes")) {
            ready += node.path("state").asText().equals("ready") && !node.path("machine").asText().isEmpty() ? 1 : 0;
        }
        return ready;
    }

    private static double seconds(Runnable work) {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e9;
    }
}
