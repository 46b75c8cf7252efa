package dev.plimsoll.bench.peer;

import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Waiting;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/// HAProxy with a master and a session of its own, as services run, and a configuration as somebody who knows it writes it for one app, and another one that plays the app.
public final class ProxyByHand {
    private static final String USUAL = """
        defaults
            mode http
            timeout connect 5s
            timeout client 60s
            timeout server 60s
            timeout http-request 10s
            timeout http-keep-alive 60s
        """;

    private ProxyByHand() {}

    /// An app that answers every request with a few words.
    ///
    /// @return its port
    public static int app(Site site) {
        int port = Site.freePort();
        return started(site, "app", port, USUAL + """
            frontend app
                bind 127.0.0.1:%d
                http-request return status 200 content-type text/plain string "hello from the app"
            """.formatted(port));
    }

    /// A proxy that leads one host to the app.
    ///
    /// @return its port
    public static int before(Site site, String host, int app) {
        int port = Site.freePort();
        return started(site, "by-hand", port, USUAL + """
                option forwardfor
            frontend web
                bind 127.0.0.1:%d
                http-request set-header X-Forwarded-Proto http
                acl app hdr(host) -i %s
                use_backend app if app
                default_backend nobody
            backend app
                balance roundrobin
                server one 127.0.0.1:%d
            backend nobody
                http-request deny deny_status 404
            """.formatted(port, host, app));
    }

    private static int started(Site site, String name, int port, String configuration) {
        var file = site.write(name + ".cfg", configuration);
        var process = Command.of("setsid", "haproxy", "-W", "-db", "-f", file.toString()).given("PATH", System.getenv("PATH") + ":/usr/sbin:/sbin").start(site.folder().resolve(name + ".log"));
        site.cleanup().later(process::destroy);
        Waiting.until(name + " answers", Duration.ofSeconds(30), Duration.ofMillis(20), () -> listens(port));
        return port;
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
