package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import dev.plimsoll.cli.watch.MachineWait;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Empties a machine: nothing new comes to it, and what runs there runs elsewhere before it ends. It stays so until that is undone.
public final class MachineDrain implements Verb {
    private final Session session;
    private String machine = "";
    private boolean undo;
    private Duration deadline = Duration.ofMinutes(5);
    private final WaitOptions wait = new WaitOptions();
    private final OutputOptions output = new OutputOptions();

    public MachineDrain(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("NAME", "name of the machine", text -> machine = text)
            .option("--deadline", "DURATION", "after that it says who blocks, and goes on waiting (default: 5m)", text -> deadline = Values.duration(text))
            .flag("--undo", "let it take part again", () -> undo = true)
            .with(wait).with(output)
            .examples("plimsoll machine drain workers-2", "plimsoll machine drain workers-2 --undo");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var ref = Ref.of(Kind.MACHINE, session.project(), machine);
        var api = session.api();
        api.post(ref.route("drain"), Map.of("deadline", deadline.toMillis() + "ms", "undo", undo));
        session.say(undo ? machine + " is to take part again" : machine + " is being emptied");
        int end = wait.detach ? ExitCode.DONE : new MachineWait(session, api, wait.timeout).untilDrained(ref, !undo);
        if (!output.forPeople()) {
            output.resource(ref, api.get(ref.route()), session);
        }
        return end;
    }
}
