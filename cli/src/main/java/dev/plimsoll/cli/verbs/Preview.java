package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.declare.PreviewScreen;
import dev.plimsoll.cli.declare.SavedPreview;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Findings;
import java.io.IOException;

/// Shows what an apply would change.
public final class Preview implements Verb {
    private final Session session;
    private final DeclareOptions declare = new DeclareOptions();
    private final OutputOptions output = new OutputOptions();
    private boolean detailed;

    public Preview(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.with(declare)
            .with(output)
            .flag("--detailed-exitcode", "exit with 2 when there are changes", () -> detailed = true)
            .examples("plimsoll preview examples/hello", "plimsoll preview -f platform/ -o json > change.json", "plimsoll apply --preview change.json");
    }

    @Override
    public int run() throws IOException {
        var answer = new Negotiation(session, session.api(), declare.read(session), declare.choices(session)).preview();
        Findings.lines(answer.items("findings"), session.talkPaint()).forEach(session::say);
        if (output.forPeople()) {
            new PreviewScreen(session.paint(), session.project()).lines(answer).forEach(session.out()::println);
        } else {
            var absolute = declare.named().stream().map(this::absolute).toList();
            output.document(SavedPreview.document(answer, session.project(), absolute, declare.choices(session)), session);
        }
        return detailed && PreviewScreen.changes(answer) ? ExitCode.CHANGES : ExitCode.DONE;
    }

    private String absolute(String named) {
        if (named.equals("-")) {
            throw Trouble.usage("a preview of standard input cannot be saved: it could not be read again", "write it to a file first");
        }
        return session.shell().folder().resolve(named).normalize().toString();
    }
}
