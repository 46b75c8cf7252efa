package dev.plimsoll.api.documents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.model.Key;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// JSON Schema of records as [Wire] writes them: `Optional` is a field that may be absent, all others are always there.
final class RecordSchemas {
    private final ObjectNode definitions;

    /// @param definitions where schemas of records are put, by name
    RecordSchemas(ObjectNode definitions) {
        this.definitions = definitions;
    }

    /// A reference to a record's schema, which is made when it is not there yet.
    ///
    /// @param strict of answers: every field that is not optional is there. Of requests: any may be left out
    ObjectNode reference(Class<?> record, boolean strict) {
        var name = name(record);
        if (!definitions.has(name)) {
            var schema = definitions.putObject(name);
            schema.put("type", "object").put("additionalProperties", false);
            var properties = schema.putObject("properties");
            var required = Wire.object().putArray("required");
            for (var component : record.getRecordComponents()) {
                properties.set(component.getName(), schema(component.getGenericType(), strict));
                if (strict && component.getType() != Optional.class) {
                    required.add(component.getName());
                }
            }
            schema.set("required", required);
        }
        return Wire.object().put("$ref", "#/components/schemas/" + name);
    }

    private ObjectNode schema(Type type, boolean strict) {
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            var inner = schema(generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1], strict);
            if (raw == Optional.class) {
                return inner;
            }
            return Collection.class.isAssignableFrom(raw) ? array(inner) : map(raw, inner);
        }
        return plain((Class<?>) type, strict);
    }

    private ObjectNode plain(Class<?> type, boolean strict) {
        if (type == String.class || type == Key.class) {
            return typed("string");
        } else if (type == Instant.class) {
            return typed("string").put("format", "date-time");
        } else if (type == boolean.class || type == Boolean.class) {
            return typed("boolean");
        } else if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
            return typed("integer");
        } else if (type.isEnum()) {
            var schema = typed("string");
            var words = schema.putArray("enum");
            for (var constant : type.getEnumConstants()) {
                words.add(((Enum<?>) constant).name().toLowerCase(Locale.ROOT));
            }
            return schema;
        } else if (type.isRecord()) {
            return reference(type, strict);
        }
        throw new IllegalArgumentException(type + " has no schema");
    }

    private static ObjectNode array(ObjectNode inner) {
        var schema = typed("array");
        schema.set("items", inner);
        return schema;
    }

    private static ObjectNode map(Class<?> raw, ObjectNode inner) {
        if (!Map.class.isAssignableFrom(raw)) {
            throw new IllegalArgumentException(raw + " has no schema");
        }
        var schema = typed("object");
        schema.set("additionalProperties", inner);
        return schema;
    }

    private static ObjectNode typed(String type) {
        return Wire.object().put("type", type);
    }

    private static String name(Class<?> record) {
        return record.getEnclosingClass() == null ? record.getSimpleName() : record.getEnclosingClass().getSimpleName() + record.getSimpleName();
    }
}
