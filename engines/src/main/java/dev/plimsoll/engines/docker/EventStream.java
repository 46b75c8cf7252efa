package dev.plimsoll.engines.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.model.outside.Stamp;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Nudge;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the engine's events and turns them into nudges. Containers' events carry their labels and hence the stamp; events of
/// networks and volumes name only the object, whose owner is known from listings. The stream is begun anew now and then,
/// because a connection through a network can die without either side being told.
final class EventStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /// Left out are the noisy ones (exec of health checks, attach) and those that always come with another.
    private static final Map<String, List<String>> WANTED = Map.of("type", List.of("container", "network", "volume"),
        "event", List.of("create", "start", "die", "oom", "health_status", "pause", "unpause", "rename", "destroy", "update"));

    private final Wire wire;
    private final Clock clock;
    private final Listing listing;
    private final Watcher watcher;
    private final Thread thread;
    private volatile boolean closed;

    EventStream(Wire wire, Clock clock, Listing listing, Watcher watcher) {
        this.wire = wire;
        this.clock = clock;
        this.listing = listing;
        this.watcher = watcher;
        this.thread = Thread.ofVirtual().name("docker events").unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        var pause = FIRST_PAUSE;
        while (!closed) {
            var begun = clock.instant();
            try {
                follow();
            } catch (EngineFailure lost) {
                LOG.debug("event stream ended: {}", lost.getMessage());
            }
            boolean lasted = Duration.between(begun, clock.instant()).compareTo(LONGEST_PAUSE) > 0;
            pause = lasted ? FIRST_PAUSE : pause.multipliedBy(2);
            pause = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
            rest(pause);
        }
    }

    private void follow() {
        var route = Route.to("/events").filtered(WANTED);
        wire.read(Call.get("follow the engine's events", route).within(LONGEST_STREAM), incoming -> {
            // Only now is nothing missed any more: the engine answers after it has subscribed us.
            tell(Nudge.EVERYTHING);
            try (var events = Json.values(incoming.body())) {
                while (!closed && events.hasNextValue()) {
                    about(events.nextValue()).ifPresent(stamp -> tell(new Nudge(Optional.of(stamp))));
                }
            }
            throw new IOException("the engine ended the stream");
        });
    }

    /// Whose object an event is about; nothing for foreign ones.
    private Optional<Stamp> about(JsonNode event) {
        var actor = event.path("Actor");
        var id = actor.path("ID").asText();
        boolean destroyed = event.path("Action").asText().equals("destroy");
        var owner = switch (event.path("Type").asText()) {
            case "container" -> {
                listing.forget(id);
                yield Stamp.of(Json.texts(actor.path("Attributes")));
            }
            default -> listing.owners().of(id);
        };
        if (destroyed) {
            listing.owners().forget(id);
        }
        return owner.filter(stamp -> stamp.plane().equals(watcher.plane()));
    }

    private void tell(Nudge nudge) {
        if (closed) {
            return;
        }
        try {
            watcher.onNudge().accept(nudge);
        } catch (RuntimeException theirs) {
            LOG.error("whoever watches {} failed on {}", watcher.plane(), nudge, theirs);
        }
    }

    private void rest(Duration pause) {
        try {
            Thread.sleep(pause);
        } catch (InterruptedException wanted) {
            closed = true;
        }
    }

    /// Who wants to know of what.
    record Watcher(String plane, Consumer<Nudge> onNudge) {}
}
