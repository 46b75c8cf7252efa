package dev.plimsoll.compose.rancher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.compose.ComposeFiles;
import dev.plimsoll.compose.ComposeRequest;
import dev.plimsoll.compose.Trees;
import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Yaml;
import dev.plimsoll.manifest.tree.YamlRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Applications of the kinds people had on Rancher, in `src/test/resources/pairs`. Each is read without an error, and no key of them is without effect: taking
/// it away or writing something else changes what comes out, and a key nobody knows is named wherever it is planted.
class PairsTest {
    private static final Path FOLDER = Path.of("src/test/resources/pairs");
    private static final Map<String, String> VARIABLES = Map.of("root_password", "hush", "DB_PASSWORD", "w", "SECRET", "s", "SCALELITE_HOST", "h", "ADMIN_PASSWORD", "hush");
    /// These say only what is so anyway, or what the place where they stand says already.
    private static final Set<String> SAY_NOTHING = Set.of("version", "start_on_create");
    /// Of these it does not matter what they run in.
    private static final Set<String> BALANCERS = Set.of("lb", "ingress", "greenlight-lb", "galera-lb", "old");

    static Stream<String> apps() throws IOException {
        try (var folders = Files.list(FOLDER)) {
            return folders.map(f -> f.getFileName().toString()).sorted().toList().stream();
        }
    }

    /// The files of an application by path, and which of them are the pair.
    private record App(Map<String, String> files, List<String> pair) {
        static App read(String name) throws IOException {
            var files = new TreeMap<String, String>();
            try (var all = Files.list(FOLDER.resolve(name))) {
                for (var file : all.toList()) {
                    files.put(file.getFileName().toString(), Files.readString(file));
                }
            }
            var first = files.keySet().stream().filter(f -> PairNames.secondOf(f, files.keySet()).isPresent()).findFirst().orElseThrow();
            return new App(files, List.of(first, PairNames.secondOf(first, files.keySet()).orElseThrow()));
        }

        Declaration declared() {
            var bundle = new Bundle(files, VARIABLES, Set.of("HOSTNAME", "cluster_name", "heap", "mem_limit", "PORT", "UPDATE_SYSCTL", "VOLUME_DRIVER", "database", "user",
                "DOMAIN"), Set.of(".env"), Map.of("java", "d1e5".repeat(16)));
            return ComposeFiles.read(new ComposeRequest(bundle, pair, "default", "", "/srv/app", Set.of(), Map.of(), Optional.empty()));
        }

        App with(String file, String text) {
            var changed = new HashMap<>(files);
            changed.put(file, text);
            return new App(changed, pair);
        }

        List<String> trees() {
            return pair.stream().filter(f -> !f.endsWith(".tpl")).toList();
        }

        Node.Mapping tree(String file) {
            return (Node.Mapping) Yaml.read(file, files.get(file), YamlRules.OLD, new Findings()).getFirst();
        }
    }

    private static String outcome(Declaration declaration) {
        return declaration.resources().stream().map(r -> r.key() + " " + ResourceJson.spec(r.spec())).collect(Collectors.joining("\n"))
            + declaration.findings().stream().map(f -> f.code() + f.path() + f.sentence()).sorted().collect(Collectors.joining("\n")) + declaration.needs();
    }

    @ParameterizedTest
    @MethodSource("apps")
    void isReadWithoutAnError(String name) throws IOException {
        var declared = App.read(name).declared();
        assertThat(declared.needs().nothing()).as(declared.needs().toString()).isTrue();
        assertThat(declared.findings().stream().filter(f -> f.severity() == Finding.Severity.ERROR)).isEmpty();
        assertThat(declared.resources()).isNotEmpty();
        assertThat(declared.findings().toString() + declared.resources().stream().filter(r -> !r.kind().title().equals("Secret")).toList()).doesNotContain("hush");
    }

    @ParameterizedTest
    @MethodSource("apps")
    void aPlantedKeyIsNamed(String name) throws IOException {
        var app = App.read(name);
        for (var file : app.trees()) {
            for (var at : Trees.maps(app.tree(file)).stream().filter(PairsTest::isOfAService).toList()) {
                var read = app.with(file, Trees.planted(app.tree(file), at)).declared();
                boolean seen = read.findings().stream().anyMatch(f -> f.toString().contains(Trees.PLANTED)) || outcome(read).contains(Trees.PLANTED) || read.findings().stream()
                    .anyMatch(f -> f.code().equals("NotHonoured") && under(f.path(), String.join(".", at)));
                assertThat(seen).as(file + ": a key planted in " + String.join(".", at) + " is named").isTrue();
            }
        }
    }

    /// Catalogues are left out: their own words are for their shop window.
    private static boolean isOfAService(List<String> at) {
        return !at.isEmpty() && !at.getFirst().endsWith("catalog") && !at.equals(List.of("services")) && !at.equals(List.of("volumes")) && !at.equals(List.of("secrets"));
    }

    private static boolean under(String path, String at) {
        return !path.isEmpty() && (("services." + at).startsWith(path) || at.startsWith(path));
    }

    @Test
    void nineteenOfTwentyKeysHaveAnEffect() throws IOException {
        int all = 0;
        var without = new ArrayList<String>();
        for (var name : apps().toList()) {
            var app = App.read(name);
            var read = app.declared();
            var before = outcome(read);
            for (var file : app.trees()) {
                for (var at : Trees.keys(app.tree(file))) {
                    if (SAY_NOTHING.contains(at.getLast()) || at.contains("catalog") || at.contains(".catalog")
                        || at.size() > 1 && BALANCERS.contains(at.get(at.size() - 2)) && at.getLast().matches("image|ports")
                        || read.findings().stream().anyMatch(f -> f.code().equals("NotHonoured") && under(f.path(), String.join(".", at)))) {
                        continue;
                    }
                    all++;
                    if (outcome(app.with(file, Trees.removed(app.tree(file), at)).declared()).equals(before)
                        && outcome(app.with(file, Trees.other(app.tree(file), at)).declared()).equals(before)) {
                        without.add(name + "/" + file + ": " + String.join(".", at));
                    }
                }
            }
        }
        assertThat(all).isGreaterThan(250);
        assertThat(without).as("keys without effect, of " + all).hasSizeLessThan(all / 20);
    }
}
