package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Replaces instances with fresh ones of the same definition, a few at a time.
@Command(name = "restart", footer = {"  plimsoll restart hello", "  plimsoll restart hello web"})
public final class Restart implements Verb {
    private final Session session;

    @Parameters(index = "0", paramLabel = "ASSEMBLY", description = "name of the assembly")
    private String assembly;

    @Parameters(index = "1..*", paramLabel = "COMPONENT", arity = "0..*", description = "only these (default: all)")
    private List<String> components = new ArrayList<>();

    @Mixin
    private WaitOptions wait;

    public Restart(Session session) {
        this.session = session;
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
