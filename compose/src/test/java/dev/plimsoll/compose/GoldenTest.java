package dev.plimsoll.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Every file of `src/test/resources/golden` read and compared with what it expects. `-Dgolden.update=true` writes what came out instead, to
/// be reviewed as a difference.
class GoldenTest {
    static final Path FOLDER = Path.of("src/test/resources/golden");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().toList().stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(file)));
        }
    }

    private static void check(Path file) throws IOException {
        var text = Files.readString(file);
        var golden = GoldenCase.parse(text);
        var actual = golden.with(ComposeFiles.read(golden.request()));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(file, actual);
        } else {
            assertThat(actual).isEqualTo(text);
            assertThat(List.of(golden.why())).as("every case says why it exists").doesNotContain("");
        }
    }
}
