package dev.plimsoll.manifest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.plimsoll.manifest.shape.Fields;
import dev.plimsoll.manifest.shape.Shape;
import dev.plimsoll.manifest.shape.Shapes;
import dev.plimsoll.manifest.tree.Json;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The JSON Schema (2020-12) of Plimsoll's own files, for editors: one schema for all kinds, switched by `kind`. It knows names and types;
/// rules between fields only [Manifests] knows.
public final class Schemas {
    /// Where a value may also be a variable, to be filled in before it is read.
    private static final String OR_VARIABLE = "|\\$\\{";

    private final JsonGenerator json;
    private final Map<String, Fields> definitions = new LinkedHashMap<>();

    private Schemas(JsonGenerator json) {
        this.json = json;
    }

    /// The schema as a JSON text.
    public static String text() {
        var text = new StringWriter();
        try (var json = Json.FACTORY.createGenerator(text)) {
            new Schemas(json).document();
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing into memory failed", impossible);
        }
        return text.toString();
    }

    private void document() throws IOException {
        json.writeStartObject();
        json.writeStringField("$schema", "https://json-schema.org/draft/2020-12/schema");
        json.writeStringField("$id", "urn:plimsoll:schema:v1");
        json.writeStringField("title", "Plimsoll declaration");
        json.writeStringField("type", "object");
        json.writeFieldName("required");
        strings(List.of("apiVersion", "kind", "metadata"));
        json.writeFieldName("properties");
        json.writeStartObject();
        json.writeFieldName("kind");
        words(Arrays.stream(Kind.values()).filter(k -> k != Kind.RELEASE).map(Kind::title).toList());
        json.writeEndObject();
        json.writeArrayFieldStart("oneOf");
        for (var kind : Kind.values()) {
            if (kind != Kind.RELEASE) {
                alternative(kind);
            }
        }
        json.writeEndArray();
        json.writeObjectFieldStart("$defs");
        var written = new LinkedHashMap<String, Fields>();
        while (written.size() < definitions.size()) {
            var next = definitions.entrySet().stream().filter(d -> !written.containsKey(d.getKey())).findFirst().orElseThrow();
            written.put(next.getKey(), next.getValue());
            json.writeFieldName(next.getKey());
            fields(next.getValue(), "");
        }
        json.writeEndObject();
        json.writeEndObject();
    }

    private void alternative(Kind kind) throws IOException {
        json.writeStartObject();
        json.writeStringField("description", Explain.doc(kind));
        json.writeBooleanField("additionalProperties", false);
        json.writeObjectFieldStart("properties");
        constant("apiVersion", ResourceJson.API_VERSION);
        constant("kind", kind.title());
        json.writeFieldName("metadata");
        reference(Shapes.of(Metadata.class));
        json.writeFieldName("spec");
        reference(Shapes.of(kind.specType()));
        json.writeObjectFieldStart("status");
        json.writeStringField("description", "What controllers found; passed over when applied.");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void constant(String name, String value) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("const", value);
        json.writeEndObject();
    }

    private void reference(Fields fields) throws IOException {
        var name = fields.type().getEnclosingClass() == null ? fields.type().getSimpleName()
            : fields.type().getEnclosingClass().getSimpleName() + fields.type().getSimpleName();
        definitions.putIfAbsent(name, fields);
        json.writeStartObject();
        json.writeStringField("$ref", "#/$defs/" + name);
        json.writeEndObject();
    }

    private void fields(Fields fields, String alternative) throws IOException {
        json.writeStartObject();
        json.writeFieldName("type");
        strings(List.of("object", "null"));
        json.writeBooleanField("additionalProperties", false);
        json.writeObjectFieldStart("properties");
        if (!alternative.isEmpty()) {
            constant(Shape.OneOf.SWITCH, alternative);
        }
        for (var field : fields.list()) {
            json.writeObjectFieldStart(field.name());
            json.writeStringField("description", field.doc());
            if (!field.otherwise().isEmpty()) {
                json.writeStringField("default", field.otherwise());
            }
            json.writeArrayFieldStart("anyOf");
            shape(field.shape());
            json.writeStartObject();
            json.writeStringField("type", "null");
            json.writeEndObject();
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndObject();
        if (!alternative.isEmpty()) {
            json.writeFieldName("required");
            strings(List.of(Shape.OneOf.SWITCH));
        }
        json.writeEndObject();
    }

    private void shape(Shape shape) throws IOException {
        switch (shape) {
            case Shape.Text _ -> typed("string|number|boolean", "");
            case Shape.Truth _ -> typed("boolean|string", "^([Tt]rue|TRUE|[Ff]alse|FALSE)$" + OR_VARIABLE);
            case Shape.Whole _ -> typed("integer|string", "^[-+]?[0-9]+$" + OR_VARIABLE);
            case Shape.Decimal _ -> typed("number|string", "^[-+]?[0-9.]+([eE][-+]?[0-9]+)?$" + OR_VARIABLE);
            case Shape.Bytes _ -> typed("integer|string", "^(-1|[0-9.]+ ?([bkmgtpBKMGTP]?)([iI]?[bB])?)$" + OR_VARIABLE);
            case Shape.Mode _ -> typed("integer|string", "^(0[0-7]{0,4}|0o[0-7]+)$" + OR_VARIABLE);
            case Shape.Span _ -> typed("string|integer", "^(0|([0-9.]+(ns|us|µs|ms|s|m|h|d))+)$" + OR_VARIABLE);
            case Shape.Moment _, Shape.Rule _ -> typed("string", "");
            case Shape.Choice choice -> choice(choice);
            case Shape.Maybe maybe -> shape(maybe.inner());
            case Shape.Items items -> container("array", "items", items.item());
            case Shape.Named named -> container("object", "additionalProperties", named.value());
            case Shape.OneOf oneOf -> oneOf(oneOf);
            case Fields fields -> reference(fields);
        }
    }

    private void choice(Shape.Choice choice) throws IOException {
        words(choice.words().stream().flatMap(w -> Stream.of(w, w.replace('_', '-')).distinct()).toList());
        typed("string", "\\$\\{");
    }

    private void oneOf(Shape.OneOf oneOf) throws IOException {
        for (var alternative : new java.util.TreeMap<>(oneOf.alternatives()).entrySet()) {
            fields(alternative.getValue(), alternative.getKey());
        }
    }

    private void container(String type, String inner, Shape shape) throws IOException {
        json.writeStartObject();
        json.writeStringField("type", type);
        json.writeObjectFieldStart(inner);
        json.writeArrayFieldStart("anyOf");
        shape(shape);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    private void typed(String types, String pattern) throws IOException {
        json.writeStartObject();
        json.writeFieldName("type");
        strings(List.of(types.split("\\|")));
        if (!pattern.isEmpty()) {
            json.writeStringField("pattern", pattern);
        }
        json.writeEndObject();
    }

    private void words(List<String> words) throws IOException {
        json.writeStartObject();
        json.writeFieldName("enum");
        strings(words);
        json.writeEndObject();
    }

    private void strings(List<String> strings) throws IOException {
        json.writeStartArray();
        for (var string : strings) {
            json.writeString(string);
        }
        json.writeEndArray();
    }
}
