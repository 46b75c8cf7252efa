package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import dev.plimsoll.cli.screen.Question;
import dev.plimsoll.cli.watch.MachineWait;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/// Removes exactly one machine: emptied first when it lives, forgotten at once when it is dead.
public final class MachineRemove implements Verb {
    private final Session session;
    private String machine = "";
    private boolean force;
    private boolean yes;
    private Duration deadline = Duration.ofMinutes(5);
    private final WaitOptions wait = new WaitOptions();
    private final OutputOptions output = new OutputOptions();

    public MachineRemove(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("NAME", "name of the machine", text -> machine = text)
            .flag("--force", "also when its cluster may not survive that", () -> force = true)
            .option("--deadline", "DURATION", "how long it may take to be emptied; what runs there after that is stopped (default: 5m)", text -> deadline = Values.duration(text))
            .flag("-y, --yes", "do not ask", () -> yes = true)
            .with(wait).with(output)
            .examples("plimsoll machine remove workers-2", "plimsoll machine remove workers-2 --deadline 30s -y");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var ref = Ref.of(Kind.MACHINE, session.project(), machine);
        var api = session.api();
        var there = api.get(ref.route());
        var pool = there.text("metadata", "owner", "name");
        if (!new Question(session, yes).agreed("Remove machine " + machine + (pool.isEmpty() ? "" : "; pool " + pool + " has one fewer then"))) {
            session.say("nothing was removed");
            return ExitCode.FAILED;
        }
        var asked = api.post(ref.route("remove"), Map.of("deadline", deadline.toMillis() + "ms", "force", force));
        if (!pool.isEmpty()) {
            session.say("pool/" + pool + " has one machine fewer; its file should say so too, or the next apply brings one back");
        }
        int end = wait.detach ? ExitCode.DONE : new MachineWait(session, api, wait.timeout).untilGone(ref);
        if (!output.forPeople()) {
            output.resource(ref, asked, session);
        }
        return end;
    }
}
