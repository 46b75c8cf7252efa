package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.screen.Findings;
import java.io.IOException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Writes what files declare as Plimsoll's own resources. Changes nothing.
@Command(name = "convert", footer = {"  plimsoll convert docker-compose.yml > shop.yaml", "  plimsoll convert --dialect rancher -f infrastructure/apps/"})
public final class Convert implements Verb {
    private final Session session;

    @Mixin
    private DeclareOptions declare;

    public Convert(Session session) {
        this.session = session;
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
