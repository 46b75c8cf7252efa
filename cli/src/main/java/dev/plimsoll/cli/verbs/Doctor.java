package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.host.Check;
import dev.plimsoll.cli.host.HostChecks;
import dev.plimsoll.cli.json.Json;
import dev.plimsoll.cli.line.Line;
import java.util.Map;

/// Checks what Plimsoll needs on this machine, a line each.
public final class Doctor implements Verb {
    private final Session session;
    private boolean simulated;
    private final OutputOptions output = new OutputOptions();

    public Doctor(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.flag("--simulated", "without an engine", () -> simulated = true)
            .with(output);
    }

    @Override
    public int run() {
        var checks = new HostChecks(session.shell(), session.state()).all(simulated);
        if (output.forPeople()) {
            checks.forEach(c -> c.lines(session.paint()).forEach(session.out()::println));
        } else {
            output.document(Json.of(Map.of("checks", checks.stream().map(Check::document).toList())), session);
        }
        return checks.stream().anyMatch(c -> c.state() == Check.State.MISSING) ? ExitCode.FAILED : ExitCode.DONE;
    }
}
