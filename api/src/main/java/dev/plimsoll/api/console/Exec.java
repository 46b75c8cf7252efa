package dev.plimsoll.api.console;

import dev.plimsoll.api.http.Answer;
import dev.plimsoll.api.http.Exchange;
import dev.plimsoll.api.http.Problem;
import dev.plimsoll.api.http.ProblemCode;
import dev.plimsoll.api.plane.InstanceConsole;
import dev.plimsoll.api.resources.Path;
import dev.plimsoll.api.resources.Reading;
import dev.plimsoll.model.Kind;
import java.util.List;
import java.util.Optional;

/// Requests to run a program in an instance.
final class Exec {
    private static final int MOST_WORDS = 1_000;

    private final Instances instances;
    private final InstanceConsole console;

    Exec(Instances instances, InstanceConsole console) {
        this.instances = instances;
        this.console = console;
    }

    /// Everything that can be refused is refused before the upgrade, as a problem a client can read.
    Answer open(Exchange exchange) {
        var command = exchange.queryAll("command");
        if (command.isEmpty() || command.size() > MOST_WORDS || command.getFirst().isBlank()) {
            throw Problem.of(ProblemCode.MALFORMED, "name a program: ?command=sh&command=-c&command=…");
        }
        var key = new Reading(instances.mirror()).require(Path.key(exchange, Kind.COMPONENT)).key();
        var slot = Logs.slot(exchange);
        var found = instances.find(new Instances.Wanted(key, Optional.empty(), slot));
        var instance = chosen(found).orElseThrow(() -> Problem.of(ProblemCode.NOT_FOUND, key.shortForm() + " has no instance"
            + slot.map(s -> " in slot " + s).orElse("") + " that runs").about(key).hint("plimsoll why " + key.shortForm()));
        var program = new InstanceConsole.Program(command, exchange.asked("tty"), exchange.query("user"));
        return new Answer.Socket(new ExecSocket(console, instance.place(), program));
    }

    private static Optional<Instances.Found> chosen(List<Instances.Found> found) {
        return found.stream().filter(f -> f.instance().readySince().isPresent()).findFirst()
            .or(() -> found.stream().filter(f -> f.instance().state().equals("running") || f.instance().state().equals("starting")).findFirst());
    }
}
