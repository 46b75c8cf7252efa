package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.peer.Busybox;
import dev.plimsoll.bench.peer.EngineEvents;
import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Turns;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// From the first command to the engine's word that the last of 40 containers has started.
public final class DeployBenchmark implements Benchmark {
    private static final int CONTAINERS = 40;
    private static final int ROUNDS = 5;
    private static final String MARK = "plimsoll-bench=run";
    /// Apps get networks of their own, in which the engine answers names: that costs it about a third more for each container.
    private static final String NETWORK = "plimsoll-bench-run";

    @Override
    public String name() {
        return "deploy";
    }

    @Override
    public String measures() {
        return "40 one-container components, declared → all running; docker run -d 8 at a time (also in a network of their own), docker-compose up -d";
    }

    @Override
    public List<Figure> measure(Site site) {
        var docker = Command.of("docker");
        Busybox.provide(site, docker);
        var folder = Services.sleeping(site, "forty", CONTAINERS);
        var plane = Plane.start(site, "plane");
        var events = EngineEvents.listen(site, docker);
        var compose = Command.of("docker-compose", "-p", "plimsollbench").in(folder);
        var removeRun = Command.of("sh", "-c", "docker ps -aq --filter label=" + MARK + " | xargs -r docker rm -f");
        site.cleanup().later(() -> compose.with("down", "-t", "0").run());
        // A run that was killed may have left it.
        docker.with("network", "rm", NETWORK).run();
        docker.with("network", "create", "--label", MARK, NETWORK).succeed();
        site.cleanup().later(() -> docker.with("network", "rm", NETWORK).run());
        // Removal goes backwards: first the containers, then their network.
        site.cleanup().later(removeRun::run);
        var samples = new Turns(site)
            .side("plimsoll", () -> timed(events, plane.cli("apply", "-y", "-f", folder.toString()), () -> plane.cli("delete", "-y", "assembly/forty")))
            .side("docker run", () -> timed(events, run(site, "bridge"), () -> removeRun))
            .side("docker run --network", () -> timed(events, run(site, NETWORK), () -> removeRun))
            .side("docker-compose", () -> timed(events, compose.with("up", "-d"), () -> compose.with("down", "-t", "0")))
            .take(site.roundsOr(ROUNDS), "s");
        var ours = samples.get("plimsoll");
        return List.of(
            Figure.of("deploy.run", "s", ours, new Target.RatioAtMost(1.0)).beside("docker run -d ×40, 8 at a time", samples.get("docker run")),
            Figure.of("deploy.run-network", "s", ours, new Target.Told()).beside("the same in a network of their own", samples.get("docker run --network")),
            Figure.of("deploy.compose", "s", ours, new Target.RatioAtMost(0.8)).beside("docker-compose up -d", samples.get("docker-compose")));
    }

    private static double timed(EngineEvents events, Command make, Supplier<Command> remove) {
        long began = EngineEvents.now();
        make.succeed();
        double took = events.started(CONTAINERS, began);
        remove.get().succeed();
        return took;
    }

    private static Command run(Site site, String network) {
        Path script = site.write("run-" + network + ".sh", "seq 1 %d | xargs -P 8 -I{} docker run -d --network %s --label %s --stop-signal KILL %s sleep 100000\n"
            .formatted(CONTAINERS, network, MARK, Busybox.IMAGE));
        return Command.of("sh", script.toString());
    }
}
