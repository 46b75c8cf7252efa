package dev.plimsoll.api.http;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.plimsoll.model.Key;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;

/// JSON of the API's own records (not of resources: those are written by the manifest module). Absent values are left out, everything else is
/// written; enums are lower-case words, keys are `kind/project/name`, times are RFC 3339. Reading refuses unknown fields, doubled names and
/// trailing text, and is bounded in depth.
public final class Wire {
    private static final ObjectMapper MAPPER = mapper();

    private Wire() {}

    public static byte[] bytes(Object value) throws IOException {
        return MAPPER.writeValueAsBytes(value);
    }

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a record of ours cannot be written", impossible);
        }
    }

    public static JsonNode tree(byte[] json) throws IOException {
        var tree = MAPPER.readTree(json);
        return tree == null ? MAPPER.missingNode() : tree;
    }

    public static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("JSON of ours cannot be read", impossible);
        }
    }

    /// An empty object to fill.
    public static com.fasterxml.jackson.databind.node.ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static <T> T read(Class<T> type, byte[] json) throws IOException {
        return MAPPER.readValue(json, type);
    }

    /// What is wrong with some JSON: without the text around it, which might hold a secret.
    static String sentence(JacksonException wrong) {
        var where = wrong.getLocation() == null ? "" : " (line " + wrong.getLocation().getLineNr() + ", column " + wrong.getLocation().getColumnNr() + ")";
        return switch (wrong) {
            case UnrecognizedPropertyException unknown -> "unknown field '" + shortened(unknown.getPropertyName()) + "'" + where;
            default -> shortened(wrong.getOriginalMessage().lines().findFirst().orElse("not JSON")) + where;
        };
    }

    private static String shortened(String text) {
        var clean = text.replaceAll("\\p{Cntrl}", " ");
        return clean.length() <= 200 ? clean : clean.substring(0, 200) + "…";
    }

    private static ObjectMapper mapper() {
        var factory = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(Limits.USUAL.depth())
                .maxStringLength((int) Limits.USUAL.declaration()).maxNameLength(4_096)
                .maxTokenCount(dev.plimsoll.manifest.tree.Limits.NODES).build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION).build();
        var words = new SimpleModule("plimsoll");
        words.addSerializer(Key.class, written((key, json) -> json.writeString(key.toString())));
        words.addSerializer(Instant.class, written((time, json) -> json.writeString(time.toString())));
        words.addSerializer(Enum.class, written((constant, json) -> json.writeString(constant.name().toLowerCase(Locale.ROOT))));
        return JsonMapper.builder(factory).addModule(new Jdk8Module()).addModule(words)
            .defaultPropertyInclusion(com.fasterxml.jackson.annotation.JsonInclude.Value.construct(
                com.fasterxml.jackson.annotation.JsonInclude.Include.NON_ABSENT, com.fasterxml.jackson.annotation.JsonInclude.Include.ALWAYS))
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    }

    private static <T> JsonSerializer<T> written(Writing<T> writing) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                writing.write(value, json);
            }
        };
    }

    private interface Writing<T> {
        void write(T value, JsonGenerator json) throws IOException;
    }
}
