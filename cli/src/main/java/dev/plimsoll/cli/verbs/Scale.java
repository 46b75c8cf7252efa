package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Changes how many instances run.
public final class Scale implements Verb {
    private final Session session;
    private String assembly = "";
    private final List<String> counts = new ArrayList<>();
    private final WaitOptions wait = new WaitOptions();

    public Scale(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("ASSEMBLY", "name of the assembly", text -> assembly = text)
            .some("COMPONENT=COUNT", "how many instances of which component", counts::add)
            .with(wait)
            .examples("plimsoll scale hello web=3 worker=5");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var replicas = new LinkedHashMap<String, Integer>();
        for (var count : counts) {
            var parts = count.split("=", -1);
            if (parts.length != 2 || parts[0].isEmpty() || !parts[1].matches("\\d{1,6}")) {
                throw Trouble.usage("'" + count + "' is not COMPONENT=COUNT", "such as web=3");
            }
            replicas.put(parts[0], Integer.parseInt(parts[1]));
        }
        var ref = Ref.of(Kind.ASSEMBLY, session.project(), assembly);
        var api = session.api();
        api.post(ref.route("scale"), Map.of("replicas", replicas));
        replicas.forEach((name, count) -> session.say(assembly + ": " + name + " is to have " + count + (count == 1 ? " instance" : " instances")));
        return wait.untilLevel(List.of(ref), session, api);
    }
}
