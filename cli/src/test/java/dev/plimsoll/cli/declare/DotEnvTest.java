package dev.plimsoll.cli.declare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class DotEnvTest {
    @Test
    void readsWhatComposeReads() {
        var text = """
            # a comment
            PLAIN=value with spaces   # and a comment
            export EXPORTED=yes
            HASH=a#b
            SINGLE='literal $PLAIN \\n'
            DOUBLE="line\\nbreak \\"quoted\\" ${EXPORTED}"
            REFERS=${EXPORTED}-$HOST-${NOWHERE:-otherwise}
            EMPTY=
            not a line
            """;
        assertThat(DotEnv.read(text, Map.of("HOST", "box")::get)).isEqualTo(Map.of("PLAIN", "value with spaces", "EXPORTED", "yes", "HASH", "a#b",
            "SINGLE", "literal $PLAIN \\n", "DOUBLE", "line\nbreak \"quoted\" yes", "REFERS", "yes-box-otherwise", "EMPTY", ""));
    }
}
