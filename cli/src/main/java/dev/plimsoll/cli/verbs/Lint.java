package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Findings;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Says what is wrong with files, what of them is not honoured, and what could be better. Changes nothing.
public final class Lint implements Verb {
    private final Session session;
    private final DeclareOptions declare = new DeclareOptions();
    private final OutputOptions output = new OutputOptions();
    private boolean strict;

    public Lint(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.with(declare)
            .with(output)
            .flag("--strict", "fail on warnings too", () -> strict = true)
            .examples("plimsoll lint docker-compose.yml", "plimsoll lint --dialect stack --strict stack.yml", "plimsoll lint -f platform/ -o json");
    }

    @Override
    public int run() throws IOException {
        var answer = new Negotiation(session, session.api(), declare.read(session), declare.choices(session)).lint();
        var findings = answer.items("findings");
        if (output.forPeople()) {
            Findings.lines(findings, session.paint()).forEach(session.out()::println);
            session.say(findings.isEmpty() ? "nothing to say" : Stream.of("ERROR", "WARNING", "NOTICE").map(s -> Findings.count(findings, s) + " " + s.toLowerCase(Locale.ROOT)
                + (Findings.count(findings, s) == 1 ? "" : "s")).collect(Collectors.joining(", ")));
        } else {
            output.document(answer, session);
        }
        boolean fails = Findings.count(findings, "ERROR") > 0 || strict && Findings.count(findings, "WARNING") > 0;
        return fails ? ExitCode.FAILED : ExitCode.DONE;
    }
}
