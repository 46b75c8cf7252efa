package dev.plimsoll.compose.apps;

import dev.plimsoll.compose.ComposeFiles;
import dev.plimsoll.compose.ComposeRequest;
import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.Declaration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// An application in a folder of its own: the files by name, the compose file, and the one that makes it a Rancher pair.
public record App(Path folder, Map<String, String> files, String file, Optional<String> second) {
    private static final Path FOLDER = Path.of("src/test/resources/apps");
    /// What is expected to be said about it, one finding a line; no part of the application.
    static final String FINDINGS = "findings.txt";
    static final Map<String, String> VARIABLES = Map.of("ROOT_PASSWORD", "hush");

    /// Those of this module.
    static List<App> all() throws IOException {
        return in(FOLDER);
    }

    /// Those in a folder.
    public static List<App> in(Path all) throws IOException {
        try (var folders = Files.list(all)) {
            return folders.sorted().map(App::read).toList();
        }
    }

    private static App read(Path folder) {
        try (var all = Files.list(folder)) {
            var files = new TreeMap<String, String>();
            for (var file : all.filter(f -> !f.endsWith(FINDINGS)).toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
            var second = files.keySet().stream().filter(f -> f.endsWith("-rancher.yml") || f.equals("rancher-compose.yml")).findFirst();
            var first = files.keySet().stream().filter(f -> f.endsWith(".yml") && !second.equals(Optional.of(f))).findFirst().orElseThrow();
            return new App(folder.toAbsolutePath(), files, first, second);
        } catch (IOException broken) {
            throw new AssertionError(folder.toString(), broken);
        }
    }

    public String name() {
        return folder.getFileName().toString();
    }

    boolean isStack() {
        return file.endsWith("stack.yml");
    }

    boolean isPair() {
        return second.isPresent();
    }

    /// As a client declares it: what the reader asks for and nobody has is said to be missing.
    Declaration declared() {
        return declared("");
    }

    /// The same with another text in one of its files.
    App with(String changed, String text) {
        var other = new TreeMap<>(files);
        other.put(changed, text);
        return new App(folder, other, file, second);
    }

    /// @param assembly its name; empty: its own
    public Declaration declared(String assembly) {
        var unset = new HashSet<String>();
        var missing = new HashSet<String>();
        while (true) {
            var bundle = new Bundle(files, VARIABLES, unset, missing, Map.of());
            var order = second.map(s -> List.of(file, s)).orElse(List.of(file));
            var read = ComposeFiles.read(new ComposeRequest(bundle, order, "default", assembly, folder.toString(), Set.of("*"), Map.of(), Optional.empty()));
            if (!unset.addAll(read.needs().variables()) & !missing.addAll(read.needs().files())) {
                return read;
            }
        }
    }

    @Override
    public String toString() {
        return name();
    }
}
