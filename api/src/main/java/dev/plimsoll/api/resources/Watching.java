package dev.plimsoll.api.resources;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.EventStream;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Mailbox;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.store.VersionedStore;
import java.util.function.Consumer;

/// Changes as server-sent events, resumable by revision.
public final class Watching {
    private final VersionedStore store;

    public Watching(VersionedStore store) {
        this.store = store;
    }

    Answer watch(Exchange exchange) {
        var selection = Selection.of(exchange);
        var summary = exchange.query("fields").filter("summary"::equals).isPresent();
        long after = after(exchange);
        var mailbox = new Mailbox<VersionedStore.Change>(Mailbox.USUAL_SIZE);
        // Subscribed before the answer begins, so that "too old" still can be the answer.
        var subscription = subscribe(after, mailbox, change -> {
            if (selection.near(change.resource())) {
                mailbox.offer(change);
            }
        });
        return new Answer.Streamed(EventStream.MEDIA_TYPE, out -> {
            try (subscription) {
                var stream = new EventStream(out, exchange.limits().keepAlive());
                stream.open();
                stream.follow(mailbox, change -> stream.send(change.revision(), event(change, selection, summary)));
            }
        });
    }

    /// The revision a stream continues after: the browser's `Last-Event-ID`, the parameter `after`, or now.
    public long after(Exchange exchange) {
        var resumed = exchange.header("Last-Event-ID").filter(id -> !id.isEmpty());
        if (resumed.isPresent()) {
            if (!resumed.get().matches("\\d{1,18}")) {
                throw Problem.of(ProblemCode.MALFORMED, "the header Last-Event-ID is no revision");
            }
            return Long.parseLong(resumed.get());
        }
        return exchange.number("after").orElseGet(store::revision);
    }

    /// Watches the store for a stream; when the store ends the watch, so does the stream.
    public VersionedStore.Subscription subscribe(long after, Mailbox<?> mailbox, Consumer<VersionedStore.Change> each) {
        return store.watch(after, new VersionedStore.Watcher() {
            @Override
            public void changed(VersionedStore.Change change) {
                each.accept(change);
            }

            @Override
            public void lost(String reason) {
                mailbox.lose(reason);
            }
        });
    }

    /// What left the selection (a label was taken off) is as good as removed to whoever watches it.
    private static EventStream.Event event(VersionedStore.Change change, Selection selection, boolean summary) {
        var there = !change.removed() && selection.holds(change.resource());
        return new EventStream.Event(there ? "changed" : "removed", summary ? ResourceText.summary(change.resource()) : ResourceText.whole(change.resource()));
    }
}
