package dev.plimsoll.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A minute of coverage-guided fuzzing (Jazzer, https://github.com/CodeIntelligenceTesting/jazzer) of all dialects, in a process of its own with a heap of
/// 256 MB, beginning from the golden cases. `-Dfuzz.seconds=3600` fuzzes for an hour; an input that breaks something is kept in `target/fuzz`.
@Tag("slow")
@Order(1)
class FuzzTest {
    private static final long SECONDS = Long.getLong("fuzz.seconds", 60);
    private static final int LONGEST_INPUT = 16_384;
    private static final int SECONDS_FOR_ONE = 25;

    /// Jazzer's traps for dangerous calls (queries, scripts, reflection, …) are for programs that make them; this one only reads, by reflection on its own records.
    private static final String SANITIZERS = Stream.of("BigDecimal", "ClojureLangHooks", "Deserialization", "ExpressionLanguageInjection", "FilePathTraversal",
        "LdapInjection", "NamingContextLookup", "OsCommandInjection", "ReflectiveCall", "RegexInjection", "ScriptEngineInjection", "ServerSideRequestForgery", "SqlInjection",
        "TemplateInjection", "UnsafeSanitizer", "XPathInjection").map("com.code_intelligence.jazzer.sanitizers."::concat).collect(Collectors.joining(File.pathSeparator));

    @Test
    void noInputBreaksTheReaders(@TempDir Path corpus) throws Exception {
        var target = Files.createDirectories(Path.of("target/fuzz").toAbsolutePath());
        var output = target.resolve("fuzz.log");
        var fuzzer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow", "-XX:+EnableDynamicAgentLoading", "-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
            "--target_class=" + FuzzTarget.class.getName(), "--instrumentation_includes=dev.plimsoll.**", "--disabled_hooks=" + SANITIZERS,
            "--reproducer_path=" + target, "-artifact_prefix=" + target + "/", "-dict=" + words(corpus), "-max_total_time=" + SECONDS, "-timeout=" + SECONDS_FOR_ONE,
            "-max_len=" + LONGEST_INPUT, "-rss_limit_mb=2048", "-print_final_stats=1", corpus.resolve("found").toString(), GoldenTest.FOLDER.toAbsolutePath().toString())
            .redirectErrorStream(true).redirectOutput(output.toFile());
        Files.createDirectories(corpus.resolve("found"));
        var process = fuzzer.start();
        try {
            assertThat(process.waitFor(SECONDS + 240, TimeUnit.SECONDS)).as("the fuzzer ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        var said = Files.readString(output);
        assertThat(process.exitValue()).as(() -> said.substring(Math.max(0, said.length() - 6_000))).isZero();
        assertThat(executions(said)).as("inputs tried").isGreaterThan(300);
    }

    private static long executions(String said) {
        return said.lines().filter(line -> line.startsWith("stat::number_of_executed_units:")).mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    }

    /// The words of the dialects, so that the fuzzer need not find them letter by letter.
    private static Path words(Path folder) throws IOException {
        var words = new TreeSet<>(List.of("<<: *a", "&a ", "!reset", "!override", "${A:-b}", "$$", "{{ if ", "{{ end }}", "== compose.yml\n", "== options\ndialect: stack\n",
            "== options\ndialect: rancher\n"));
        try (var cases = Files.list(GoldenTest.FOLDER)) {
            for (var file : cases.toList()) {
                GoldenCase.parse(Files.readString(file)).parts().values().forEach(keys(words::add));
            }
        }
        return Files.writeString(folder.resolve("words"), words.stream().filter(word -> word.length() < 48).map(FuzzTest::quoted).collect(Collectors.joining("\n", "", "\n")));
    }

    private static Consumer<String> keys(Consumer<String> to) {
        return text -> text.lines().map(String::strip).filter(line -> line.matches("[a-z_.]+:.*")).map(line -> line.substring(0, line.indexOf(':') + 1)).forEach(to);
    }

    private static String quoted(String word) {
        var escapes = Map.of('"', "\\\"", '\\', "\\\\", '\n', "\\x0a");
        return "\"" + word.chars().mapToObj(c -> escapes.getOrDefault((char) c, String.valueOf((char) c))).collect(Collectors.joining()) + "\"";
    }
}
