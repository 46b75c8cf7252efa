package dev.plimsoll.cli.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {
    @Test
    void readsEveryKindOfValue() throws IOException {
        var read = JsonText.read(" {\"a\" : [1, -2.50 ,true,false,null,\"\"],\r\n\t\"b\":{\"c\":{}},\"long\":123456789012345678,\"longer\":1234567890123456789012,\"e\":1e3} ");
        assertThat(read.items("a")).extracting(Json::plain).containsExactly(1L, new BigDecimal("-2.50"), true, false, null, "");
        assertThat(read.members("b", "c")).isEmpty();
        assertThat(read.at("long").plain()).isEqualTo(123456789012345678L);
        assertThat(read.at("longer").plain()).isEqualTo(new BigDecimal("1234567890123456789012"));
        assertThat(read.number("e")).isEqualTo(1_000);
        assertThat(read.members().keySet()).containsExactly("a", "b", "long", "longer", "e");
    }

    @Test
    void escapesAreUndoneWhereverTheyStand() throws IOException {
        var read = JsonText.read("[\"plain\",\"a\\\"b\\\\c\\/d\\b\\f\\n\\r\\t\\u00e9\\ud83d\\uDE00\",\"plain again\",\"\\\\\",\"é😀\"]");
        assertThat(read.items()).extracting(Json::text).containsExactly("plain", "a\"b\\c/d\b\f\n\r\té😀", "plain again", "\\", "é😀");
    }

    @Test
    void onlyTheFirstValueIsReadAndNothingIsNothing() throws IOException {
        assertThat(JsonText.read("{\"a\":1} {\"b\":2}").number("a")).isEqualTo(1);
        assertThat(JsonText.read(" \n").exists()).isFalse();
        assertThat(JsonText.read("null").exists()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "[1", "[1,]", "[1 2]", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "\"open", "\"open\\", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\u+123\"", "tru", "nul", "-", "1a3", "]", "<html>", "--1", "1e"})
    void whatIsNoJsonIsRefusedWithoutRepeatingIt(String text) {
        assertThatThrownBy(() -> JsonText.read(text)).isInstanceOf(NoJson.class).hasMessageContaining("this is no JSON").hasMessageNotContaining("html");
    }

    @Test
    void depthAndLengthOfNumbersHaveLimits() throws IOException {
        assertThat(JsonText.read("[".repeat(400) + "]".repeat(400)).exists()).isTrue();
        assertThatThrownBy(() -> JsonText.read("[".repeat(100_000))).isInstanceOf(NoJson.class);
        assertThatThrownBy(() -> JsonText.read("9".repeat(1_000_000))).isInstanceOf(NoJson.class);
    }

    @Test
    void readsWhatAnotherWriterWrote() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var texts = new ArrayList<String>();
            var out = new StringWriter();
            try (var generator = new JsonFactory().createGenerator(out)) {
                generator.writeStartArray();
                for (int n = 0; n < 8; n++) {
                    var text = random.ints(random.nextInt(6), 0, 0x250).filter(Character::isDefined).collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString()
                        + (n % 3 == 0 ? "\\\"" : "");
                    texts.add(text);
                    generator.writeString(text);
                }
                generator.writeEndArray();
            }
            var read = JsonText.read(new ByteArrayInputStream(out.toString().getBytes(StandardCharsets.UTF_8)));
            assertThat(read.items()).extracting(Json::text).isEqualTo(texts);
            assertThat(JsonText.compact(read)).as("and writes it alike").isEqualTo(out.toString());
        }
    }
}
