package dev.plimsoll.bootstrap;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.plimsoll.model.InvalidValue;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/// Maps, lists, texts, numbers and truths as JSON on one line.
final class Json {
    private static final JsonFactory FACTORY = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(20).maxDocumentLength(64 << 10).build()).build();

    private Json() {}

    static String text(Object value) {
        var text = new StringWriter();
        try (var json = FACTORY.createGenerator(text)) {
            write(value, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory failed", impossible);
        }
        return text.toString();
    }

    /// @throws InvalidValue when it is not exactly one JSON value
    static void requireOne(String what, String text) {
        try (var json = FACTORY.createParser(text)) {
            if (json.nextToken() != null) {
                json.skipChildren();
                if (json.nextToken() == null) {
                    return;
                }
            }
        } catch (IOException wrong) {
            // Said below, without the text.
        }
        throw new InvalidValue(what + " must be one JSON value, such as \"text\", 5, true or [\"a\"]");
    }

    private static void write(Object value, JsonGenerator json) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (var entry : map.entrySet()) {
                    json.writeFieldName(entry.getKey().toString());
                    write(entry.getValue(), json);
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (var item : list) {
                    write(item, json);
                }
                json.writeEndArray();
            }
            case Integer number -> json.writeNumber(number);
            case Boolean truth -> json.writeBoolean(truth);
            default -> json.writeString(value.toString());
        }
    }
}
