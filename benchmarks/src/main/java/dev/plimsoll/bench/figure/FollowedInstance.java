package dev.plimsoll.bench.figure;

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
import java.util.concurrent.atomic.AtomicLong;

/// How soon requests reach an instance: the only one of a component is killed, and from the engine's start event of the next one it is counted until a client of the ingress is answered by it. The
/// instance's own beginning (a shell and a small web server) is in it.
final class FollowedInstance {
    private static final int TIMES = 20;
    /// Longer than an instance must run to count as stable.
    private static final Duration CALM = Duration.ofSeconds(4);
    private static final Duration LOOK = Duration.ofMillis(2);
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final String HOST = "follows.example.org";

    private FollowedInstance() {}

    static Samples measured(Site site) {
        var docker = Command.of("docker");
        Busybox.provide(site, docker);
        int port = Site.freePort();
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
        var plane = Plane.start(site, "follows-plane", "--entry", "web=127.0.0.1:" + port);
        plane.cli("apply", "-y", "-f", folder.toString()).succeed();
        var events = EngineEvents.listen(site, docker);
        var times = new ArrayList<Double>();
        for (int i = 0; i < site.roundsOr(TIMES); i++) {
            Waiting.until("the app answers", LIMIT, LOOK, () -> !answer(port).isEmpty());
            Waiting.pause(CALM);
            times.add(followed(docker, events, port));
            site.say("followed after %.3f s".formatted(times.getLast()));
        }
        return Samples.of(times);
    }

    /// An instance's host name is the beginning of its container's id.
    private static double followed(Command docker, EngineEvents events, int port) {
        var before = answer(port);
        long killed = EngineEvents.now();
        docker.with("kill", before).succeed();
        var answered = new AtomicLong();
        Waiting.until("the next instance answers", LIMIT, LOOK, () -> {
            var now = answer(port);
            answered.set(EngineEvents.now());
            return !now.isEmpty() && !now.equals(before);
        });
        events.started(1, killed);
        long started = events.after(killed).stream().filter(e -> e.action().equals("start")).findFirst().orElseThrow().nanos();
        return (answered.get() - started) / 1e9;
    }

    /// Who answers; nobody when no instance does.
    private static String answer(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: " + HOST + "\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return text.startsWith("HTTP/1.1 200") ? text.substring(text.indexOf("\r\n\r\n") + 4).strip() : "";
        } catch (IOException notYet) {
            return "";
        }
    }
}
