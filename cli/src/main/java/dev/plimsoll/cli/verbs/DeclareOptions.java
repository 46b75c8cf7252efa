package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.declare.Declared;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.declare.ValuesFile;
import dev.plimsoll.cli.line.Line;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is declared, and how to read it.
public final class DeclareOptions implements Line.Part {
    final List<String> places = new ArrayList<>();
    final List<String> files = new ArrayList<>();
    Optional<String> name = Optional.empty();
    final Map<String, String> set = new LinkedHashMap<>();
    final List<String> values = new ArrayList<>();
    final List<String> profiles = new ArrayList<>();
    Optional<String> dialect = Optional.empty();
    Optional<String> cluster = Optional.empty();
    boolean prune;

    @Override
    public void describe(Line line) {
        line.any("FOLDER|FILE", "like -f", places::add)
            .options("-f, --file", "PATH", "a folder, a file, or - for standard input; may be repeated (default: this folder)", files::add)
            .option("-n, --name", "NAME", "name of the assembly, whatever the files say", text -> name = Optional.of(text))
            .option("--cluster", "NAME", "run what compose files declare on this cluster (default: on this machine's engine)", text -> cluster = Optional.of(text))
            .options("--set", "NAME=VALUE", "a value for ${NAME}; wins over environment and .env", this::set)
            .options("--values", "FILE", "values for ${NAME} from a file: a map in YAML, or NAME=value lines when it ends with .env; may be repeated", values::add)
            .options("--profile", "NAME", "take the components of this profile along", profiles::add)
            .option("--dialect", "DIALECT", "read compose files as compose, stack or rancher (default: what they look like)", text -> dialect = Optional.of(text))
            .flag("--prune", "take away what the files no longer declare", () -> prune = true);
    }

    private void set(String pair) {
        var equals = pair.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("'" + pair + "' is not NAME=VALUE");
        }
        set.put(pair.substring(0, equals), pair.substring(equals + 1));
    }

    /// What was named; this folder when nothing was.
    List<String> named() {
        var all = new ArrayList<>(files);
        all.addAll(places);
        return all.isEmpty() ? List.of(".") : all;
    }

    List<ValuesFile> valuesFiles(Session session) throws IOException {
        var files = new ArrayList<ValuesFile>();
        for (var value : values) {
            files.add(ValuesFile.read(value, session.shell().folder()));
        }
        return files;
    }

    Declared read(Session session) throws IOException {
        return Declared.read(named(), session.shell().folder(), session.shell().in());
    }

    Negotiation.Choices choices(Session session) throws IOException {
        return new Negotiation.Choices(name, set, valuesFiles(session), profiles, dialect, cluster, prune);
    }
}
