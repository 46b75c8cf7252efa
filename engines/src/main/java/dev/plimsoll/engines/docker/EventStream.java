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
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the engine's events and turns them into nudges. Containers' events carry their labels and hence the stamp; events of
/// networks and volumes name only the object, whose owner is known from listings; a swarm's manager also tells of nodes, with whatever runs there. The stream is begun anew now and then,
/// because a connection through a network can die without either side being told.
final class EventStream implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    /// Left out are the noisy ones (exec of health checks, attach) and those that always come with another.
    private static final Map<String, List<String>> WANTED = Map.of("type", List.of("container", "network", "volume", "node"),
        "event", List.of("create", "start", "die", "oom", "health_status", "pause", "unpause", "rename", "destroy", "update", "remove"));
    /// Of a node's events: that it came, went, or does not do what it did. What was done to it from outside, such as a label, concerns nobody.
    private static final Set<String> NODE_NEWS = Set.of("state.new", "reachability.new");

    /// Those the engine tells of before its listings show them.
    private static final Set<String> EARLY = Set.of("die", "pause", "unpause");

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
                    pass(events.nextValue());
                }
            }
            throw new IOException("the engine ended the stream");
        });
    }

    private void pass(JsonNode event) {
        if (event.path("Type").asText().equals("node")) {
            node(event);
            return;
        }
        var id = event.path("Actor").path("ID").asText();
        var action = event.path("Action").asText();
        boolean container = event.path("Type").asText().equals("container");
        var owner = container ? Stamp.of(Json.texts(event.path("Actor").path("Attributes"))) : listing.owners().of(id);
        if (container) {
            listing.forget(id);
            if (action.equals("die")) {
                exitCode(event).ifPresent(code -> listing.ended(id, code));
            }
        } else if (action.equals("destroy")) {
            listing.owners().forget(id);
        }
        owner.filter(stamp -> stamp.plane().equals(watcher.plane())).map(stamp -> new Nudge(Optional.of(stamp))).ifPresent(nudge -> {
            if (container && EARLY.contains(action)) {
                Thread.ofVirtual().name("docker event " + action).start(() -> {
                    settle(id);
                    tell(nudge);
                });
            } else {
                tell(nudge);
            }
        });
    }

    private void node(JsonNode event) {
        if (!event.path("Action").asText().equals("update") || NODE_NEWS.stream().anyMatch(event.path("Actor").path("Attributes")::has)) {
            tell(Nudge.EVERYTHING);
        }
    }

    private static Optional<Integer> exitCode(JsonNode event) {
        var text = event.path("Actor").path("Attributes").path("exitCode").asText();
        return text.matches("-?\\d{1,9}") ? Optional.of(Integer.parseInt(text)) : Optional.empty();
    }

    /// Inspecting waits for the container's lock, which the engine holds until its listings show what the event told.
    private void settle(String id) {
        try {
            listing.inspect(id);
        } catch (EngineFailure unknown) {
            LOG.debug("cannot tell whether the listing shows it: {}", unknown.getMessage());
        }
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
