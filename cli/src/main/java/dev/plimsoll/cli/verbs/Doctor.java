package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.host.Check;
import dev.plimsoll.cli.host.HostChecks;
import dev.plimsoll.cli.json.Json;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Checks what Plimsoll needs on this machine, a line each.
@Command(name = "doctor")
public final class Doctor implements Verb {
    private final Session session;

    @Option(names = "--simulated", description = "without an engine")
    private boolean simulated;

    @Mixin
    private OutputOptions output;

    public Doctor(Session session) {
        this.session = session;
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
