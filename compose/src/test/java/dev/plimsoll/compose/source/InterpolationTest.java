package dev.plimsoll.compose.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plimsoll.manifest.Asked;
import dev.plimsoll.manifest.Bundle;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Interpolation;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Trail;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InterpolationTest {
    private static String in(String text, Findings findings) {
        var bundle = new Bundle(Map.of(), Map.of("A", "a", "E", "", "D", "$A"), Set.of("U"), Set.of(".env"), Map.of());
        return new Interpolation(Scope.of(Map.of(), new Asked(bundle), ""), Interpolation.Names.BRACED_AND_BARE, findings).in(text, Mark.NOWHERE, Trail.ROOT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', ignoreLeadingAndTrailingWhitespace = true, textBlock = """
        $A | a
        x${A}y | xay
        ${U:-d}${U-d} | dd
        ${E:-d}[${E-d}] | d[]
        ${A:+r}${U:+r}${E:+r}${E+r} | rr
        ${A:?m}${E?m} | a
        ${U:-${U:-${A}}} | a
        ${U:-{"a":{}}} | {"a":{}}
        ${U:-a-b:-c} | a-b:-c
        ${U-a:-b} | a:-b
        $$A $${A} | $A ${A}
        ${D} | $A
        $ $1 $(A) a$ | $ $1 $(A) a$
        ${U:-$$x} | $x
        """)
    void followsTheSpecification(String text, String expected) {
        var findings = new Findings();
        // Braces that belong to no variable end the operand, as in the reference implementation; see the row with JSON.
        assertThat(in(text, findings)).isEqualTo(expected.equals("{\"a\":{}}") ? "{\"a\":{}}" : expected);
        assertThat(findings.hasErrors()).isFalse();
    }

    @Test
    void neverThrows() {
        var random = new Random(20260301);
        var pieces = new String[] {"$", "{", "}", "A", "U", ":", "-", "?", "+", "$$", "${", " ", "1", "_", "é"};
        for (int round = 0; round < 200_000; round++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(14); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            assertThat(in(text.toString(), new Findings())).isNotNull();
        }
    }
}
