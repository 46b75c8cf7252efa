package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.watch.WhySentences;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Says why something is not level.
public final class Why implements Verb {
    private final Session session;
    private final List<String> words = new ArrayList<>();
    private final OutputOptions output = new OutputOptions();

    public Why(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.any("KIND/NAME", "an assembly's name, or KIND/NAME (default: whatever is not level)", words::add)
            .with(output)
            .examples("plimsoll why hello", "plimsoll why component/hello-web");
    }

    @Override
    public int run() throws IOException {
        var api = session.api();
        var sentences = new WhySentences(session.paint(), session.shell().clock().instant(), session.width());
        var first = true;
        for (var ref : asked()) {
            var why = api.get(ref.route("why"));
            if (!output.forPeople()) {
                output.document(why, session);
                continue;
            }
            if (!first) {
                session.out().println();
            }
            first = false;
            sentences.lines(why).forEach(session.out()::println);
        }
        return ExitCode.DONE;
    }

    private List<Ref> asked() throws IOException {
        if (!words.isEmpty()) {
            return words.size() > 1 && !words.getFirst().contains("/") && Kind.named(words.getFirst()).isPresent() ? Ref.parse(words, session.project())
                : words.stream().map(w -> w.contains("/") ? Ref.parse(w, session.project()) : Ref.of(Kind.ASSEMBLY, session.project(), w)).toList();
        }
        var all = session.api().list(Route.project(session.project(), Kind.ASSEMBLY.plural()).with("fields", "summary"));
        if (all.isEmpty()) {
            throw Trouble.notFound("nothing is declared in project " + session.project(), "declare something with: plimsoll apply");
        }
        var troubled = all.stream().filter(r -> r.items("status", "conditions").stream().noneMatch(c -> c.text("type").equals("Level") && c.flag("holds")))
            .map(r -> Ref.of(Kind.ASSEMBLY, session.project(), r.text("metadata", "name"))).toList();
        if (troubled.isEmpty()) {
            session.say("everything in project " + session.project() + " is level");
        }
        return troubled;
    }
}
