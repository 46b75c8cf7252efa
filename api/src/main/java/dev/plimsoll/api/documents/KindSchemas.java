package dev.plimsoll.api.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.manifest.shape.Fields;
import dev.plimsoll.manifest.shape.Shape;
import dev.plimsoll.manifest.shape.Shapes;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import java.util.TreeMap;

/// JSON Schema of resources as the API writes them: fields that have their default are left out.
final class KindSchemas {
    private final ObjectNode definitions;

    KindSchemas(ObjectNode definitions) {
        this.definitions = definitions;
    }

    /// A resource of a kind.
    ObjectNode resource(Kind kind) {
        if (!definitions.has(kind.title())) {
            var schema = definitions.putObject(kind.title());
            schema.put("type", "object").put("additionalProperties", false);
            var properties = schema.putObject("properties");
            properties.putObject("apiVersion").put("const", ResourceJson.API_VERSION);
            properties.putObject("kind").put("const", kind.title());
            properties.set("metadata", fields(Shapes.of(Metadata.class)));
            properties.set("spec", fields(Shapes.of(kind.specType())));
            properties.set("status", fields(Shapes.of(kind.statusType())));
            schema.putArray("required").add("apiVersion").add("kind").add("metadata");
        }
        return reference(kind.title());
    }

    /// A page of them.
    ObjectNode page(Kind kind) {
        var name = kind.title() + "Page";
        if (!definitions.has(name)) {
            var schema = definitions.putObject(name);
            schema.put("type", "object").put("additionalProperties", false);
            var properties = schema.putObject("properties");
            properties.putObject("items").put("type", "array").set("items", resource(kind));
            properties.putObject("revision").put("type", "integer");
            properties.putObject("cursor").put("type", "string");
            schema.putArray("required").add("items").add("revision");
        }
        return reference(name);
    }

    private ObjectNode fields(Fields fields) {
        var type = fields.type();
        var name = type.getEnclosingClass() == null ? type.getSimpleName() : type.getEnclosingClass().getSimpleName() + type.getSimpleName();
        if (!definitions.has(name)) {
            // Put first: records may hold themselves.
            definitions.set(name, Wire.object());
            definitions.set(name, object(fields, ""));
        }
        return reference(name);
    }

    private ObjectNode object(Fields fields, String alternative) {
        var schema = Wire.object().put("type", "object").put("additionalProperties", false);
        var properties = schema.putObject("properties");
        if (!alternative.isEmpty()) {
            properties.putObject(Shape.OneOf.SWITCH).put("const", alternative);
            schema.putArray("required").add(Shape.OneOf.SWITCH);
        }
        for (var field : fields.list()) {
            var property = schema(field.shape());
            if (!field.doc().isEmpty()) {
                property.put("description", field.doc());
            }
            properties.set(field.name(), property);
        }
        return schema;
    }

    private ObjectNode schema(Shape shape) {
        return switch (shape) {
            case Shape.Text _, Shape.Span _, Shape.Mode _, Shape.Rule _ -> typed("string");
            case Shape.Moment _ -> typed("string").put("format", "date-time");
            case Shape.Truth _ -> typed("boolean");
            case Shape.Whole _, Shape.Bytes _ -> typed("integer");
            case Shape.Decimal _ -> typed("number");
            case Shape.Choice choice -> {
                var words = typed("string");
                choice.words().forEach(words.putArray("enum")::add);
                yield words;
            }
            case Shape.Maybe maybe -> schema(maybe.inner());
            case Shape.Items items -> {
                var list = typed("array");
                list.set("items", schema(items.item()));
                yield list;
            }
            case Shape.Named named -> {
                var map = typed("object");
                map.set("additionalProperties", schema(named.value()));
                yield map;
            }
            case Shape.OneOf oneOf -> {
                var one = Wire.object();
                var alternatives = one.putArray("oneOf");
                new TreeMap<>(oneOf.alternatives()).forEach((word, fields) -> alternatives.add(object(fields, word)));
                yield one;
            }
            case Fields fields -> fields(fields);
        };
    }

    private static ObjectNode reference(String name) {
        return Wire.object().put("$ref", "#/components/schemas/" + name);
    }

    private static ObjectNode typed(String type) {
        return Wire.object().put("type", type);
    }
}
