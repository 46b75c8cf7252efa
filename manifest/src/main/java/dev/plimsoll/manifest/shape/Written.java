package dev.plimsoll.manifest.shape;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Writes values of the model as JSON. What has the value it would have anyway is left out, so that texts stay short; changing a default
/// therefore changes the meaning of stored texts and needs a migration.
public final class Written {
    private final JsonGenerator json;

    public Written(JsonGenerator json) {
        this.json = json;
    }

    /// A record as an object.
    public void record(Object value) throws IOException {
        json.writeStartObject();
        fields(Shapes.of(value.getClass()), value);
        json.writeEndObject();
    }

    /// Any value, by its shape.
    public void value(Shape shape, Object value) throws IOException {
        switch (shape) {
            case Shape.Truth _ -> json.writeBoolean((Boolean) value);
            case Shape.Whole _, Shape.Bytes _ -> json.writeNumber(((Number) value).longValue());
            case Shape.Decimal _ -> json.writeNumber((Double) value);
            case Shape.Mode _ -> json.writeString(Scalars.printMode((Integer) value));
            case Shape.Text _, Shape.Span _, Shape.Moment _, Shape.Rule _, Shape.Choice _ -> json.writeString(Scalars.print(value));
            case Shape.Maybe maybe -> value(maybe.inner(), ((Optional<?>) value).orElseThrow());
            case Shape.Items items -> items(items, (List<?>) value);
            case Shape.Named named -> named(named, (Map<?, ?>) value);
            case Shape.OneOf oneOf -> oneOf(oneOf, value);
            case Fields _ -> record(value);
        }
    }

    private void items(Shape.Items items, List<?> values) throws IOException {
        json.writeStartArray();
        for (var value : values) {
            value(items.item(), value);
        }
        json.writeEndArray();
    }

    private void named(Shape.Named named, Map<?, ?> values) throws IOException {
        json.writeStartObject();
        for (var entry : values.entrySet()) {
            json.writeFieldName((String) entry.getKey());
            value(named.value(), entry.getValue());
        }
        json.writeEndObject();
    }

    private void oneOf(Shape.OneOf oneOf, Object value) throws IOException {
        var word = oneOf.wordOf(value);
        json.writeStartObject();
        json.writeStringField(Shape.OneOf.SWITCH, word);
        fields(oneOf.alternatives().get(word), value);
        json.writeEndObject();
    }

    private void fields(Fields fields, Object value) throws IOException {
        for (int i = 0; i < fields.list().size(); i++) {
            var field = fields.list().get(i);
            var member = field.of(value);
            if (!fields.isAbsent(i, member)) {
                json.writeFieldName(field.name());
                value(field.shape(), member);
            }
        }
    }
}
