package dev.plimsoll.server.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Declarations that want to do harm, sent to a real server with little memory: each is answered with what is wrong, soon, and the server stays well.
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class HostileInputTest {
    private static final String HEAD = "apiVersion: plimsoll/v1\nkind: Assembly\n";
    private static final String PIECES = HEAD + "metadata: {name: pieces}\nspec: [" + "1,".repeat((4 << 20) - 200) + "1]";
    private static final int LONGEST_ANSWER = 64 << 10;

    @TempDir
    static Path folder;
    private static RealServer server;

    @BeforeAll
    static void start() {
        server = RealServer.simulated(folder.resolve("state"));
    }

    @AfterAll
    static void stop() {
        server.close();
        assertThat(server.log()).doesNotContain("OutOfMemory").doesNotContain("StackOverflow").doesNotContain(" ERROR ");
    }

    /// @param said what the answer has to name
    record Row(String name, String document, int status, String said) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> rows() {
        var bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n" + IntStream.rangeClosed(1, 12)
            .mapToObj(i -> "a" + i + ": &a" + i + " [" + String.join(", ", java.util.Collections.nCopies(10, "*a" + (i - 1))) + "]").collect(Collectors.joining("\n"));
        return Stream.of(
            new Row("more than 50 MB", HEAD + "metadata: {name: big}\n# " + "x".repeat(50 << 20), 413, "too-large"),
            new Row("as much as is allowed, in small pieces", PIECES, 422, "values and names"),
            new Row("a bomb of aliases", HEAD + "metadata: {name: bomb}\nspec:\n  topology: {}\n" + bomb, 422, "alias"),
            new Row("a bomb of aliases in a compose file", "services: {web: {image: x}}\n" + bomb.replaceAll("(?m)^a", "x-a"), 422, "alias"),
            new Row("a key twice", HEAD + "metadata: {name: twice}\nmetadata: {name: twice}\nspec: {}\n", 422, "twice"),
            new Row("deeper than anybody needs", HEAD + "metadata: {name: deep}\nspec: " + "[".repeat(5_000) + "]".repeat(5_000), 422, ""),
            new Row("a name of 10 KB", assembly("n".repeat(10_000), "image: x"), 422, "name"),
            new Row("a component's name of 10 KB", HEAD + "metadata: {name: long}\nspec: {topology: {components: {? " + "c".repeat(10_000) + " : {image: x}}}}", 422, "component"),
            new Row("a name that is a path", assembly("../../etc", "image: x"), 422, "name"),
            new Row("a name for a shell", assembly("\"$(touch /tmp/x); rm -rf /\"", "image: x"), 422, "name"),
            new Row("a component's name for a shell", HEAD + "metadata: {name: shell}\nspec: {topology: {components: {\"web`id`\": {image: x}}}}", 422, "may hold only"),
            new Row("an environment variable's name for a shell", assembly("variable", "image: x, environment: {\"A=B;`id`\\n\": x}"), 422, ""),
            new Row("a file outside, by its target", assembly("target", "image: x, files: [{source: CONFIG, name: c, entry: e, target: ../../etc/passwd}]"), 422, "absolute"),
            new Row("a number that is none", assembly("number", "image: x, replicas: 99999999999999999999"), 422, "replicas"),
            new Row("a control character", assembly("control", "image: \"x\\u0000y\""), 422, ""),
            new Row("not YAML at all", "\u0001\u0002{{{{", 422, ""),
            new Row("a merge key that refers to itself", HEAD + "metadata: &m {name: self, <<: *m}\nspec: {}", 422, ""));
    }

    private static String assembly(String name, String component) {
        return HEAD + "metadata: {name: " + name + "}\nspec: {topology: {components: {web: {" + component + "}}}}\n";
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isAnsweredWithWhatIsWrong(Row row) {
        var answer = server.api().apply(row.document);
        assertThat(answer.status()).as(shortened(answer)).isEqualTo(row.status);
        assertThat(answer.body().toString()).as(shortened(answer)).contains(row.said).hasSizeLessThan(LONGEST_ANSWER);
        assertThat(answer.body().path("detail").asText()).isNotBlank();
        assertThat(server.api().ready()).isTrue();
    }

    @Test
    void pathsOutsideOfTheFolderAreRefused() {
        for (var path : new String[] {"../a.yml", "/etc/passwd", "a/../../b.yml", "a\u0000.yml", "x".repeat(10_000) + "/../..//a.yml"}) {
            var answer = server.api().send("POST", "/v1/apply", Map.of("files", Map.of(path, assembly("path", "image: x")), "order", List.of(path)));
            assertThat(answer.status()).as(path).isBetween(400, 422);
            assertThat(answer.body().path("detail").asText()).as(path).isNotBlank().hasSizeLessThan(1_000);
            assertThat(answer.body().path("code").asText()).as(path).isEqualTo("invalid");
        }
    }

    @Test
    void tenThousandServicesAreTakenOrRefusedButNotForgotten() {
        var services = IntStream.range(0, 10_000).mapToObj(i -> "  s" + i + ": {image: \"sim/web:1\"}").collect(Collectors.joining("\n"));
        var answer = server.api().apply("name: many\nservices:\n" + services + "\n");
        assertThat(answer.status()).as(shortened(answer)).isEqualTo(200);
        assertThat(answer.body().path("counts").path("create").asInt()).isPositive();
        assertThat(server.api().assembly("many").path("spec").path("topology").path("components").size()).isEqualTo(10_000);
        assertThat(server.api().send("DELETE", "/v1/projects/default/assemblies/many", null).status()).isIn(200, 202);
        assertThat(server.api().ready()).isTrue();
    }

    @Test
    void manyLargeOnesAtOnceWaitForEachOther() {
        var large = List.of(assembly("large", "image: x, environment: {A: \"" + "x".repeat(7 << 20) + "\"}"), PIECES);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = IntStream.range(0, 5).mapToObj(i -> clients.submit(() -> server.api().send("POST", "/v1/preview",
                Map.of("files", Map.of("a.yml", large.get(i % large.size())), "order", List.of("a.yml"))).status())).toList();
            assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isIn(200, 422, 429));
        }
        assertThat(server.api().ready()).isTrue();
    }

    private static String shortened(Api.Answer answer) {
        var text = answer.toString();
        return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
    }
}
