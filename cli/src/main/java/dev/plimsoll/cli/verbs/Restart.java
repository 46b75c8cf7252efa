package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Replaces instances with fresh ones of the same definition, a few at a time.
public final class Restart implements Verb {
    private final Session session;
    private String assembly = "";
    private final List<String> components = new ArrayList<>();
    private final WaitOptions wait = new WaitOptions();

    public Restart(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("ASSEMBLY", "name of the assembly", text -> assembly = text)
            .any("COMPONENT", "only these (default: all)", components::add)
            .with(wait)
            .examples("plimsoll restart hello", "plimsoll restart hello web");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var ref = Ref.of(Kind.ASSEMBLY, session.project(), assembly);
        var api = session.api();
        api.post(ref.route("restart"), Map.of("components", components));
        session.say(assembly + ": " + (components.isEmpty() ? "all components" : String.join(", ", components)) + " will be replaced by the update policy");
        return wait.untilLevel(List.of(ref), session, api);
    }
}
