package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Program;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Shell;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.Verbs;
import dev.plimsoll.cli.line.Line;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Runs what people run most, in one process and against a control plane of a simulated world, so that the launcher can record which classes a start needs
/// (ahead-of-time cache, JEP 483). What it prints goes nowhere.
public final class Train implements Verb {
    private static final List<List<String>> COMMANDS = List.of(
        List.of("--version"), List.of("--help"), List.of("version"), List.of("doctor", "--simulated"), List.of("apply", "-y", "examples/hello"),
        List.of("get", "assemblies"), List.of("get", "components", "-o", "wide"), List.of("get", "assemblies", "-o", "json"),
        List.of("get", "assembly/hello", "-o", "yaml"), List.of("status"), List.of("why", "hello"), List.of("describe", "assembly/hello"),
        List.of("explain", "component"), List.of("preview", "examples/hello"), List.of("events"), List.of("logs", "hello"),
        List.of("__complete", "--", "get", "as"), List.of("nonsense"), List.of("stauts"), List.of("get", "asemblies"),
        List.of("get", "assemblies", "--selectr", "a"));
    private final Session session;

    public Train(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        // Nothing but the verb itself.
    }

    @Override
    public int run() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var given = session.shell();
        var environment = new java.util.HashMap<>(given.environment());
        environment.putAll(Map.of("PLIMSOLL_STATE", session.state().toString(), "PLIMSOLL_BASE_IMAGE", "busybox:1.36"));
        var shell = new Shell(nowhere, nowhere, InputStream.nullInputStream(), environment, given.home(), given.home(),
            new Shell.Terminal(false, true, true, 120, 40), given.clock());
        Verbs.names().forEach(name -> new Program(shell).run(("help " + name).split(" ")));
        COMMANDS.forEach(c -> new Program(shell).run(c.toArray(String[]::new)));
        return ExitCode.DONE;
    }
}
