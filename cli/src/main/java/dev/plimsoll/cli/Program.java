package dev.plimsoll.cli;

import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.LineReader;
import dev.plimsoll.cli.screen.Errors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/// Runs one command line.
public final class Program {
    private final Shell shell;

    public Program(Shell shell) {
        this.shell = shell;
    }

    /// This program's version.
    public static String version() {
        try (InputStream in = Program.class.getResourceAsStream("version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /// @return the [ExitCode]
    public int run(String... args) {
        var errors = new Errors(shell);
        try {
            return understood(args);
        } catch (Trouble trouble) {
            return errors.tell(trouble);
        } catch (IOException | UncheckedIOException broken) {
            return errors.tell(broken);
        } catch (InterruptedException stopped) {
            return ExitCode.INTERRUPTED;
        }
    }

    private int understood(String... args) throws IOException, InterruptedException {
        if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
            shell.out().println("plimsoll " + version());
            return ExitCode.DONE;
        }
        var session = new Session(shell, new GlobalOptions());
        var at = verbAt(args);
        if (at == args.length || args[at].equals("help")) {
            return help(at == args.length ? args : rest(args), session);
        }
        new LineReader(lineBeforeVerb(session)).read(List.of(args).subList(0, at)).complete();
        var name = Verbs.named(List.of(args).subList(at, args.length));
        var verb = Verbs.make(name, session).orElseThrow(() -> unknown(name));
        var line = line(name, verb, session);
        var reader = new LineReader(line).read(List.of(args).subList(at + name.split(" ").length, args.length));
        if (session.options().help) {
            Help.of(line, shell);
            return ExitCode.DONE;
        }
        reader.complete();
        return verb.run();
    }

    /// What may stand before the verb. What is read by it holds for the session.
    public static Line lineBeforeVerb(Session session) {
        return new Line("").withHidden(session.options());
    }

    /// What may stand behind a verb, for help and completion; nothing when there is no such verb.
    public static Optional<Line> line(String name, Session session) {
        return Verbs.make(name, session).map(verb -> line(name, verb, session));
    }

    private static Line line(String name, Verb verb, Session session) {
        return new Line(name).with(verb).withHidden(session.options());
    }

    private int help(String[] args, Session session) {
        var unknown = java.util.Arrays.stream(args).filter(a -> a.startsWith("-") && !a.equals("-h") && !a.equals("--help")).findFirst();
        if (unknown.isPresent()) {
            throw Trouble.usage("unknown option '" + unknown.get() + "', or a verb is missing", "plimsoll --help shows the verbs");
        }
        var words = java.util.Arrays.stream(args).filter(a -> !a.startsWith("-")).toList();
        if (words.isEmpty()) {
            Help.overview(shell);
        } else {
            var name = Verbs.named(words);
            Help.of(line(name, session).orElseThrow(() -> unknown(name)), shell);
        }
        return ExitCode.DONE;
    }

    private static String[] rest(String... args) {
        return java.util.Arrays.stream(args).filter(a -> !a.equals("help")).toArray(String[]::new);
    }

    /// Where the first argument stands that is no option and no option's value; behind the last when there is none.
    static int verbAt(String... args) {
        var line = new Line("").with(new GlobalOptions());
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("-")) {
                return i;
            }
            if (line.option(args[i]).filter(o -> !o.flag()).isPresent()) {
                i++;
            }
        }
        return args.length;
    }

    private static Trouble unknown(String name) {
        var longer = Verbs.names().stream().filter(n -> n.startsWith(name + " ")).toList();
        if (!longer.isEmpty()) {
            return Trouble.usage("'" + name + "' needs to know what to do", "plimsoll " + String.join(", plimsoll ", longer));
        }
        return Trouble.usage("there is no verb '" + name + "'",
            Similar.to(name, Verbs.names()).map(n -> "did you mean '" + n + "'?").orElse("plimsoll --help shows the verbs"));
    }
}
