package dev.plimsoll.cli.line;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.cli.Trouble;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineReaderTest {
    private final List<String> taken = new ArrayList<>();
    private final Line line = new Line("try")
        .word("FIRST", "", text -> taken.add("first " + text)).any("REST", "", text -> taken.add("rest " + text))
        .flag("-i, --input", "", () -> taken.add("input")).flag("-t, --tty", "", () -> taken.add("tty"))
        .option("-o, --output", "FORM", "", text -> taken.add("output " + text))
        .options("-f, --file", "PATH", "", text -> taken.add("file " + text))
        .option("--limit", "N", "", text -> taken.add("limit " + Values.number(text)));

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "a b c            | first a, rest b, rest c",
        "-o json a        | output json, first a",
        "-ojson a         | output json, first a",
        "-o=json a        | output json, first a",
        "--output=json a  | output json, first a",
        "--output a=b a   | output a=b, first a",
        "--output= a      | output , first a",
        "-it a            | input, tty, first a",
        "-itojson a       | input, tty, output json, first a",
        "-ito json a      | input, tty, output json, first a",
        "-i=false -t=TRUE a | tty, first a",
        "-f x --file y a  | file x, file y, first a",
        "-f - a -         | file -, first a, rest -",
        "--limit -3 a -4  | limit -3, first a, rest -4",
        "a -- -o --       | first a, rest -o, rest --",
        "-o --else a      | output --else, first a"})
    void readsWhatPeopleWrite(String arguments, String expected) {
        new LineReader(line).read(List.of(arguments.split(" "))).complete();
        assertThat(String.join(", ", taken)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "-i               | missing required parameter: 'FIRST'",
        "a -o             | missing required parameter for option '--output' (FORM)",
        "a -o -it         | expected parameter for option '--output' but found '-it'",
        "a -o x -o y      | option '--output' (FORM) should be specified only once",
        "a -i --input     | option '--input' should be specified only once",
        "a -i=x           | invalid value for option '--input': 'x' is not a boolean",
        "a --limit 1.5    | invalid value for option '--limit': '1.5' is not an int",
        "a -ix            | there is no option '-x'",
        "a --otput=json   | there is no option '--otput=json'"})
    void saysWhatItCannotRead(String arguments, String sentence) {
        assertThatThrownBy(() -> new LineReader(line).read(List.of(arguments.split(" "))).complete()).isInstanceOf(Trouble.class).hasMessage(sentence);
    }

    @Test
    void suggestsOnlyWhatIsNear() {
        assertThat(hint("--otput=json")).isEqualTo("did you mean '--output'?");
        assertThat(hint("--frobnicate")).isEqualTo("plimsoll try --help shows how");
        assertThat(hint("-x")).isEqualTo("plimsoll try --help shows how");
    }

    private String hint(String option) {
        try {
            new LineReader(line).read(List.of("a", option)).complete();
            throw new AssertionError(option + " was read");
        } catch (Trouble trouble) {
            return trouble.hint().orElseThrow();
        }
    }
}
