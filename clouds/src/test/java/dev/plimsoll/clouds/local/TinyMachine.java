package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.BusyboxImage;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The image of a machine that boots at once: one shell that says so and stops when it is told to.
final class TinyMachine {
    static final String TAG = "plimsoll-test/machine:1";
    private static final String DOCKERFILE = """
        FROM %s
        LABEL %s=test
        CMD ["sh", "-c", "trap 'exit 0' TERM; echo booting; echo booted; while :; do sleep 3600 & wait $!; done"]
        """.formatted(BusyboxImage.TAG, NodeRecipe.LABEL);

    private TinyMachine() {}

    static void on(Wire wire) {
        BusyboxImage.on(wire);
        var context = Archive.of(Map.of("Dockerfile", DOCKERFILE.getBytes(StandardCharsets.UTF_8)), 0644);
        wire.ask(Call.post("build " + TAG, Route.to("/build").with("t", TAG).with("forcerm", 1)).body(new Call.Body.Whole(Archive.TYPE, context)));
    }
}
