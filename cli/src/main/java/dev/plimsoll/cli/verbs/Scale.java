package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Ref;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Changes how many instances run.
@Command(name = "scale", footer = "  plimsoll scale hello web=3 worker=5")
public final class Scale implements Verb {
    private final Session session;

    @Parameters(index = "0", paramLabel = "ASSEMBLY", description = "name of the assembly")
    private String assembly;

    @Parameters(index = "1..*", paramLabel = "COMPONENT=COUNT", arity = "1..*", description = "how many instances of which component")
    private List<String> counts;

    @Mixin
    private WaitOptions wait;

    public Scale(Session session) {
        this.session = session;
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
