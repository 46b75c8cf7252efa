package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Ages;
import dev.plimsoll.cli.screen.Paint;
import dev.plimsoll.cli.screen.Table;
import dev.plimsoll.cli.screen.Yaml;
import dev.plimsoll.cli.watch.WhySentences;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Everything known about one resource: who it is, what is so and not so, its instances, what was declared, and the last runs.
public final class Describe implements Verb {
    private final Session session;
    private final List<String> words = new ArrayList<>();

    public Describe(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.some("KIND NAME", "a kind and names, or KIND/NAME", words::add)
            .examples("plimsoll describe assembly hello", "plimsoll describe component/hello-web");
    }

    @Override
    public int run() throws IOException {
        var refs = Ref.parse(words, session.project());
        if (refs.isEmpty()) {
            throw Trouble.usage("describe which " + words.getFirst() + "?", "plimsoll get " + words.getFirst() + " lists them");
        }
        var api = session.api();
        for (var ref : refs) {
            describe(ref, api.get(ref.route()));
            runs(api, ref);
        }
        return ExitCode.DONE;
    }

    private void describe(Ref ref, Json resource) {
        var now = session.shell().clock().instant();
        var paint = session.paint();
        var metadata = resource.at("metadata");
        var out = session.out();
        out.println(paint.strong(ref.brief()) + (ref.project().isEmpty() ? "" : paint.faint("  in project " + ref.project())));
        out.println("  created     " + Ages.age(metadata.text("createdAt"), now) + " ago, generation " + metadata.number("generation")
            + ", revision " + metadata.number("revision"));
        metadata.some("deletedAt").ifPresent(at -> out.println(paint.warn("  deleting    for " + Ages.age(at, now) + ", waiting for "
            + String.join(", ", metadata.items("finalizers").stream().map(Json::text).toList()))));
        if (metadata.at("owner").exists()) {
            out.println("  owner       " + metadata.text("owner", "kind").toLowerCase(java.util.Locale.ROOT) + "/" + metadata.text("owner", "name"));
        }
        pairs("labels", metadata.members("labels"));
        pairs("annotations", metadata.members("annotations"));
        conditions(resource.items("status", "conditions"), paint, now);
        instances(resource.items("status", "instances"), now);
        failure(resource.at("status", "lastFailure"), now);
        section("Declared");
        Yaml.text(trimmed(resource.at("spec"))).lines().forEach(l -> out.println("  " + l));
    }

    private void pairs(String name, Map<String, Json> pairs) {
        if (!pairs.isEmpty()) {
            session.out().println("  " + name + " ".repeat(12 - name.length())
                + pairs.entrySet().stream().map(e -> Paint.tame(e.getKey() + "=" + e.getValue().text())).collect(Collectors.joining(", ")));
        }
    }

    private void conditions(List<Json> conditions, Paint paint, Instant now) {
        if (!conditions.isEmpty()) {
            section("Conditions");
            var table = new Table("CONDITION", "HOLDS", "REASON", "SINCE", "SENTENCE");
            conditions.forEach(c -> table.row(c.text("type"), c.flag("holds") ? paint.good("yes") : paint.warn("no"), c.text("reason"),
                Ages.age(c.text("since"), now), Paint.tame(c.text("sentence"))));
            print(table);
        }
    }

    private void instances(List<Json> instances, Instant now) {
        if (!instances.isEmpty()) {
            section("Instances");
            var table = new Table("SLOT", "STATE", "READY", "RESTARTS", "ID", "ADDRESSES");
            instances.forEach(i -> table.row(i.text("slot"), i.text("state"), Ages.age(i.text("readySince"), now), Long.toString(i.number("restarts")),
                i.text("id").substring(0, Math.min(12, i.text("id").length())), String.join(" ", i.items("addresses").stream().map(Json::text).toList())));
            print(table);
        }
    }

    private void failure(Json failure, Instant now) {
        if (!failure.blank()) {
            section("Last failure");
            session.out().println("  " + Ages.age(failure.text("at"), now) + " ago, slot " + failure.number("slot") + ": " + Paint.tame(failure.text("sentence")));
            failure.items("logTail").forEach(l -> session.out().println("  | " + Paint.tame(l.text())));
        }
    }

    private void runs(Api api, Ref ref) throws IOException {
        var runs = api.get(Route.of("v1", "runs").with("key", ref.key()).with("limit", "10")).items("items");
        if (!runs.isEmpty()) {
            section("Runs");
            print(new WhySentences(session.paint(), session.shell().clock().instant(), session.width()).runs(runs));
        }
    }

    private void section(String title) {
        session.out().println();
        session.out().println(session.paint().strong(title));
    }

    private void print(Table table) {
        table.lines(true, session.width().map(w -> w - 2)).forEach(l -> session.out().println("  " + l));
    }

    /// Without what is empty or off: what was not declared is not worth a line.
    private static Json trimmed(Json value) {
        if (!(value.plain() instanceof Map<?, ?>)) {
            return value;
        }
        var kept = new LinkedHashMap<String, Object>();
        value.members().forEach((name, member) -> {
            var inner = trimmed(member);
            if (!inner.blank() && !Boolean.FALSE.equals(inner.plain())) {
                kept.put(name, inner);
            }
        });
        return Json.of(kept);
    }
}
