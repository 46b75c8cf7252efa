package dev.plimsoll.bench;

import dev.plimsoll.bench.run.Cleanup;
import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Site;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The program behind `./bench`. Figures go to standard output, progress to standard error. Exit code 0 when every target was met, 1 when one was
/// missed, 2 when something could not be measured, 3 for wrong usage.
public final class Main {
    private static final String USAGE = "usage: ./bench list | ./bench [-o json] [--rounds N] NAME… | all";

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(new ArrayList<>(List.of(arguments))));
    }

    private static int run(List<String> arguments) {
        if (arguments.equals(List.of("list"))) {
            Catalog.ALL.forEach(benchmark -> System.out.printf("%-10s %s%n", benchmark.name(), benchmark.measures()));
            return 0;
        }
        boolean json = take(arguments, "-o").map("json"::equals).orElse(false);
        int rounds = take(arguments, "--rounds").map(Integer::parseInt).orElse(0);
        var chosen = arguments.equals(List.of("all")) ? Catalog.ALL : arguments.stream().flatMap(name -> Catalog.named(name).stream()).toList();
        if (chosen.isEmpty() || chosen.size() < arguments.size()) {
            System.err.println(USAGE);
            return 3;
        }
        var root = Path.of(System.getProperty("plimsoll.home", "")).toAbsolutePath();
        var figures = new ArrayList<Figure>();
        boolean failed = false;
        for (var benchmark : chosen) {
            System.err.println(benchmark.name() + ": " + benchmark.measures());
            try (var cleanup = new Cleanup()) {
                var measured = benchmark.measure(Site.open(root, rounds, cleanup, System.err));
                figures.addAll(measured);
                if (json) {
                    measured.forEach(figure -> Report.json(figure, System.out));
                }
            } catch (Command.Failed cannot) {
                failed = true;
                System.err.println(benchmark.name() + " could not be measured: " + cannot.getMessage());
            }
        }
        if (!json) {
            Report.table(figures, System.out);
        }
        return failed ? 2 : figures.stream().anyMatch(figure -> figure.met().equals(Optional.of(false))) ? 1 : 0;
    }

    private static Optional<String> take(List<String> arguments, String option) {
        int at = arguments.indexOf(option);
        if (at < 0 || at + 1 >= arguments.size()) {
            return Optional.empty();
        }
        arguments.remove(at);
        return Optional.of(arguments.remove(at));
    }
}
