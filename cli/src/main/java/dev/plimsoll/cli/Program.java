package dev.plimsoll.cli;

import dev.plimsoll.cli.screen.Errors;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Help.Ansi;

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
        } catch (CommandLine.ParameterException misread) {
            return errors.tell(misread);
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
        var options = new GlobalOptions();
        var session = new Session(shell, options);
        var name = verb(args);
        if (name.isEmpty() || name.get().equals("help")) {
            return help(name.isPresent() ? rest(args) : args, session);
        }
        var verb = Verbs.make(name.get(), session).orElseThrow(() -> unknown(name.get()));
        var line = parser(options).addSubcommand(name.get(), verb);
        line.setExpandAtFiles(false);
        var parsed = line.parseArgs(args);
        if (parsed.subcommand().isUsageHelpRequested()) {
            Help.of(parsed.subcommand().commandSpec(), shell);
            return ExitCode.DONE;
        }
        return verb.run();
    }

    /// The command line of one verb, for help and completion.
    public static Optional<CommandSpec> spec(String name, Session session) {
        return Verbs.make(name, session).map(verb -> parser(new GlobalOptions()).addSubcommand(name, verb)
            .getSubcommands().get(name).getCommandSpec());
    }

    private static CommandLine parser(GlobalOptions options) {
        return new CommandLine(options).setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF));
    }

    private int help(String[] args, Session session) {
        var unknown = java.util.Arrays.stream(args).filter(a -> a.startsWith("-") && !a.equals("-h") && !a.equals("--help")).findFirst();
        if (unknown.isPresent()) {
            throw Trouble.usage("unknown option '" + unknown.get() + "', or a verb is missing", "plimsoll --help shows the verbs");
        }
        var verb = java.util.Arrays.stream(args).filter(a -> !a.startsWith("-")).findFirst();
        if (verb.isPresent()) {
            Help.of(spec(verb.get(), session).orElseThrow(() -> unknown(verb.get())), shell);
        } else {
            Help.overview(shell);
        }
        return ExitCode.DONE;
    }

    private static String[] rest(String... args) {
        return java.util.Arrays.stream(args).filter(a -> !a.equals("help")).toArray(String[]::new);
    }

    /// The first argument that is no option and no option's value.
    static Optional<String> verb(String... args) {
        for (int i = 0; i < args.length; i++) {
            if (!args[i].startsWith("-")) {
                return Optional.of(args[i]);
            }
            if (GlobalOptions.WITH_VALUE.contains(args[i])) {
                i++;
            }
        }
        return Optional.empty();
    }

    private static Trouble unknown(String name) {
        return Trouble.usage("there is no verb '" + name + "'",
            Similar.to(name, Verbs.names()).map(n -> "did you mean '" + n + "'?").orElse("plimsoll --help shows the verbs"));
    }
}
