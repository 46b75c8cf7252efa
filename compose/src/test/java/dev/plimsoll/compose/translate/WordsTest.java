package dev.plimsoll.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plimsoll.model.InvalidValue;
import org.junit.jupiter.api.Test;

class WordsTest {
    @Test
    void splitsAsComposeDoes() {
        assertThat(Words.split("a  b\tc\nd")).containsExactly("a", "b", "c", "d");
        assertThat(Words.split("'a b' \"c d\" e\\ f")).containsExactly("a b", "c d", "e f");
        assertThat(Words.split("a'b'\"c\"d ''")).containsExactly("abcd", "");
        assertThat(Words.split("'\\n' \"\\\"x\\\"\" \\\\")).containsExactly("\\n", "\"x\"", "\\");
        assertThat(Words.split("  ")).isEmpty();
        assertThatThrownBy(() -> Words.split("a \"b")).isInstanceOf(InvalidValue.class);
    }
}
