package dev.plimsoll.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The source tree this test was built from.
final class SourceTree {
    private SourceTree() {}

    /// The folder with the launcher and all modules: the nearest above the working folder that has a module `model`.
    static Path root() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at.resolve("model/pom.xml")) && Files.exists(at.resolve("pom.xml"))) {
                return at;
            }
        }
        throw new IllegalStateException("not run inside the source tree");
    }

    static List<String> modules() throws IOException {
        try (var folders = Files.list(root())) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml"))).map(folder -> folder.getFileName().toString()).sorted().toList();
        }
    }

    /// All Java files of main code, of all modules.
    static List<Path> mainFiles() throws IOException {
        var all = Stream.<Path>builder();
        for (var module : modules()) {
            var sources = root().resolve(module).resolve("src/main/java");
            if (Files.isDirectory(sources)) {
                try (var files = Files.walk(sources)) {
                    files.filter(file -> file.toString().endsWith(".java")).forEach(all::add);
                }
            }
        }
        return all.build().sorted().toList();
    }

    static long lines(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.count();
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
