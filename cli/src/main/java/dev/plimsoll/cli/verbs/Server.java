package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.host.PlaneProcess;
import dev.plimsoll.cli.line.Line;
import java.io.IOException;

/// Runs the control plane in the foreground, for service managers and for looking at it.
public final class Server implements Verb {
    private final Session session;
    private final PlaneOptions plane = new PlaneOptions();

    public Server(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.with(plane)
            .examples("plimsoll server", "plimsoll server --simulated --state /tmp/try");
    }

    @Override
    public int run() throws IOException, InterruptedException {
        return new PlaneProcess(session).foreground(plane.forServer(session));
    }
}
