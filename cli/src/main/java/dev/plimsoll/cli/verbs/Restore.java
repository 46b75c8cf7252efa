package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.host.PlaneProcess;
import dev.plimsoll.cli.line.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Puts a backup in place of the control plane's state. The file is checked before anything is touched.
public final class Restore implements Verb {
    private final Session session;
    private Path file = Path.of("");
    private boolean replace;

    public Restore(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.word("FILE", "a file that plimsoll backup wrote", text -> file = Path.of(text))
            .flag("--replace", "stop a running control plane, replace the state it has, and start it again", () -> replace = true)
            .examples("plimsoll restore plimsoll-2026-01-31.backup", "plimsoll restore plimsoll-2026-01-31.backup --replace");
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
