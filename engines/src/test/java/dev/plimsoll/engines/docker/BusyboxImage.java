package dev.plimsoll.engines.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.Tar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A small image made without a registry, from the statically linked busybox of this machine (Debian: busybox-static). It
/// stays on the engine between tests, so that it is made once.
public final class BusyboxImage {
    public static final String TAG = "plimsoll-test/busybox:1";
    private static final Path BUSYBOX = Path.of("/bin/busybox");

    private BusyboxImage() {}

    /// Engine's id of the image, which is made when it is not there.
    public static synchronized String on(Wire wire) {
        var find = Call.get("look for " + TAG, Route.to("/images/{}/json", TAG));
        return wire.find(find).or(() -> {
            var route = Route.to("/images/create").with("fromSrc", "-").with("repo", TAG.substring(0, TAG.indexOf(':'))).with("tag", "1")
                .with("changes", "CMD [\"sh\"]").with("changes", "ENV PATH=/bin");
            wire.ask(Call.post("make " + TAG, route).body(new Call.Body.Whole("application/x-tar", archive())));
            return wire.find(find);
        }).map(reply -> reply.json()).map(JsonNode.class::cast).orElseThrow().path("Id").asText();
    }

    private static byte[] archive() {
        try {
            var listing = new ProcessBuilder(List.of(BUSYBOX.toString(), "--list")).start();
            var links = new TreeMap<String, String>();
            new String(listing.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().filter(applet -> !applet.equals("busybox"))
                .forEach(applet -> links.put("bin/" + applet, "busybox"));
            return Tar.of(Map.of("bin/busybox", Files.readAllBytes(BUSYBOX), "tmp/.made", new byte[0], "etc/passwd", passwd()), links);
        } catch (IOException missing) {
            throw new UncheckedIOException("tests of the Docker Engine need " + BUSYBOX + "; install busybox-static", missing);
        }
    }

    private static byte[] passwd() {
        return "root:x:0:0:root:/:/bin/sh\n".getBytes(StandardCharsets.UTF_8);
    }
}
