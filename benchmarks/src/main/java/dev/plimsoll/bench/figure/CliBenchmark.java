package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Turns;
import java.util.ArrayList;
import java.util.List;

/// A whole short command, as somebody at a terminal feels it.
public final class CliBenchmark implements Benchmark {
    private static final int ROUNDS = 20;
    private static final int WARM = 3;

    @Override
    public String name() {
        return "cli";
    }

    @Override
    public String measures() {
        return "plimsoll get assemblies, whole process; docker ps, kubectl version --client";
    }

    @Override
    public List<Figure> measure(Site site) {
        var plane = Plane.start(site, "plane", "--simulated");
        plane.cli("apply", "-y", "-f", Services.simulated(site, "few", 3).toString()).succeed();
        var get = plane.cli("get", "assemblies");
        for (int i = 0; i < WARM; i++) {
            get.succeed();
        }
        var turns = new Turns(site).side("plimsoll", () -> get.succeed().milliseconds());
        var peers = List.of(Command.of("docker", "ps"), Command.of("kubectl", "version", "--client")).stream()
            .filter(peer -> Command.exists(peer.words().getFirst()) && peer.run().exitCode() == 0).toList();
        peers.forEach(peer -> turns.side(peer.toString(), () -> peer.succeed().milliseconds()));
        var samples = turns.take(site.roundsOr(ROUNDS), "ms");
        var ours = samples.get("plimsoll");
        var figures = new ArrayList<>(List.of(Figure.of("cli", "ms", ours, new Target.ValueAtMost(150))));
        peers.forEach(peer -> figures.add(Figure.of("cli." + peer.words().getFirst(), "ms", ours, new Target.Told()).beside(peer.toString(), samples.get(peer.toString()))));
        return figures;
    }
}
