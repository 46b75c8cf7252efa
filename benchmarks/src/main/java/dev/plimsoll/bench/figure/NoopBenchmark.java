package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.peer.Busybox;
import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Turns;
import java.util.List;

/// The whole process of an apply that finds all 40 services as declared.
public final class NoopBenchmark implements Benchmark {
    private static final int CONTAINERS = 40;
    private static final int ROUNDS = 10;

    @Override
    public String name() {
        return "noop";
    }

    @Override
    public String measures() {
        return "apply of the same 40 with nothing to change, whole process; docker-compose up -d";
    }

    @Override
    public List<Figure> measure(Site site) {
        var docker = Command.of("docker");
        Busybox.provide(site, docker);
        var folder = Services.sleeping(site, "forty", CONTAINERS);
        var plane = Plane.start(site, "plane");
        var ours = plane.cli("apply", "-y", "-f", folder.toString());
        ours.succeed();
        var compose = Command.of("docker-compose", "-p", "plimsollbench").in(folder);
        site.cleanup().later(() -> compose.with("down", "-t", "0").run());
        compose.with("up", "-d").succeed();
        var samples = new Turns(site)
            .side("plimsoll", () -> ours.succeed().seconds())
            .side("docker-compose", () -> compose.with("up", "-d").succeed().seconds())
            .take(site.roundsOr(ROUNDS), "s");
        return List.of(Figure.of("noop", "s", samples.get("plimsoll"), new Target.RatioAtMost(0.5)).beside("docker-compose up -d", samples.get("docker-compose")));
    }
}
