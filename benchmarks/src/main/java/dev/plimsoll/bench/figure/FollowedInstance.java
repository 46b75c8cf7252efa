package dev.plimsoll.bench.figure;

import dev.plimsoll.bench.Figure;
import dev.plimsoll.bench.Target;
import dev.plimsoll.bench.peer.Busybox;
import dev.plimsoll.bench.peer.EngineEvents;
import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Plane;
import dev.plimsoll.bench.run.Samples;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicLong;

/// How soon requests reach an instance: the only one of a component is killed, and two ask for the next one from the engine's start event on, a client of the ingress and one who knows its address and
/// asks it directly. What the second waits for is the instance's own beginning (a shell and a small web server); traffic follows as much later as the first is answered.
final class FollowedInstance {
    private static final int TIMES = 20;
    /// Longer than an instance must run to count as stable.
    private static final Duration CALM = Duration.ofSeconds(4);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HOST = "follows.example.org";

    private FollowedInstance() {}

    static List<Figure> measured(Site site) {
        var docker = Command.of("docker");
        Busybox.provide(site, docker);
        var ingress = new InetSocketAddress("127.0.0.1", Site.freePort());
        var folder = site.write("follows/plimsoll.yml", """
            apiVersion: plimsoll/v1
            kind: Assembly
            metadata: {name: follows}
            spec:
              topology:
                components:
                  web:
                    image: "%s"
                    process: {command: [sh, -c, "busybox mkdir -p /www && busybox hostname > /www/index.html && exec busybox httpd -f -p 8080 -h /www"], stopGrace: 0s}
                routes:
                  web:
                    match: "Host(`%s`)"
                    targets: [{component: web, port: 8080}]
            """.formatted(Busybox.IMAGE, HOST)).getParent();
        var plane = Plane.start(site, "follows-plane", "--entry", "web=127.0.0.1:" + ingress.getPort());
        plane.cli("apply", "-y", "-f", folder.toString()).succeed();
        var events = EngineEvents.listen(site, docker);
        var taken = new ArrayList<First>();
        for (int i = 0; i < site.roundsOr(TIMES); i++) {
            Waiting.until("the app answers", LIMIT, LOOK, () -> !answer(ingress).isEmpty());
            Waiting.pause(CALM);
            var first = first(docker, events, ingress);
            site.say("answered after %.3f s through the ingress, %.3f s directly".formatted(first.followed(), first.directly()));
            taken.add(first);
        }
        return List.of(
            Figure.of("ingress.follows", "s", Samples.of(taken.stream().map(First::late).toList()), new Target.ValueAtMost(0.3)),
            Figure.of("ingress.first", "s", Samples.of(taken.stream().map(First::followed).toList()), new Target.Told()).beside("asked directly", Samples.of(taken.stream().map(First::directly).toList())));
    }

    /// Seconds from the engine's start event to the first answer of the instance.
    ///
    /// @param followed to a client of the ingress
    /// @param directly to one who asks the instance itself
    private record First(double followed, double directly) {
        double late() {
            return Math.max(0, followed - directly);
        }
    }

    /// An instance's host name is the beginning of its container's id; the next one has the address of the one before, which is free again.
    private static First first(Command docker, EngineEvents events, InetSocketAddress ingress) {
        var before = answer(ingress);
        var itself = new InetSocketAddress(docker.with("inspect", "-f", "{{range .NetworkSettings.Networks}}{{.IPAddress}}{{end}}", before).succeed().out().strip(), 8080);
        long killed = EngineEvents.now();
        docker.with("kill", before).succeed();
        var directly = new FutureTask<>(() -> answered(itself, before));
        Thread.ofPlatform().daemon().start(directly);
        long followed = answered(ingress, before);
        events.started(1, killed);
        long started = events.after(killed).stream().filter(e -> e.action().equals("start")).findFirst().orElseThrow().nanos();
        try {
            return new First((followed - started) / 1e9, (directly.get() - started) / 1e9);
        } catch (ExecutionException | InterruptedException failed) {
            throw new Command.Failed("the instance at " + itself + " does not answer: " + failed.getMessage());
        }
    }

    private static long answered(InetSocketAddress address, String before) {
        var at = new AtomicLong();
        Waiting.until("the next instance answers", LIMIT, LOOK, () -> {
            var now = answer(address);
            at.set(EngineEvents.now());
            return !now.isEmpty() && !now.equals(before);
        });
        return at.get();
    }

    /// Who answers; nobody when no instance does. Packets to an address that is nobody's at the moment are lost, so it is asked again soon.
    private static String answer(InetSocketAddress address) {
        try (var socket = new Socket()) {
            socket.connect(address, 50);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.startsWith("HTTP/1.1 200") ? text.substring(text.indexOf("\r\n\r\n") + 4).strip() : "";
        } catch (IOException notYet) {
            return "";
        }
    }
}
