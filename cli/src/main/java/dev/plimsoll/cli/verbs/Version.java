package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Program;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.http.Api;
import dev.plimsoll.cli.http.Route;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;

/// Versions of this program and of the control plane it speaks to.
public final class Version implements Verb {
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private final Session session;
    private final OutputOptions output = new OutputOptions();

    public Version(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.with(output);
    }

    @Override
    public int run() {
        var facts = facts();
        if (!output.forPeople()) {
            var document = new LinkedHashMap<String, Object>();
            document.put("client", Program.version());
            document.put("java", Runtime.version().toString());
            document.put("server", facts);
            output.document(Json.of(document), session);
            return ExitCode.DONE;
        }
        session.out().println("plimsoll " + Program.version() + " on Java " + Runtime.version());
        session.out().println(facts.exists() ? "control plane " + facts.text("version") + ", " + facts.text("store", "kind")
            + (facts.flag("simulated") ? ", simulated world" : ", " + facts.text("engine", "name") + " " + facts.text("engine", "version"))
            : "control plane: none answers");
        return ExitCode.DONE;
    }

    private Json facts() {
        try {
            return new Api(session.place(), PATIENCE).get(Route.of("v1", "facts"));
        } catch (IOException | Trouble none) {
            return Json.NONE;
        }
    }
}
