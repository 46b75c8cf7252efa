package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.declare.PreviewScreen;
import dev.plimsoll.cli.declare.SavedPreview;
import dev.plimsoll.cli.screen.Findings;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Shows what an apply would change.
@Command(name = "preview", footer = {"  plimsoll preview examples/hello", "  plimsoll preview -f platform/ -o json > change.json", "  plimsoll apply --preview change.json"})
public final class Preview implements Verb {
    private final Session session;

    @Mixin
    private DeclareOptions declare;

    @Mixin
    private OutputOptions output;

    @Option(names = "--detailed-exitcode", description = "exit with 2 when there are changes")
    private boolean detailed;

    public Preview(Session session) {
        this.session = session;
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
