package dev.plimsoll.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README and the documents tell people to type can be typed: its verb is there, and help knows its options.
class DocumentsTest {
    private static final Path ROOT = Path.of("..");
    /// At the beginning of a line up to a comment, or between backticks.
    private static final Pattern COMMAND = Pattern.compile("(?:^|`)(?:\\./)?plimsoll ([a-z][^`#\\n]*)", Pattern.MULTILINE);
    private static final Pattern OPTION = Pattern.compile("\\[?(--?[a-z][a-z-]*)]?");

    @TempDir
    Path folder;

    private record Command(Path document, List<String> words) {}

    private static List<Command> commands() throws IOException {
        try (var documents = Stream.concat(Stream.of(ROOT.resolve("README.md")), Files.walk(ROOT.resolve("docs")).filter(f -> f.toString().endsWith(".md")))) {
            return documents.flatMap(document -> COMMAND.matcher(text(document)).results().map(m -> new Command(document, List.of(m.group(1).strip().split(" +"))))).toList();
        }
    }

    @Test
    void everyCommandIsOne() throws IOException {
        assertThat(commands()).hasSizeGreaterThan(20).allSatisfy(command -> {
            // A few verbs are two words.
            var verb = command.words.subList(0, Verbs.names().contains(command.words.getFirst()) ? 1 : Math.min(2, command.words.size()));
            var help = new Prompt(folder).run(Stream.concat(verb.stream(), Stream.of("--help")).toArray(String[]::new));
            assertThat(help.exitCode()).isZero();
            var known = Arrays.asList(help.out().split("[\\s,=]+"));
            command.words.stream().map(OPTION::matcher).filter(m -> m.matches()).forEach(m -> assertThat(known).contains(m.group(1)));
        });
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new AssertionError(gone);
        }
    }
}
