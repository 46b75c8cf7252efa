package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.host.PlaneProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Puts a backup in place of the control plane's state. The file is checked before anything is touched.
@Command(name = "restore", footer = {"  plimsoll restore plimsoll-2026-01-31.backup", "  plimsoll restore plimsoll-2026-01-31.backup --replace"})
public final class Restore implements Verb {
    private final Session session;

    @Parameters(paramLabel = "FILE", description = "a file that plimsoll backup wrote")
    private Path file;

    @Option(names = "--replace", description = "stop a running control plane, replace the state it has, and start it again")
    private boolean replace;

    public Restore(Session session) {
        this.session = session;
    }

    @Override
    public int run() throws IOException, InterruptedException {
        var backup = session.shell().folder().resolve(file);
        if (!Files.isReadable(backup)) {
            throw Trouble.notFound("there is no file " + backup + " to read", "");
        }
        var plane = new PlaneProcess(session);
        var runs = plane.answering().isPresent();
        if (runs && !replace) {
            throw new Trouble(ExitCode.CONFLICT, "a control plane runs with the state folder " + session.state(),
                "stop it with plimsoll down, or add --replace, which stops it, restores and starts it again");
        }
        if (runs) {
            session.say("stopping the control plane");
            plane.stop();
        }
        var options = new ArrayList<>(List.of("restore", "--state", session.state().toString(), backup.toString()));
        if (replace) {
            options.add("--replace");
        }
        var end = plane.foreground(options);
        if (runs) {
            // Also after a restore that was refused: then the state is what it was.
            session.say("control plane at " + plane.start(List.of("--state", session.state().toString())));
        }
        return end;
    }
}
