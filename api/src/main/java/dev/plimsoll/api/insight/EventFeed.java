package dev.plimsoll.api.insight;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.EventStream;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Mailbox;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.api.resources.ResourceText;
import dev.plimsoll.api.resources.Watching;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.store.VersionedStore.Change;
import java.util.Optional;

/// Changes of all kinds and runs in one stream. Changes carry their revision as id and can be resumed; runs have none and are not repeated.
final class EventFeed {
    private final Watching watching;
    private final RunHistory runs;

    EventFeed(Watching watching, RunHistory runs) {
        this.watching = watching;
        this.runs = runs;
    }

    private sealed interface Item {
        record Changed(Change change) implements Item {}

        record Ran(RunHistory.PastRun run) implements Item {}
    }

    Answer follow(Exchange exchange) {
        var project = exchange.query("project");
        var mailbox = new Mailbox<Item>(Mailbox.USUAL_SIZE);
        var changes = watching.subscribe(watching.after(exchange), mailbox, change -> {
            if (in(project, change.resource().key())) {
                mailbox.offer(new Item.Changed(change));
            }
        });
        return new Answer.Streamed(EventStream.MEDIA_TYPE, out -> {
            try (changes; var _ = runs.subscribe(run -> {
                if (run.ending().isPresent() && in(project, run.key())) {
                    mailbox.offer(new Item.Ran(run));
                }
            })) {
                var stream = new EventStream(out, exchange.limits().keepAlive());
                stream.open();
                stream.follow(mailbox, item -> {
                    switch (item) {
                        case Item.Changed(Change change) -> stream.send(change.revision(),
                            new EventStream.Event(change.removed() ? "removed" : "changed", ResourceText.summary(change.resource())));
                        case Item.Ran(RunHistory.PastRun run) -> stream.send(new EventStream.Event("run", Wire.text(RunText.of(run))));
                    }
                });
            }
        });
    }

    private static boolean in(Optional<String> project, Key key) {
        return project.map(p -> p.equals(key.kind() == Kind.PROJECT ? key.name() : key.project())).orElse(true);
    }
}
