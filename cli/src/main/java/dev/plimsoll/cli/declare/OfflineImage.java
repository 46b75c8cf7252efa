package dev.plimsoll.cli.declare;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.host.StaticBusybox;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Problem;
import dev.plimsoll.cli.http.Route;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

/// The image the examples are built on. With a registry (or a copy on the engine) it is busybox as published; on a machine that reaches none, one is
/// made from the static busybox that Debian and Ubuntu ship, so that the first minutes with Plimsoll need nothing but the machine.
public final class OfflineImage {
    /// Variable that the examples' compose files ask for.
    public static final String VARIABLE = "PLIMSOLL_BASE_IMAGE";
    private static final String PUBLISHED = "busybox:1.36";
    private static final String OFFLINE = "plimsoll/busybox:offline";
    private static final String DOCKERFILE = """
        FROM scratch
        COPY root /
        CMD ["/bin/sh"]
        """;

    private final Session session;
    private final Api api;

    OfflineImage(Session session, Api api) {
        this.session = session;
        this.api = api;
    }

    /// The image to use in place of the published one; none when that can be had.
    Optional<String> needed() throws IOException {
        if (has(PUBLISHED, false)) {
            return Optional.empty();
        }
        if (has(OFFLINE, false)) {
            return Optional.of(OFFLINE);
        }
        if (has(PUBLISHED, true)) {
            return Optional.empty();
        }
        make();
        return Optional.of(OFFLINE);
    }

    private boolean has(String reference, boolean pull) throws IOException {
        try {
            api.post(Route.of("v1", "images"), Map.of("reference", reference, "pull", pull));
            return true;
        } catch (Problem absent) {
            return false;
        }
    }

    private void make() throws IOException {
        var folder = Files.createTempDirectory("plimsoll-busybox");
        try {
            var busybox = StaticBusybox.find(folder, session.shell().environment()).orElseThrow(() -> Trouble.failed("the engine has no image " + PUBLISHED
                + " and cannot pull it, and there is no static busybox here to make one from",
                "set " + VARIABLE + " to an image with a shell that the engine has, or install busybox-static"));
            session.say("no registry answers: the example's base image is made from this machine's own busybox");
            var context = Files.createDirectory(folder.resolve("context"));
            Files.writeString(context.resolve("Dockerfile"), DOCKERFILE);
            StaticBusybox.installInto(context.resolve("root"), busybox);
            api.post(Route.of("v1", "images"), Map.of("reference", OFFLINE, "context", Contexts.send(api, TarContext.of(context))));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new java.io.InterruptedIOException();
        } finally {
            try (var files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(p -> p.toFile().delete());
            }
        }
    }
}
