package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.peer.Terraform;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Turns;
import java.util.List;

/// The whole process that makes 5,000 new things and waits until they are level. Terraform takes minutes for it and is measured once.
public final class ApplyBenchmark implements Benchmark {
    private static final int COUNT = 5_000;
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "apply";
    }

    @Override
    public String measures() {
        return "apply of 5,000 new resources, simulated, until level; terraform apply of 5,000 terraform_data (once)";
    }

    @Override
    public List<Figure> measure(Site site) {
        var folder = Services.simulated(site, "many", COUNT);
        var samples = new Turns(site).side("plimsoll", () -> applied(site, folder.toString())).take(site.roundsOr(ROUNDS), "s").get("plimsoll");
        var figure = Figure.of("apply", "s", samples, new Target.RatioAtMost(1 / 20.0));
        if (!Terraform.isThere()) {
            return List.of(figure);
        }
        var terraform = Terraform.declare(site, COUNT);
        site.say("terraform apply of 5,000, once: some minutes");
        return List.of(figure.beside("terraform apply", Samples.one(terraform.apply())));
    }

    private static double applied(Site site, String folder) {
        var plane = Plane.start(site, "plane-" + System.nanoTime(), "--simulated");
        double seconds = plane.cli("apply", "-y", "-f", folder).succeed().seconds();
        plane.stop();
        return seconds;
    }
}
