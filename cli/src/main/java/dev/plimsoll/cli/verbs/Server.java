package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.host.PlaneProcess;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Runs the control plane in the foreground, for service managers and for looking at it.
@Command(name = "server", footer = {"  plimsoll server", "  plimsoll server --simulated --state /tmp/try"})
public final class Server implements Verb {
    private final Session session;

    @Mixin
    private PlaneOptions plane;

    public Server(Session session) {
        this.session = session;
    }

    @Override
    public int run() throws IOException, InterruptedException {
        return new PlaneProcess(session).foreground(plane.forServer(session));
    }
}
