package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.EventStream.Event;
import dev.plimsoll.cli.http.Feed;
import dev.plimsoll.cli.http.Problem;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.json.JsonText;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import dev.plimsoll.cli.screen.Ages;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.cli.screen.Table;
import dev.plimsoll.cli.watch.Interruption;
import dev.plimsoll.cli.watch.WhySentences;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// What the control plane did: the last runs, or with -w everything that changes as it happens.
public final class Events implements Verb {
    private final Session session;
    private final Map<String, String> told = new HashMap<>();
    private boolean watch;
    private int limit = 30;
    private final OutputOptions output = new OutputOptions();

    public Events(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.flag("-w, --watch", "keep looking until Ctrl-C", () -> watch = true)
            .option("-n, --limit", "N", "how many of the last runs (default: 30)", text -> limit = Values.number(text))
            .with(output)
            .examples("plimsoll events", "plimsoll events -w -o json");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        return watch ? watched() : runs();
    }

    private int runs() throws IOException {
        var runs = session.api().get(Route.of("v1", "runs").with("limit", Integer.toString(limit)));
        if (!output.forPeople()) {
            output.document(runs, session);
            return ExitCode.DONE;
        }
        var table = new Table("AT", "WHAT", "TRIGGER", "TOOK", "OUTCOME");
        runs.items("items").reversed().forEach(r -> table.row(Ages.clock(r.text("startedAt")), brief(r.text("key")), r.text("trigger"),
            Ages.millis(r.number("durationMs")), WhySentences.outcome(r)));
        output.table(table, session);
        return ExitCode.DONE;
    }

    private int watched() throws InterruptedException {
        var end = new CompletableFuture<Problem>();
        var route = Route.of("v1", "events").with("project", session.givenProject().orElse(""));
        try (var _ = new Interruption(session, () -> { }, "stopped watching");
             var _ = Feed.start(session.api(), route, Feed.Listener.of(this::tell, end::complete))) {
            throw end.get();
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void tell(Event event) {
        if (!output.forPeople()) {
            session.out().println(JsonText.compact(Map.of("event", event.name(), "id", event.id(), "data", event.data())));
        } else if (event.name().equals("run")) {
            line(event.data().text("startedAt"), event.data().text("key"), WhySentences.outcome(event.data()));
        } else {
            resource(event);
        }
        session.out().flush();
    }

    private void resource(Event event) {
        var resource = event.data();
        var key = resource.text("kind").toLowerCase(java.util.Locale.ROOT) + "/" + resource.text("metadata", "name");
        var condition = resource.items("status", "conditions").stream().filter(c -> c.text("type").equals("Level")).findFirst().orElse(Json.NONE);
        var what = event.name().equals("removed") ? "removed" : resource.at("metadata", "deletedAt").exists() ? "deleting"
            : condition.blank() ? "declared, generation " + resource.number("metadata", "generation")
            : condition.flag("holds") ? "level" : condition.text("reason") + ": " + Paint.tame(condition.text("sentence"));
        // A status is written more often than what it says changes.
        if (!what.equals(told.put(key, what))) {
            line(session.shell().clock().instant().toString(), key, what);
        }
    }

    private void line(String at, String key, String what) {
        session.out().println(session.paint().faint(Ages.clock(at)) + "  " + session.paint().name(brief(key)) + "  " + what);
    }

    private static String brief(String key) {
        var parts = key.split("/");
        return parts.length == 3 ? parts[0] + "/" + parts[2] : key;
    }
}
