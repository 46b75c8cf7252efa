package dev.plimsoll.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/// How long files may be, and that every package says what it is.
final class SizeBudgetTest {
    private static final int LONGEST = 400;
    private static final int LONG = 250;
    private static final int USUAL = 80;
    private static final int LONGEST_INTRODUCTION = 12;

    @Test
    void no_file_of_main_code_is_longer_than_400_lines() throws IOException {
        assertThat(SourceTree.mainFiles().stream().filter(file -> SourceTree.lines(file) > LONGEST)).isEmpty();
    }

    @Test
    void nine_in_ten_files_have_at_most_250_lines_and_half_of_them_80() throws IOException {
        List<Long> lengths = SourceTree.mainFiles().stream().map(SourceTree::lines).sorted().toList();
        assertThat(lengths.get(lengths.size() * 9 / 10)).isLessThanOrEqualTo(LONG);
        assertThat(lengths.get(lengths.size() / 2)).isLessThanOrEqualTo(USUAL);
    }

    @Test
    void every_package_introduces_itself_in_few_lines() throws IOException {
        var packages = new TreeSet<Path>();
        SourceTree.mainFiles().forEach(file -> packages.add(file.getParent()));
        var introductions = packages.stream().map(folder -> folder.resolve("package-info.java")).toList();
        assertThat(introductions).allSatisfy(file -> assertThat(Files.exists(file)).as("%s exists", file).isTrue());
        assertThat(introductions.stream().filter(file -> SourceTree.lines(file) > LONGEST_INTRODUCTION)).isEmpty();
    }
}
