package dev.plimsoll.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.ManifestYaml;
import dev.plimsoll.manifest.Manifests;
import dev.plimsoll.model.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// What `plimsoll convert` writes declares the same resources as the files it was made from, and once more.
class RoundTripTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    @TestFactory
    Stream<DynamicTest> everyGoldenCase() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                var read = ComposeFiles.read(GoldenCase.parse(Files.readString(file)).request());
                if (!read.hasErrors()) {
                    stable(read.resources());
                }
            }));
        }
    }

    private static void stable(List<Resource> resources) {
        var written = ManifestYaml.of(resources);
        var again = Manifests.read(new Bundle(Map.of("all.yaml", written.text()), written.variables(), Set.of(), Set.of(), Map.of()), "default");

        assertThat(again.findings()).isEmpty();
        assertThat(again.resources()).isEqualTo(resources);
        assertThat(ManifestYaml.of(again.resources()).text()).isEqualTo(written.text());
    }
}
