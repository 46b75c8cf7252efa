package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;

/// An image of a machine with an engine of its own, made once from this machine's programs and kept on the engine between tests.
final class NodeImage {
    private NodeImage() {}

    /// Its tag; it is made when it is not there.
    static synchronized String on(Wire outer) {
        try (var script = NodeImage.class.getResourceAsStream("node-image.sh")) {
            var text = script.readAllBytes();
            var tag = "plimsoll-test/node:" + Integer.toHexString(Arrays.hashCode(text));
            if (outer.find(Call.get("look for " + tag, Route.to("/images/{}/json", tag))).isEmpty()) {
                make(text, tag);
            }
            return tag;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void make(byte[] script, String tag) throws IOException {
        var file = Files.createTempFile("node-image", ".sh");
        try {
            Files.write(file, script);
            var making = new ProcessBuilder("sh", file.toString(), tag).redirectErrorStream(true).start();
            var output = new String(making.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (making.waitFor() != 0) {
                throw new IllegalStateException("the image of a machine cannot be made; install docker.io, iptables, iproute2 and busybox-static\n" + output);
            }
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(givenUp);
        } finally {
            Files.deleteIfExists(file);
        }
    }
}
