package dev.plimsoll.compose.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.compose.Trees;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Yaml;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// No key of the applications is without effect, in whatever dialect and form they are: one that nobody knows is named wherever it is planted, and taking one away or writing something
/// else changes what comes out.
class KeysTest {
    /// These say only what is so anyway.
    private static final Set<String> SAY_NOTHING = Set.of("version", "start_on_create");

    static List<App> apps() throws IOException {
        return App.all();
    }

    private static Node.Mapping tree(App app, String file) {
        return (Node.Mapping) Yaml.read(file, app.files().get(file), new Findings()).getFirst();
    }

    private static List<String> trees(App app) {
        return app.files().keySet().stream().filter(f -> f.equals(app.file()) || app.second().filter(f::equals).isPresent()).toList();
    }

    private static String outcome(Declaration declaration) {
        return declaration.resources().stream().map(r -> r.key() + " " + ResourceJson.spec(r.spec())).collect(Collectors.joining("\n"))
            + declaration.findings().stream().map(f -> f.code() + f.path() + f.sentence()).sorted().collect(Collectors.joining("\n")) + declaration.needs();
    }

    /// A catalogue's own words are for its shop window.
    private static boolean isOurs(List<String> at) {
        return at.isEmpty() || !at.getFirst().endsWith("catalog");
    }

    /// Whether a finding speaks for all of a place.
    private static boolean isNamed(Declaration read, List<String> at) {
        var place = String.join(".", at);
        return read.findings().stream().filter(f -> f.code().equals("NotHonoured") || f.severity() == Finding.Severity.ERROR)
            .anyMatch(f -> !f.path().isEmpty() && (("services." + place).startsWith(f.path()) || place.startsWith(f.path())));
    }

    @ParameterizedTest
    @MethodSource("apps")
    void aPlantedKeyIsNamed(App app) {
        for (var file : trees(app)) {
            var tree = tree(app, file);
            for (var at : Trees.maps(tree).stream().filter(KeysTest::isOurs).toList()) {
                var read = app.with(file, Trees.planted(tree, at)).declared();
                assertThat(outcome(read).contains(Trees.PLANTED) || isNamed(read, at)).as(file + ": a key planted in " + String.join(".", at) + " is named: " + read.findings()).isTrue();
            }
        }
    }

    @Test
    void nineteenOfTwentyKeysHaveAnEffect() throws IOException {
        int all = 0;
        var without = new ArrayList<String>();
        for (var app : apps()) {
            var read = app.declared();
            var before = outcome(read);
            for (var file : trees(app)) {
                var tree = tree(app, file);
                for (var at : Trees.keys(tree).stream().filter(KeysTest::isOurs).toList()) {
                    if (SAY_NOTHING.contains(at.getLast()) || isNamed(read, at)) {
                        continue;
                    }
                    all++;
                    if (outcome(app.with(file, Trees.removed(tree, at)).declared()).equals(before) && outcome(app.with(file, Trees.other(tree, at)).declared()).equals(before)) {
                        without.add(app + "/" + file + ": " + String.join(".", at));
                    }
                }
            }
        }
        assertThat(all).isGreaterThan(1_000);
        assertThat(without).as("keys without effect, of " + all).hasSizeLessThan(all / 20);
    }
}
