package dev.plimsoll.cli.http;

import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.http.EventStream.Event;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Follows a stream of events on a thread of its own, and connects again after the last one seen whenever the connection breaks. What it
/// cannot help (the resource is gone, the token is wrong) it tells once and ends.
public final class Feed implements AutoCloseable {
    /// The server writes a comment every 15 s; three missed mean that nobody is there.
    private static final Duration SILENCE = Duration.ofSeconds(45);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Api api;
    private final Route route;
    private final Thread thread;

    private Feed(Api api, Route route, Listener listener) {
        this.api = new Api(api.place(), SILENCE);
        this.route = route;
        thread = Thread.ofVirtual().name("feed").unstarted(() -> follow(listener));
    }

    /// Begins to follow.
    public static Feed start(Api api, Route route, Listener listener) {
        var feed = new Feed(api, route, listener);
        feed.thread.start();
        return feed;
    }

    private void follow(Listener listener) {
        var last = Optional.<String>empty();
        while (!Thread.currentThread().isInterrupted()) {
            try (var events = new EventStream(api.stream(route, "text/event-stream", last.map(id -> Map.of("Last-Event-ID", id)).orElse(Map.of())))) {
                for (var event = events.next(); event.isPresent(); event = events.next()) {
                    listener.event(event.get());
                    var id = event.get().id();
                    last = id.isEmpty() ? last : Optional.of(id);
                }
            } catch (Problem refused) {
                listener.ended(refused);
                return;
            } catch (IOException | Trouble broken) {
                listener.broken();
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException closed) {
                return;
            }
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    /// Who follows. Called from the feed's thread.
    public interface Listener {
        void event(Event event);

        /// The connection is gone; it is tried again.
        void broken();

        /// It is no use to go on.
        void ended(Problem why);

        /// A listener to events only.
        static Listener of(Consumer<Event> events, Consumer<Problem> end) {
            return new Listener() {
                @Override
                public void event(Event event) {
                    events.accept(event);
                }

                @Override
                public void broken() {
                    // The feed connects again by itself.
                }

                @Override
                public void ended(Problem why) {
                    end.accept(why);
                }
            };
        }
    }
}
