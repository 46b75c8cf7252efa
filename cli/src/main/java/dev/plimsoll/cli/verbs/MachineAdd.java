package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Values;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// More machines of a pool.
public final class MachineAdd implements Verb {
    private final Session session;
    private String pool = "";
    private int count = 1;
    private final WaitOptions wait = new WaitOptions();
    private final OutputOptions output = new OutputOptions();

    public MachineAdd(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("POOL", "name of the pool", text -> pool = text)
            .option("--count", "N", "how many more (default: 1)", text -> count = Values.number(text))
            .with(wait).with(output)
            .examples("plimsoll machine add workers", "plimsoll machine add workers --count 3 --detach");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var ref = Ref.of(Kind.POOL, session.project(), pool);
        var api = session.api();
        var changed = api.post(ref.route("add"), Map.of("count", count));
        session.say("pool/" + pool + " is to have " + changed.number("spec", "count") + " machines; its file should say so too, or the next apply takes them away again");
        int end = wait.untilLevel(List.of(ref), session, api);
        if (!output.forPeople()) {
            output.resource(ref, api.get(ref.route()), session);
        }
        return wait.detach ? ExitCode.DONE : end;
    }
}
