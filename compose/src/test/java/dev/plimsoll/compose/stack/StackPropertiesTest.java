package dev.plimsoll.compose.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.compose.source.Scope;
import dev.plimsoll.manifest.Asked;
import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Yaml;
import dev.plimsoll.manifest.tree.YamlText;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What holds for every stack file.
class StackPropertiesTest {
    private static final long SEED = 20261121;
    private static final List<String> KEYS = List.of("command: [c%d]", "environment: {A: \"%d\", B%d: x}", "labels: [l=%d]", "ports: [\"8%d:80\", \"90%d\"]",
        "volumes: [\"v%d:/v\", \"w:/w%d\"]", "networks: {n%d: {aliases: [a%d]}}", "cap_add: [C%d]", "deploy: {replicas: %d, labels: {k%d: v}}", "read_only: true",
        "secrets: [s%d]", "logging: {driver: d, options: {o%d: x}}", "ulimits: {nofile: %d}", "healthcheck: {test: [CMD, t%d]}");

    private static String in(String text, Findings findings) {
        var bundle = new Bundle(Map.of(), Map.of("A", "a", "E", ""), Set.of("U", "V", "B"), Set.of(), Map.of());
        return new StackInterpolation(Scope.of(Map.of(), new Asked(bundle)), findings).in(text, Mark.NOWHERE, Trail.ROOT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        $A                  | a
        x${A}y              | xay
        ${U:-d}${U-d}       | dd
        ${E:-d}[${E-d}]     | d[]
        ${U:-${B:-x}}       | ${B:-x}
        ${U:-$2y$05$abc}    | $2y$05$abc
        ${A:?no-value}      | value
        ${V-a:-b}           | b
        $A-alpine           | a
        $U-alpine           | alpine
        $U-al}pine          | al}pine
        $$A                 | $A
        """)
    void variablesAreReadAsTheCommandReadsThem(String text, String expected) {
        var findings = new Findings();
        assertThat(in(text, findings)).isEqualTo(expected);
        assertThat(findings.hasErrors()).isFalse();
    }

    @Test
    void interpolationNeverThrows() {
        var random = new Random(SEED);
        var pieces = new String[] {"$", "{", "}", "A", "U", "E", ":", "-", "?", "+", "$$", "${", " ", "1", "_", "é"};
        for (int round = 0; round < 200_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(in(text.toString(), new Findings())).isNotNull();
        }
    }

    /// A stack may be given as `-c a -c b -c c`, or with two of them merged before.
    @Test
    void mergingIsAssociative() {
        var random = new Random(SEED);
        var merge = new StackMerge(new Findings());
        for (int round = 0; round < 2_000; round++) {
            var a = file(random);
            var b = file(random);
            var c = file(random);
            assertThat(YamlText.of(merge.files(merge.files(a, b), c)))
                .as("seed %d, round %d\n%s---\n%s---\n%s", SEED, round, YamlText.of(a), YamlText.of(b), YamlText.of(c))
                .isEqualTo(YamlText.of(merge.files(a, merge.files(b, c))));
        }
    }

    private static Node.Mapping file(Random random) {
        var text = new StringBuilder("services:\n");
        for (var service : List.of("web", "db")) {
            text.append("  ").append(service).append(":\n    image: base\n");
            KEYS.stream().filter(k -> random.nextInt(3) == 0).map(k -> k.replace("%d", String.valueOf(random.nextInt(3))))
                .collect(Collectors.toMap(k -> k.substring(0, k.indexOf(':')), k -> k, (first, _) -> first, TreeMap::new))
                .values().forEach(k -> text.append("    ").append(k).append('\n'));
        }
        text.append("volumes: {v").append(random.nextInt(2)).append(": {labels: {x: \"").append(random.nextInt(9)).append("\"}}}\n");
        return (Node.Mapping) Yaml.read("a.yml", text.toString(), new Findings()).getFirst();
    }
}
