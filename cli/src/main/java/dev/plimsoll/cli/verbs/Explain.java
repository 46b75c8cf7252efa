package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Table;
import java.io.IOException;

/// Says what a kind or field means.
public final class Explain implements Verb {
    private final Session session;
    private String path = "";
    private final OutputOptions output = new OutputOptions();

    public Explain(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.perhaps("PATH", "a kind, or a field in one, with points between names (default: all kinds)", text -> path = text)
            .with(output)
            .examples("plimsoll explain", "plimsoll explain component.health.test");
    }

    @Override
    public int run() throws IOException {
        var explained = session.api().get(Route.of("v1", "explain").with("path", path));
        if (!output.forPeople()) {
            output.document(explained, session);
            return ExitCode.DONE;
        }
        var paint = session.paint();
        var out = session.out();
        if (!explained.text("path").isEmpty()) {
            out.println(paint.strong(explained.text("path")) + "  " + explained.text("type"));
        }
        explained.some("doc").ifPresent(doc -> out.println("  " + doc));
        explained.some("otherwise").ifPresent(value -> out.println("  When not given: " + value));
        if (!explained.items("children").isEmpty()) {
            out.println();
            var table = new Table("FIELD", "TYPE", "MEANING");
            explained.items("children").forEach(c -> table.row("  " + paint.name(c.text("name")), paint.faint(c.text("type")),
                c.text("doc") + c.some("otherwise").filter(o -> !c.text("doc").contains(o)).map(o -> paint.faint(" [" + o + "]")).orElse("")));
            table.lines(false, session.width()).forEach(out::println);
        }
        return ExitCode.DONE;
    }
}
