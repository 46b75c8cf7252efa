package dev.plimsoll.manifest.tree;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/// Trees as JSON, on one line. Tags are left out.
public final class JsonText {
    private JsonText() {}

    public static String of(Node node) {
        var text = new StringWriter();
        try (var json = Json.FACTORY.createGenerator(text)) {
            write(node, json);
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory failed", impossible);
        }
        return text.toString();
    }

    private static void write(Node node, JsonGenerator json) throws IOException {
        switch (node) {
            case Node.Scalar scalar -> scalar(scalar, json);
            case Node.Tagged tagged -> write(tagged.node(), json);
            case Node.Sequence sequence -> {
                json.writeStartArray();
                for (var item : sequence.items()) {
                    write(item, json);
                }
                json.writeEndArray();
            }
            case Node.Mapping mapping -> {
                json.writeStartObject();
                for (var entry : mapping.entries().entrySet()) {
                    json.writeFieldName(entry.getKey());
                    write(entry.getValue().value(), json);
                }
                json.writeEndObject();
            }
        }
    }

    /// Numbers that JSON cannot write as YAML wrote them (`0440`, `+1`, `.5`) stay texts.
    private static void scalar(Node.Scalar scalar, JsonGenerator json) throws IOException {
        switch (scalar.type()) {
            case NOTHING -> json.writeNull();
            case TRUTH -> json.writeBoolean(Boolean.parseBoolean(scalar.text()));
            case WHOLE, DECIMAL -> {
                if (scalar.text().matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?")) {
                    json.writeNumber(scalar.text());
                } else {
                    json.writeString(scalar.text());
                }
            }
            case TEXT -> json.writeString(scalar.text());
        }
    }
}
