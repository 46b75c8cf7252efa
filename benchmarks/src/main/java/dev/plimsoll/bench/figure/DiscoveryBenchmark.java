package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// What a Prometheus waits for when it asks who runs where, as one does every few seconds.
public final class DiscoveryBenchmark implements Benchmark {
    private static final int TARGETS = 10_000;
    private static final int COMPONENTS = 100;
    private static final int ASKED = 300;
    private static final int FIRST = 30;
    private static final String ALL = "/v1/discovery/prometheus?assembly=scraped";

    @Override
    public String name() {
        return "discovery";
    }

    @Override
    public String measures() {
        return "http_sd with 10,000 targets, 99 of 100 requests; simulated";
    }

    @Override
    public List<Figure> measure(Site site) {
        var plane = Plane.start(site, "plane", "--simulated");
        var file = site.write("scraped/compose.yml", declared(TARGETS / COMPONENTS));
        site.say("declaring %,d instances".formatted(TARGETS));
        plane.cli("apply", "-y", "-f", file.toString()).within(Duration.ofMinutes(15)).succeed();
        int found = plane.get(ALL).size();
        if (found != TARGETS) {
            throw new Command.Failed("there are " + found + " targets, not " + TARGETS);
        }
        asked(plane, FIRST);
        return List.of(Figure.of("discovery", "ms, 99 of 100", Samples.one(ninetyNine(asked(plane, ASKED))), new Target.ValueAtMost(50)));
    }

    private static List<Double> asked(Plane plane, int times) {
        var took = new ArrayList<Double>();
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            plane.read(ALL);
            took.add((System.nanoTime() - began) / 1e6);
        }
        return took;
    }

    private static double ninetyNine(List<Double> took) {
        return took.stream().sorted().toList().get(took.size() * 99 / 100);
    }

    private static String declared(int replicas) {
        return IntStream.range(0, COMPONENTS).mapToObj("""
              s%%03d:
                image: example/app:1
                command: [sleep, "100000"]
                labels: {prometheus.io/scrape: "true", prometheus.io/port: "9113", com.example.tier: front}
                deploy: {replicas: %d}
            """.formatted(replicas)::formatted).collect(Collectors.joining("", "name: scraped\nservices:\n", ""));
    }
}
