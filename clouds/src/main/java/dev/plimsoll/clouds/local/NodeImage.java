package dev.plimsoll.clouds.local;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.DockerErrors;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the node image on an engine, when it is not there. One making at a time; who asks meanwhile hears how far it is.
final class NodeImage {
    private static final Logger LOG = LoggerFactory.getLogger(NodeImage.class);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Wire wire;
    private volatile String line = "begins";
    private FutureTask<Boolean> making;

    NodeImage(Wire wire) {
        this.wire = wire;
    }

    /// How far the making is, which this begins when there is none.
    ///
    /// @throws EngineFailure why the last one failed, told once; who asks again begins another
    synchronized String progress() {
        if (making != null && making.isDone()) {
            var ended = making;
            making = null;
            result(ended);
        }
        if (making == null) {
            line = "begins";
            making = new FutureTask<>(() -> make(this::heard), true);
            Thread.ofVirtual().name("node image").start(making);
        }
        return line;
    }

    /// Makes what of it is missing, and returns when it is there.
    ///
    /// @throws EngineFailure when it cannot be made; the sentence says what is missing
    void make(Consumer<String> progress) {
        if (missing(NodeRecipe.image())) {
            if (missing(NodeRecipe.base())) {
                makeBase(progress);
            }
            build(NodeRecipe.image(), NodeRecipe.context(), progress);
        }
    }

    private void makeBase(Consumer<String> progress) {
        try {
            build(NodeRecipe.base(), NodeRecipe.baseContext(), progress);
        } catch (EngineFailure noRegistry) {
            progress.accept("no registry gives Debian's image, so it is made from Debian's packages");
            var bootstrap = new Debootstrap(wire, NodeRecipe.base());
            bootstrap.missing().ifPresent(what -> {
                throw new EngineFailure.Rejected("ImageNotMade", "cannot make the node image: no registry gives debian:" + NodeRecipe.RELEASE + "-slim (" + noRegistry.getMessage()
                    + "), and without one " + what, noRegistry);
            });
            bootstrap.make(progress);
        }
    }

    private void build(String tag, Map<String, byte[]> context, Consumer<String> progress) {
        var call = Call.post("build " + tag, Route.to("/build").with("t", tag).with("forcerm", 1)).body(new Call.Body.Whole(Archive.TYPE, Archive.of(context, 0644))).within(LONGEST);
        wire.read(call, incoming -> {
            try (var messages = Json.values(incoming.body())) {
                while (messages.hasNextValue()) {
                    var message = messages.nextValue();
                    if (message.has("error")) {
                        throw DockerErrors.of(call.doing(), 500, message.path("error").asText());
                    }
                    message.path("stream").asText().lines().filter(text -> !text.isBlank()).forEach(progress);
                }
            }
            return true;
        });
    }

    private boolean missing(String tag) {
        return wire.find(Call.get("look for " + tag, Route.to("/images/{}/json", tag))).isEmpty();
    }

    private void heard(String said) {
        line = said.strip();
        LOG.debug("node image: {}", line);
    }

    private static void result(FutureTask<Boolean> ended) {
        try {
            ended.get();
        } catch (InterruptedException wanted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof EngineFailure known ? known : new EngineFailure.Broken("cannot make the node image: " + failed.getCause(), failed);
        }
    }
}
