package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Benchmark;
import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.peer.Busybox;
import dev.plimsoll.bench.peer.EngineEvents;
import dev.plimsoll.bench.peer.PrivateEngine;
import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Turns;
import dev.plimsoll.bench.run.Waiting;
import java.time.Duration;
import java.util.List;

/// From the kill of a container to the start of its replacement, both by the engine's clock, on one private engine for both sides.
public final class HealBenchmark implements Benchmark {
    private static final int ROUNDS = 15;
    /// Longer than an instance must run to count as stable: what is measured is an accident, not a crash loop.
    private static final Duration CALM = Duration.ofSeconds(4);
    private static final String SERVICE = "swarmed";

    @Override
    public String name() {
        return "heal";
    }

    @Override
    public String measures() {
        return "a container is killed → its replacement runs; a Swarm service";
    }

    @Override
    public List<Figure> measure(Site site) {
        var engine = PrivateEngine.start(site);
        var docker = engine.docker();
        Busybox.provide(site, docker);
        docker.with("swarm", "init", "--advertise-addr", "127.0.0.1", "--listen-addr", "127.0.0.1:" + Site.freePort()).succeed();
        docker.with("service", "create", "--detach", "--name", SERVICE, Busybox.IMAGE, "sleep", "100000").succeed();
        var folder = site.write("one/compose.yml", """
            services:
              only:
                image: %s
                command: [sleep, "100000"]
                network_mode: none
                stop_signal: SIGKILL
            """.formatted(Busybox.IMAGE)).getParent();
        var plane = Plane.start(site, "plane", "--engine", engine.address());
        plane.cli("apply", "-y", "-f", folder.toString()).succeed();
        var events = EngineEvents.listen(site, docker);
        var samples = new Turns(site)
            .side("plimsoll", () -> healed(events, docker, "--filter", "name=only"))
            .side("swarm", () -> healed(events, docker, "--filter", "label=com.docker.swarm.service.name=" + SERVICE))
            .take(site.roundsOr(ROUNDS), "s");
        var ours = samples.get("plimsoll");
        return List.of(
            Figure.of("heal", "s", ours, new Target.ValueAtMost(0.6)),
            Figure.of("heal.swarm", "s", ours, new Target.RatioAtMost(1 / 8.0)).beside("docker service", samples.get("swarm")));
    }

    private static double healed(EngineEvents events, Command docker, String... which) {
        var listing = docker.with("ps", "-q", "--no-trunc").with(which);
        Waiting.until("one container runs", Duration.ofSeconds(60), Duration.ofMillis(100), () -> listing.succeed().out().lines().count() == 1);
        Waiting.pause(CALM);
        var victim = listing.succeed().out().strip();
        long began = EngineEvents.now();
        docker.with("kill", victim).succeed();
        double took = events.started(1, began);
        long killed = events.after(began).stream().filter(e -> e.action().equals("kill") && e.container().equals(victim)).findFirst().orElseThrow().nanos();
        return took - (killed - began) / 1e9;
    }
}
