package dev.plimsoll.compose.rancher.template;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.manifest.tree.Findings;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GoTemplateTest {
    private static final Map<String, String> VALUES = Map.of("A", "a", "N", "3", "EMPTY", "", "LINES", "x\ny");
    private static final TemplateData DATA = new TemplateData(name -> Optional.ofNullable(VALUES.get(name)), "shop", "default");

    private static String rendered(String text) {
        var findings = new Findings();
        return GoTemplate.rendered("a.yml", text, DATA, findings).map(Rendered::text).orElseGet(() -> findings.list().getFirst().toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '~', value = {
        "{{ .Values.A }} ^ a",
        "x {{- 1 -}} y ^ x1y",
        "x {{- /* {{ }} */ -}} y ^ xy",
        "{{ if .Values.A }}1{{ else }}2{{ end }} ^ 1",
        "{{ if .Values.EMPTY }}1{{ else if eq .Values.A \"b\" \"a\" }}2{{ else }}3{{ end }} ^ 2",
        "{{ if and .Values.A (not .Values.EMPTY) (or .Values.EMPTY .Values.N) }}1{{ end }} ^ 1",
        "{{ if contains \"/\" \"a/b\" }}1{{ end }} ^ 1",
        "{{ \"}}\" }} ^ }}",
        "{{ printf \"%s=%d%%\" .Values.A 3 }} ^ a=3%",
        "{{ .Values.A | upper | printf \"%q\" }} ^ \"A\"",
        "{{ default \"d\" .Values.EMPTY }}{{ default \"d\" .Values.A }} ^ da",
        "{{ $x := .Values.A }}{{ $x }}{{ $x }} ^ aa",
        "{{ .Stack.Name }}/{{ .Release.Name }}/{{ .Environment.Name }}/{{ .Stack.Version }} ^ shop/shop/default/",
        "{{ .Values.UNSET }}. ^ .",
        "{{ replace \"a\" \"b\" \"aa\" }} ^ bb",
        "a { b } ^ a { b }"})
    void whatCataloguesUse(String template, String text) {
        assertThat(rendered(template)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '^', quoteCharacter = '~', value = {
        "{{ if .Values.A }} ^ no 'end'",
        "{{ end }} ^ belongs to no 'if'",
        "{{ else }} ^ belongs to no 'if'",
        "{{ if 1 }}{{ else }}{{ else }}{{ end }} ^ only 'end' may follow",
        "{{ ^ never closed",
        "{{ \"a }} ^ not closed",
        "{{}} ^ nothing between",
        "{{ nope 1 }} ^ no function",
        "{{ eq 1 \"1\" }} ^ compared",
        "{{ eq 1 }} ^ at least 2",
        "{{ with .Values }} ^ 'with' is not understood",
        "{{ .Values }} ^ is none of",
        "{{ .Values.A.B }} ^ is none of",
        "{{ $x }} ^ not set above",
        "{{ (1 }} ^ not closed",
        "{{ 1 2 }} ^ one too many",
        "{{ indent 10000 \"a\" }} ^ up to 200",
        "{{ printf \"%x\" 1 }} ^ printf knows",
        "{{ 1 | 2 }} ^ must be a function"})
    void whatIsRefused(String template, String sentence) {
        assertThat(rendered(template)).contains("a.yml:1: error: ").contains(sentence);
    }

    @Test
    void linesAreThoseOfTheTemplate() {
        var rendered = GoTemplate.rendered("a.yml", "one\n{{- if .Values.A }}\n  two: {{ .Values.LINES }}\n{{- end }}\nlast", DATA, new Findings()).orElseThrow();
        assertThat(rendered.text()).isEqualTo("one\n  two: x\ny\nlast");
        assertThat(java.util.stream.IntStream.rangeClosed(1, 4).map(rendered::sourceLine)).containsExactly(1, 3, 3, 5);
    }

    @Test
    void texts() {
        assertThat(rendered("{{ indent 2 .Values.LINES }}")).isEqualTo("  x\n  y");
        assertThat(rendered("# notemplating\n{{ nonsense }}")).isEqualTo("# notemplating\n{{ nonsense }}");
        assertThat(rendered("\n#notemplating {{")).isEqualTo("\n#notemplating {{");
    }

    @Test
    void hostileTemplatesEndSoon() {
        assertThat(rendered("{{ if 1 }}".repeat(10_000))).contains("more than 32 deep");
        assertThat(rendered("{{ " + "(".repeat(100_000) + " }}")).contains("more than 32 deep");
        var grows = new StringBuilder("{{ $x := \"0123456789\" }}");
        for (int i = 0; i < 40; i++) {
            grows.append("{{ $x := printf \"%s%s\" $x $x }}");
        }
        assertThat(rendered(grows + "{{ $x }}")).contains("too long");
        assertThat(rendered("{{".repeat(500_000))).contains("error");
        assertThat(rendered("{{ \"" + "\\\"".repeat(500_000) + "\" }}")).hasSize(500_000);
    }

    @Test
    void nothingIsThrown() {
        var random = new Random(20261121);
        var words = new String[] {"{{", "}}", "{{- ", " -}}", "if ", "else ", "end ", "eq ", "(", ")", "\"", "`", "|", ".Values.A", "$x", ":=", "\n", "/*", "*/", " ", "1", "printf \"%s\" "};
        for (int round = 0; round < 20_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(12); i >= 0; i--) {
                text.append(words[random.nextInt(words.length)]);
            }
            assertThat(rendered(text.toString())).isNotNull();
        }
    }
}
