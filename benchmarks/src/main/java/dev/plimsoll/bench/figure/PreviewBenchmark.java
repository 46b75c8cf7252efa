package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.peer.Terraform;
import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Turns;
import java.nio.file.Path;
import java.util.List;

/// The whole process that says "nothing would change", and how its time grows when four times as much is declared.
public final class PreviewBenchmark implements Benchmark {
    private static final int FEW = 5_000;
    private static final int MANY = 20_000;
    private static final int ROUNDS = 3;

    @Override
    public String name() {
        return "preview";
    }

    @Override
    public String measures() {
        return "preview of 5,000 unchanged resources, simulated, and of 20,000; terraform plan of 5,000 terraform_data";
    }

    @Override
    public List<Figure> measure(Site site) {
        var plane = Plane.start(site, "plane", "--simulated");
        var few = declared(site, plane, "few", FEW);
        var manyPlane = Plane.start(site, "plane-many", "--simulated");
        var many = declared(site, manyPlane, "many", MANY);
        var turns = new Turns(site)
            .side("plimsoll 5,000", () -> previewed(plane, few))
            .side("plimsoll 20,000", () -> previewed(manyPlane, many));
        if (Terraform.isThere()) {
            var terraform = Terraform.declare(site, FEW);
            site.say("terraform apply of 5,000, once: some minutes");
            terraform.apply();
            turns.side("terraform", terraform::plan);
        }
        var samples = turns.take(site.roundsOr(ROUNDS), "s");
        var ours = samples.get("plimsoll 5,000");
        var growth = samples.get("plimsoll 20,000").median() / ours.median();
        var figure = Figure.of("preview", "s", ours, new Target.RatioAtMost(1 / 40.0));
        return List.of(
            Terraform.isThere() ? figure.beside("terraform plan", samples.get("terraform")) : figure,
            Figure.of("preview.growth", "× for 4 × as many", Samples.one(growth), new Target.ValueAtMost(MANY / FEW)));
    }

    private static Path declared(Site site, Plane plane, String name, int count) {
        var folder = Services.simulated(site, name, count);
        site.say("declaring %,d services".formatted(count));
        plane.cli("apply", "-y", "-f", folder.toString()).succeed();
        return folder;
    }

    private static double previewed(Plane plane, Path folder) {
        var result = plane.cli("preview", "-f", folder.toString(), "--detailed-exitcode").run();
        if (result.exitCode() != 0) {
            throw new Command.Failed("the preview did not find everything unchanged: exit code " + result.exitCode() + "\n" + result.err());
        }
        return result.seconds();
    }
}
