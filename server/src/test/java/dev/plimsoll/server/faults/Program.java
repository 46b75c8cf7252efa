package dev.plimsoll.server.faults;

import dev.plimsoll.server.Main;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

/// How a server of these tests is started: as the launcher does it, from jars and with an ahead-of-time cache of their classes (JEP 514), which takes half of the
/// processor's time off a start. Making the cache takes as much as some starts, so the first few do without.
final class Program {
    private static final int WORTH_A_CACHE = 5;
    private static final Path MADE = Path.of("target", "faults").toAbsolutePath();
    /// SQLite's library is unpacked at each start and stays when a server is killed: not in the machine's folder for temporary files.
    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED", "-Dlogback.configurationFile=logback.xml", "-Dorg.sqlite.tmpdir=" + MADE);

    private static int starts;
    private static List<String> options = List.of();

    private Program() {}

    /// The program and its options; the server's own words are still to come.
    static synchronized List<String> command() {
        starts++;
        if (starts == 1) {
            options = List.of("-cp", jars());
        } else if (starts == WORTH_A_CACHE) {
            var cache = MADE.resolve("server.aot");
            train(whole(with("-XX:AOTCacheOutput=" + cache)));
            options = with("-XX:AOTCache=" + cache);
        }
        return whole(options);
    }

    private static void train(List<String> program) {
        try {
            var folder = Files.createTempDirectory(MADE, "training");
            RealServer.tryOut(folder, program);
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static List<String> with(String option) {
        var all = new ArrayList<>(List.of(option));
        all.addAll(options);
        return all;
    }

    private static List<String> whole(List<String> more) {
        var command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(OPTIONS);
        command.addAll(more);
        command.add(Main.class.getName());
        return command;
    }

    /// The class path of this test, folders packed into jars: a cache knows no folders.
    private static String jars() {
        try {
            Files.createDirectories(MADE);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        var entries = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator)).filter(entry -> !entry.isEmpty()).map(Path::of).filter(Files::exists).toList();
        return entries.stream().map(e -> (Files.isDirectory(e) ? packed(e, MADE.resolve(entries.indexOf(e) + ".jar")) : e).toString())
            .collect(Collectors.joining(File.pathSeparator));
    }

    private static Path packed(Path folder, Path jar) {
        if (ToolProvider.findFirst("jar").orElseThrow().run(System.out, System.err, "-c", "-0", "-f", jar.toString(), "-C", folder.toString(), ".") != 0) {
            throw new AssertionError("cannot pack " + folder);
        }
        return jar;
    }
}
