package dev.plimsoll.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.compose.rancher.PairNames;
import dev.plimsoll.manifest.Declaration;
import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Yaml;
import dev.plimsoll.manifest.tree.YamlRules;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A key that nobody knows is named wherever it is planted in any golden case that is read without an error: in every dialect, in both files of a pair, in files that are laid over others.
class PlantedKeysTest {
    /// In it the second file replaces whole maps of the first, so that what is planted there is not read.
    private static final String REPLACED = "rancher-merge.txt";

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (var files = Files.list(GoldenTest.FOLDER)) {
            return files.filter(file -> !file.endsWith(REPLACED)).sorted().toList().stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(GoldenCase.parse(Files.readString(file)))));
        }
    }

    private static void check(GoldenCase golden) {
        var request = golden.request();
        var before = ComposeFiles.read(request);
        if (before.hasErrors() || !before.needs().nothing() || golden.parts().values().stream().anyMatch(text -> text.contains("profiles") || text.contains("{{"))) {
            return;
        }
        for (var file : request.files()) {
            var documents = Yaml.read(file, golden.parts().get(file), request.files().stream().anyMatch(PairNames::isRancherFile) ? YamlRules.OLD : YamlRules.STRICT, new Findings());
            if (documents.size() != 1 || !(documents.getFirst() instanceof Node.Mapping tree)) {
                continue;
            }
            // Questions are looked for by their lines, and planting writes all in one.
            for (var at : Trees.maps(tree).stream().filter(place -> place.isEmpty() || !place.getFirst().endsWith("catalog")).toList()) {
                var parts = new LinkedHashMap<>(golden.parts());
                parts.put(file, Trees.planted(tree, at));
                var read = ComposeFiles.read(new GoldenCase(golden.why(), parts).request());
                assertThat(isSeen(read, String.join(".", at))).as(file + ": a key planted in " + at + " is named: " + read.findings()).isTrue();
            }
        }
    }

    private static boolean isSeen(Declaration read, String at) {
        return read.findings().stream().anyMatch(f -> f.toString().contains(Trees.PLANTED) || f.code().equals("NotHonoured") && !f.path().isEmpty()
            && (("services." + at).startsWith(f.path()) || at.startsWith(f.path()))) || read.resources().stream().anyMatch(r -> ResourceJson.spec(r.spec()).contains(Trees.PLANTED));
    }
}
