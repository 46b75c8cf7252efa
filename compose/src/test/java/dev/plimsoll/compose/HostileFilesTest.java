package dev.plimsoll.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.model.AssemblySpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Every input is hostile: what comes out is a clear finding, soon, and never an exception.
class HostileFilesTest {
    private static Declaration read(String text) {
        return ComposeFiles.read(ComposeRequest.of(new Bundle(Map.of("compose.yml", text), Map.of(), Set.of(), Set.of(), Map.of()), "compose.yml", "/srv/shop"));
    }

    private static List<String> codes(String text) {
        return read(text).findings().stream().map(Finding::code).toList();
    }

    @Test
    void fiftyMegabytesAreRefusedUnread() {
        assertThat(codes("services: }\n" + "  # filler\n".repeat(5_000_000))).as("nothing is said of what they hold").containsExactly("TooLarge");
    }

    @Test
    void aliasesThatStandForBillions() {
        var bomb = new StringBuilder("x-0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 12; i++) {
            bomb.append("x-").append(i).append(": &a").append(i).append(" [").append(("*a" + (i - 1) + ", ").repeat(10)).append("]\n");
        }
        assertThat(codes(bomb + "services: {web: {image: a, command: *a11}}\n")).contains("TooMany");
    }

    @Test
    void mergeKeysThatStandForBillions() {
        var bomb = new StringBuilder("x-0: &a0 {k0: 1}\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("x-").append(i).append(": &a").append(i).append(" {<<: [").append(("*a" + (i - 1) + ", ").repeat(10)).append("], k").append(i).append(": 1}\n");
        }
        assertThat(codes(bomb + "services: {web: {image: a}}\n")).contains("TooMany");
    }

    @Test
    void depth() {
        assertThat(codes("services: {web: {image: a, x-deep: " + "[".repeat(100_000))).contains("TooDeep");
        assertThat(codes("services: {web: {image: \"" + "${A:-".repeat(10_000) + "}".repeat(10_000) + "\"}}")).contains("InvalidVariable");
        assertThat(codes("services: {web: {image: \"" + "${".repeat(500_000) + "\"}}")).contains("InvalidVariable");
    }

    @Test
    void variablesThatGrow() {
        var large = "v".repeat(1_000_000);
        var bundle = new Bundle(Map.of("compose.yml", "services: {web: {image: a, environment: {A: \"" + "$BIG".repeat(1_000) + "\"}}}"), Map.of("BIG", large), Set.of(),
            Set.of(), Map.of());
        assertThat(ComposeFiles.read(ComposeRequest.of(bundle, "compose.yml", "/srv/shop")).findings()).extracting(Finding::code).contains("TooLarge");
    }

    @Test
    void namesOfTenThousandCharacters() {
        var name = "n".repeat(10_000);
        for (var text : List.of("services: {? " + name + " : {image: a}}", "services: {web: {image: a, ? " + name + " : 1}}", "services: {web: {image: a, volumes: [\"" + name
            + ":/a\"]}}", "name: " + name + "\nservices: {web: {image: a, networks: [" + name + "]}}", "services: {web: {image: a, depends_on: [" + name + "]}}",
            "services: {web: {image: a}}\nvolumes: {? " + name + " : {}}")) {
            assertThat(read(text).hasErrors()).as(text.substring(0, 40)).isTrue();
            assertThat(read(text).findings()).allMatch(f -> f.toString().length() < 600);
        }
    }

    @Test
    void rangesOfPortsInManyServices() {
        var text = new StringBuilder("services:\n");
        for (int i = 0; i < 5_000; i++) {
            text.append("  s").append(i).append(": {image: a, ports: [\"1-65535:1-65535\"]}\n");
        }
        assertThat(codes(text.toString())).contains("TooMany");
    }

    @Test
    void manyTyposAmongManyNames() {
        var text = new StringBuilder("services:\n");
        for (int i = 0; i < 10_000; i++) {
            text.append("  service-").append(i).append(": {image: a, depends_on: [servise-").append(i).append("], secrets: [secret-").append(i).append("], expose: [1-900]}\n");
        }
        assertThat(codes(text.toString())).contains("UnknownService", "TooManyFindings");
    }

    @Test
    void filesThatIncludeThemselvesTwice() {
        assertThat(codes("include: [compose.yml, compose.yml]\nservices: {web: {image: a}}\n")).containsOnly("TooDeep");
    }

    @Test
    void manyDocuments() {
        assertThat(codes("---\nservices: {web: {image: a}}\n".repeat(15_000))).contains("TooMany");
    }

    @Test
    void aLongFileOfVariables() {
        var bundle = new Bundle(Map.of("compose.yml", "services: {web: {image: a, env_file: a.env}}", "a.env", "A=${A}x\nB=\"\n".repeat(200_000)), Map.of("A", "1"), Set.of(),
            Set.of(), Map.of());
        assertThat(ComposeFiles.read(ComposeRequest.of(bundle, "compose.yml", "/srv/shop")).findings()).isEmpty();
    }

    @Test
    void aChainOfTenThousandDependencies() {
        var text = new StringBuilder("services:\n  s0: {image: a}\n");
        for (int i = 1; i < 10_000; i++) {
            text.append("  s").append(i).append(": {image: a, depends_on: [s").append(i - 1).append("]}\n");
        }
        assertThat(read(text.toString()).findings()).isEmpty();
        assertThat(codes(text.append("  x: {extends: x, image: a}\n").toString())).containsExactly("Cycle");
    }

    @Test
    void findingsHoldNoControlCharacters() {
        var read = read("services:\n  web: {image: a, \"im\\e[31mge\": 1, depends_on: [\"\\e]0;owned\\a\"], ports: [\"\\u202e80\"]}\n");
        assertThat(read.findings()).isNotEmpty().allMatch(f -> f.toString().chars().noneMatch(c -> c < ' ' || c == 0x202e));
    }

    @Test
    void mutatedGoldenCasesNeverThrow() throws IOException {
        var random = new Random(20260301);
        var junk = List.of("[", "}", ": ", "\n", "${", "$", "&a ", "*a", "- ", "\"", "'", "!reset ", "!override ", "<<: ", "\t", "0", "|", "#", "\u0007", "? ", "null", "{}", "[]", "-1",
            "99999999999999999999", "  ", "extends: web\n", "true", "::", "/");
        try (var files = Files.list(Path.of("src/test/resources/golden"))) {
            for (var file : files.sorted().toList()) {
                var request = GoldenCase.parse(Files.readString(file)).request();
                for (int round = 0; round < 40; round++) {
                    var mutated = new java.util.HashMap<>(request.bundle().files());
                    mutated.replaceAll((_, text) -> mutate(text, junk, random));
                    var bundle = new Bundle(mutated, request.bundle().variables(), request.bundle().unset(), request.bundle().missing(), request.bundle().contexts());
                    var read = ComposeFiles.read(new ComposeRequest(bundle, request.files(), "default", "", request.folder(), request.profiles(), request.sets(), request.dialect()));
                    assertThat(read.findings()).isNotNull();
                }
            }
        }
    }

    private static String mutate(String text, List<String> junk, Random random) {
        var changed = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0 && !changed.isEmpty(); i--) {
            int at = random.nextInt(changed.length());
            var piece = junk.get(random.nextInt(junk.size()));
            switch (random.nextInt(4)) {
                case 0 -> changed.insert(at, piece);
                case 1 -> changed.deleteCharAt(at);
                case 2 -> changed.insert(at, changed.substring(at, Math.min(changed.length(), at + random.nextInt(60))));
                default -> changed.replace(at, Math.min(changed.length(), at + random.nextInt(9)), piece);
            }
        }
        return changed.toString();
    }

    /// Work is counted in bytes allocated, which no other load on the machine changes: work that grew with the square of the services would quadruple.
    @Test
    void readingTwiceAsManyServicesIsTwiceTheWork() {
        read(services(100));
        long half = allocatedBy(() -> read(services(5_000)));
        long whole = allocatedBy(() -> {
            var read = read(services(10_000));
            assertThat(read.findings()).isEmpty();
            assertThat(read.resources().getFirst().spec(AssemblySpec.class).topology().components()).hasSize(10_000);
        });
        assertThat(whole).isBetween(half, half * 5 / 2);
    }

    private static long allocatedBy(Runnable work) {
        var threads = (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        work.run();
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    private static String services(int count) {
        var text = new StringBuilder("x-common: &common\n  restart: always\n  environment: {A: \"1\", B: \"${B:-2}\"}\nservices:\n");
        for (int i = 0; i < count; i++) {
            text.append("  service-").append(i).append(":\n    <<: *common\n    image: shop/service-").append(i).append(":1.0\n    command: [run, --port, \"8080\"]\n")
                .append("    expose: [8080]\n    volumes:\n      - data:/data\n    healthcheck: {test: [CMD, check], interval: 5s}\n    depends_on: [service-").append(Math.max(0, i - 1))
                .append("]\n");
        }
        return text.toString().replace("depends_on: [service-0]\n  service-1:", "labels: {a: b}\n  service-1:") + "volumes: {data: }\n";
    }
}
