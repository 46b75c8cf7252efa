package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Turns;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// 1,000 services in 100 files laid over each other: what a server that has done it before needs to read them and to plan what it would do, by its own clock; and whole processes, ours
/// with that server's answer printed.
public final class ParseBenchmark implements Benchmark {
    private static final int FILES = 100;
    private static final int SERVICES_EACH = 10;
    private static final int ROUNDS = 7;
    private static final int WARMING = 5;
    private static final String ANSWERED = "plimsoll_http_requests_seconds_sum{method=\"POST\",route=\"/v1/preview\",status=\"200\"}";

    @Override
    public String name() {
        return "parse";
    }

    @Override
    public String measures() {
        return "preview of 1,000 new services in 100 compose files, warm server, simulated; docker-compose config";
    }

    @Override
    public List<Figure> measure(Site site) {
        var files = IntStream.range(0, FILES).mapToObj(n -> file(site, n)).flatMap(file -> Stream.of("-f", file.toString())).toArray(String[]::new);
        var plane = Plane.start(site, "plane", "--simulated");
        var preview = plane.cli("preview").with(files).with("--name", "thousand");
        for (int i = 0; i < WARMING; i++) {
            preview.succeed();
        }
        var warm = new ArrayList<Double>();
        var samples = new Turns(site)
            .side("plimsoll", () -> {
                double before = plane.metric(ANSWERED);
                double whole = preview.succeed().seconds();
                warm.add((plane.metric(ANSWERED) - before) * 1_000);
                return whole * 1_000;
            })
            .side("docker-compose", () -> Command.of("docker-compose").with(files).with("config", "-q").succeed().seconds() * 1_000)
            .take(site.roundsOr(ROUNDS), "ms");
        return List.of(
            Figure.of("parse", "ms", Samples.of(warm), new Target.ValueAtMost(300)).beside("docker-compose config", samples.get("docker-compose")),
            Figure.of("parse.process", "ms", samples.get("plimsoll"), new Target.Told()).beside("docker-compose config", samples.get("docker-compose")));
    }

    private static Path file(Site site, int number) {
        var text = new StringBuilder("services:\n");
        for (int i = 0; i < SERVICES_EACH; i++) {
            text.append("""
                  s%d:
                    image: example/app:${TAG:-1.4}
                    command: [serve, --port, "8080"]
                    environment: {LEVEL: info, DATABASE: "postgres://db/app", WORKERS: "4"}
                    healthcheck: {test: [CMD, wget, -q, -O, "-", "http://127.0.0.1:8080/"], interval: 5s, timeout: 2s, retries: 3}
                    volumes: ["data:/var/lib/app"]
                    labels: {team: web, tier: "%d"}
                    stop_grace_period: 20s
                    restart: unless-stopped
                """.formatted(number * SERVICES_EACH + i, i));
        }
        return site.write("files/f%03d.yml".formatted(number), text.append("volumes: {data: {}}\n").toString());
    }
}
