package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.Session;
import dev.plimsoll.cli.declare.Declared;
import dev.plimsoll.cli.declare.Negotiation;
import dev.plimsoll.cli.declare.ValuesFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is declared, and how to read it.
public final class DeclareOptions {
    @Parameters(paramLabel = "FOLDER|FILE", arity = "0..*", description = "like -f")
    List<String> places = new ArrayList<>();

    @Option(names = {"-f", "--file"}, paramLabel = "PATH", description = "a folder, a file, or - for standard input; may be repeated (default: this folder)")
    List<String> files = new ArrayList<>();

    @Option(names = {"-n", "--name"}, paramLabel = "NAME", description = "name of the assembly, whatever the files say")
    String name;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "a value for ${NAME}; wins over environment and .env")
    Map<String, String> set = new LinkedHashMap<>();

    @Option(names = "--values", paramLabel = "FILE", description = "values for ${NAME} from a file: a map in YAML, or NAME=value lines when it ends with .env; may be repeated")
    List<String> values = new ArrayList<>();

    @Option(names = "--profile", paramLabel = "NAME", description = "take the components of this profile along")
    List<String> profiles = new ArrayList<>();

    @Option(names = "--dialect", paramLabel = "DIALECT", description = "read compose files as compose, stack or rancher (default: what they look like)")
    String dialect;

    @Option(names = "--prune", description = "take away what the files no longer declare")
    boolean prune;

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
        return new Negotiation.Choices(Optional.ofNullable(name), set, valuesFiles(session), profiles, Optional.ofNullable(dialect), prune);
    }
}
