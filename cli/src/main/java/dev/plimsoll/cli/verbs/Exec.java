package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.watch.Terminals;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Runs a command in an instance. Ends with the command's own exit code.
@Command(name = "exec", footer = {"  plimsoll exec -it hello/web sh", "  plimsoll exec hello-web --slot 2 -- cat /etc/hosts"})
public final class Exec implements Verb {
    private final Session session;

    @Parameters(index = "0", paramLabel = "COMPONENT", description = "a component, such as hello-web or hello/web")
    private String component;

    @Parameters(index = "1..*", paramLabel = "COMMAND", arity = "1..*", description = "program and arguments")
    private List<String> command;

    @Option(names = "--slot", paramLabel = "N", description = "which instance (default: the first that runs)")
    private String slot = "";

    @Option(names = {"-i", "--stdin"}, description = "hand on what is typed")
    private boolean input;

    @Option(names = {"-t", "--tty"}, description = "with a terminal")
    private boolean tty;

    @Option(names = {"-u", "--user"}, paramLabel = "USER", description = "as this user (default: the component's)")
    private String user = "";

    public Exec(Session session) {
        this.session = session;
    }

    @Override
    public int run() throws IOException {
        if (tty && (!session.shell().terminal().in() || !session.shell().terminal().out())) {
            throw Trouble.usage("-t needs a terminal, and this is none", "leave -t out");
        }
        var ref = new Parts(session, session.api()).component(component);
        var route = ref.route("exec").with("slot", slot).with("tty", tty ? "true" : "").with("user", user);
        for (var word : command) {
            route = route.with("command", word);
        }
        return new Terminals(session).join(route, input || tty, tty);
    }
}
