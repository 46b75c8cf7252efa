package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.screen.Findings;
import java.io.IOException;
import java.util.stream.Collectors;

/// Writes what files declare as Plimsoll's own resources. Changes nothing.
public final class Convert implements Verb {
    private final Session session;
    private final DeclareOptions declare = new DeclareOptions();

    public Convert(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.with(declare).examples("plimsoll convert docker-compose.yml > shop.yaml", "plimsoll convert --dialect rancher -f infrastructure/apps/");
    }

    @Override
    public int run() throws IOException {
        var answer = new Negotiation(session, session.api(), declare.read(session), declare.choices(session)).convert();
        Findings.lines(answer.items("findings"), session.talkPaint()).forEach(session::say);
        session.out().print(answer.text("yaml"));
        session.out().flush();
        if (!answer.items("variables").isEmpty()) {
            session.say("values of secrets are not written; set before you apply it: "
                + answer.items("variables").stream().map(Json::text).sorted().collect(Collectors.joining(", ")));
        }
        return ExitCode.DONE;
    }
}
