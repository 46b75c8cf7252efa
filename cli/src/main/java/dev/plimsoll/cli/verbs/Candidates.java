package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.ExitCode;
import dev.plimsoll.cli.Program;
import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.Trouble;
import dev.plimsoll.cli.Verb;
import dev.plimsoll.cli.Verbs;
import dev.plimsoll.cli.line.Line;
import dev.plimsoll.cli.line.Line.Option;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// What may stand where the cursor is, one to a line, with a meaning after a tab. Called by the completion scripts; whatever goes wrong, it stays silent.
public final class Candidates implements Verb {
    private static final String FILES = ":files";
    private final Session session;
    private final List<String> words = new ArrayList<>();

    public Candidates(Session session) {
        this.session = session;
    }

    @Override
    public void describe(Line line) {
        line.any("WORD", "what was typed so far; the last is being typed", words::add);
    }

    @Override
    public int run() {
        var current = words.isEmpty() ? "" : words.getLast();
        var before = words.isEmpty() ? words : words.subList(0, words.size() - 1);
        try {
            candidates(before, current).stream().filter(c -> c.equals(FILES) || c.startsWith(current)).forEach(session.out()::println);
        } catch (IOException | Trouble nothing) {
            return ExitCode.DONE;
        }
        return ExitCode.DONE;
    }

    private List<String> candidates(List<String> before, String current) throws IOException {
        var typed = typed(before);
        if (typed.isEmpty()) {
            return current.startsWith("-") ? List.of("--help", "--version", "--state", "--server", "--token-file", "--project")
                : Verbs.all().stream().map(e -> e.name().contains(" ") ? e.name().split(" ")[0] + "\t" + e.group().toLowerCase(Locale.ROOT) : e.name() + "\t" + e.does()).distinct().toList();
        }
        var verb = Verbs.named(typed);
        var longer = Verbs.all().stream().filter(e -> e.name().startsWith(verb + " ")).map(e -> e.name().substring(verb.length() + 1) + "\t" + e.does()).toList();
        if (!longer.isEmpty() && typed.size() == 1) {
            return longer;
        }
        var line = Program.line(verb, session);
        var awaiting = line.flatMap(l -> l.option(before.getLast())).filter(o -> !o.flag());
        if (awaiting.isPresent()) {
            return values(awaiting.get());
        }
        if (current.startsWith("-")) {
            return line.map(Line::options).orElse(List.of()).stream().map(o -> o.longName() + "\t" + o.does()).toList();
        }
        return places(verb, typed.subList(verb.split(" ").length, typed.size()), current);
    }

    /// Words that are neither options nor values of options: the verb, and what was named. Options that every verb takes hold for the session,
    /// so that the names offered are those of the project and the control plane somebody is typing about.
    private List<String> typed(List<String> before) {
        var typed = new ArrayList<String>();
        for (int i = 0; i < before.size(); i++) {
            var word = before.get(i);
            if (!word.startsWith("-")) {
                typed.add(word);
                continue;
            }
            var equals = word.indexOf('=');
            var option = option(equals < 0 ? word : word.substring(0, equals), typed).filter(o -> !o.flag());
            if (option.isPresent() && (equals >= 0 || ++i < before.size()) && option.get().hidden()) {
                option.get().taker().accept(equals >= 0 ? word.substring(equals + 1) : before.get(i));
            }
        }
        return typed;
    }

    private Optional<Option> option(String name, List<String> typed) {
        var line = typed.isEmpty() ? Optional.of(Program.lineBeforeVerb(session)) : Program.line(Verbs.named(typed), session);
        return line.flatMap(l -> l.option(name));
    }

    private List<String> values(Option option) throws IOException {
        return switch (option.longName()) {
            case "--output" -> Arrays.stream(OutputOptions.Form.values()).map(Enum::name).toList();
            case "--project" -> names(Kind.PROJECT);
            case "--pool" -> names(Kind.POOL);
            case "--cluster" -> names(Kind.CLUSTER);
            case "--file", "--state", "--token-file", "--preview" -> List.of(FILES);
            default -> List.of();
        };
    }

    private List<String> places(String verb, List<String> named, String current) throws IOException {
        return switch (verb) {
            case "get", "describe", "delete" -> named.isEmpty() ? kindsOrRefs(current) : named.getFirst().contains("/") ? kindsOrRefs(current)
                : Kind.named(named.getFirst()).isPresent() ? names(Kind.named(named.getFirst()).get()) : List.of();
            case "status" -> names(Kind.ASSEMBLY);
            case "why" -> current.contains("/") ? kindsOrRefs(current) : names(Kind.ASSEMBLY);
            case "logs", "restart" -> named.isEmpty() ? names(Kind.ASSEMBLY) : parts(named.getFirst(), "");
            case "scale" -> named.isEmpty() ? names(Kind.ASSEMBLY) : parts(named.getFirst(), "=");
            case "rollback" -> named.isEmpty() ? names(Kind.ASSEMBLY) : releases(named.getFirst());
            case "machine add" -> named.isEmpty() ? names(Kind.POOL) : List.of();
            case "cluster recover" -> named.isEmpty() ? names(Kind.CLUSTER) : List.of();
            case "machine remove", "machine drain", "machine upgrade" -> names(Kind.MACHINE);
            case "certificate renew", "certificate revoke" -> names(Kind.CERTIFICATE);
            case "exec" -> named.isEmpty() ? names(Kind.COMPONENT) : List.of();
            case "explain" -> Arrays.stream(Kind.values()).map(Kind::singular).toList();
            case "completion" -> List.of("bash", "zsh", "fish");
            case "up", "apply", "preview", "deploy", "lint", "convert", "backup", "restore" -> List.of(FILES);
            case "help" -> Verbs.names();
            default -> List.of();
        };
    }

    private List<String> kindsOrRefs(String current) throws IOException {
        var slash = current.indexOf('/');
        if (slash < 0) {
            return Stream.concat(Arrays.stream(Kind.values()).map(Kind::plural), Stream.of(Targets.WORD)).toList();
        }
        var kind = Kind.named(current.substring(0, slash));
        return kind.isEmpty() ? List.of() : names(kind.get()).stream().map(n -> current.substring(0, slash) + "/" + n).toList();
    }

    private List<String> names(Kind kind) throws IOException {
        return new LiveNames(session).of(kind);
    }

    private List<String> parts(String assembly, String suffix) throws IOException {
        return new LiveNames(session).parts(assembly).stream().map(p -> p + suffix).toList();
    }

    private List<String> releases(String assembly) throws IOException {
        return new LiveNames(session).releases(assembly);
    }
}
