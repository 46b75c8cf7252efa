package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.watch.Terminals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Runs a command in an instance. Ends with the command's own exit code.
public final class Exec implements Verb {
    private final Session session;
    private String component = "";
    private final List<String> command = new ArrayList<>();
    private String slot = "";
    private boolean input;
    private boolean tty;
    private String user = "";

    public Exec(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("COMPONENT", "a component, such as hello-web or hello/web", text -> component = text)
            .some("COMMAND", "program and arguments", command::add)
            .option("--slot", "N", "which instance (default: the first that runs)", text -> slot = text)
            .flag("-i, --stdin", "hand on what is typed", () -> input = true)
            .flag("-t, --tty", "with a terminal", () -> tty = true)
            .option("-u, --user", "USER", "as this user (default: the component's)", text -> user = text)
            .examples("plimsoll exec -it hello/web sh", "plimsoll exec hello-web --slot 2 -- cat /etc/hosts");
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
