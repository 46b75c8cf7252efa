package dev.plimsoll.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.cli.Shell;
import dev.plimsoll.cli.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScreenTest {
    @Test
    void coloursOnlyWhereSomebodySeesThemAndWantsThem() {
        assertThat(Paint.on(true, shell(Map.of())).good("level")).isEqualTo("\u001b[32mlevel\u001b[0m");
        assertThat(Paint.on(false, shell(Map.of())).good("level")).isEqualTo("level");
        assertThat(Paint.on(true, shell(Map.of("NO_COLOR", "1"))).good("level")).isEqualTo("level");
        assertThat(Paint.on(true, shell(Map.of("TERM", "dumb"))).good("level")).isEqualTo("level");
        assertThat(Paint.on(true, shell(Map.of("LC_ALL", "POSIX", "NO_COLOR", "1"))).symbol("level")).isEqualTo("*");
        assertThat(Paint.on(true, shell(Map.of("LANG", "de_DE.utf8", "NO_COLOR", "1"))).symbol("level")).isEqualTo("●");
    }

    @Test
    void textFromElsewhereCannotMoveTheCursor() {
        assertThat(Paint.tame("a\u001b[31mred\u001b[0m\r\nb\tc\u0007\u009b2J")).isEqualTo("ared b c2J");
        assertThat(Paint.tame("plain ü 漢")).isEqualTo("plain ü 漢");
    }

    @Test
    void linesAreCutWithoutCountingColours() {
        var paint = new Paint(false, true);
        assertThat(Paint.width(paint.bad("four"))).isEqualTo(4);
        assertThat(Paint.cut(paint.bad("fourteen") + " letters", 6)).isEqualTo("\u001b[31mfourt…\u001b[0m");
        assertThat(Paint.cut("short", 5)).isEqualTo("short");
    }

    @Test
    void tableColumnsAreAsWideAsTheirWidestCell() {
        var table = new Table("NAME", "AGE").row("a", "1s").row("longer", "2m");
        assertThat(table.lines(true, Optional.empty())).containsExactly("NAME    AGE", "a       1s", "longer  2m");
        assertThat(table.lines(false, Optional.of(6))).containsExactly("a    …", "longe…");
    }

    @Test
    void agesHaveOneGreatUnit() {
        assertThat(List.of(1, 119, 120, 299, 600, 7_199, 7_200, 172_800).stream().map(s -> Ages.span(Duration.ofSeconds(s))))
            .containsExactly("1s", "119s", "2m", "4m59s", "10m", "119m", "2h", "2d");
        assertThat(Ages.age("", java.time.Instant.now())).isEqualTo("-");
        assertThat(Ages.age("1970-01-01T00:00:00Z", java.time.Instant.now())).isEqualTo("-");
    }

    @Test
    void addressesAreThingsToClickOn() {
        assertThat(Addresses.urls(List.of("0.0.0.0:8080->80/tcp", "[::]:8080->80/tcp", "10.0.0.1:8443->443/tcp", "0.0.0.0:53->53/udp")))
            .containsExactly("http://127.0.0.1:8080", "https://10.0.0.1:8443", "0.0.0.0:53->53/udp");
    }

    @Test
    void yamlQuotesWhatWouldMeanSomethingElse() throws IOException {
        var json = """
            {"a": "yes", "b": "1.5", "c": "2026-01-01", "d": "plain text", "e": "x: y", "f": "#c", "g": "", "h": null, "i": [], "j": {},
             "k": "two\\nlines\\n", "l": [{"m": 1, "n": [true, "no"]}, "o"], "p": " lead", "q": "nginx:1.27", "r": "ends:", "s": [[1, 2], {}]}""";
        assertThat(Yaml.text(JsonText.read(json))).isEqualTo("""
            a: "yes"
            b: "1.5"
            c: "2026-01-01"
            d: plain text
            e: "x: y"
            f: "#c"
            g: ""
            h: null
            i: []
            j: {}
            k: |
              two
              lines
            l:
            - m: 1
              "n":
              - true
              - "no"
            - o
            p: " lead"
            q: nginx:1.27
            r: "ends:"
            s:
            - - 1
              - 2
            - {}
            """);
    }

    @Test
    void aLiveBlockRedrawsOnlyWhatChangedAndFitsTheTerminal() {
        var bytes = new ByteArrayOutputStream();
        var block = new LiveBlock(new PrintStream(bytes, true, StandardCharsets.UTF_8), TerminalSize.fixed(new Shell.Terminal(false, true, true, 20, 5)));
        block.show(List.of("one", "two"));
        var drawn = bytes.size();
        block.show(List.of("one", "two"));
        assertThat(bytes.size()).as("the same again is not drawn").isEqualTo(drawn);
        block.show(IntStream.range(0, 10).mapToObj(i -> "line " + i + " is longer than the terminal").toList());
        block.close();
        block.show(List.of("too late"));
        assertThat(bytes.toString(StandardCharsets.UTF_8)).startsWith("\u001b[?25l").endsWith("\u001b[?25h").contains("\u001b[2A")
            .contains("line 2 is longer t…").contains("… and 7 lines more").doesNotContain("line 3", "too late");
    }

    private static Shell shell(Map<String, String> environment) {
        var nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return new Shell(nowhere, nowhere, InputStream.nullInputStream(), environment, Path.of("/"), Path.of("/"), Shell.Terminal.NONE, Clock.systemUTC());
    }
}
