package dev.plimsoll.engines.docker.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// Reading and writing JSON.
public final class Json {
    /// Leaves streams open: whoever opened one reads it to its end.
    private static final ObjectMapper MAPPER = JsonMapper.builder(JsonFactory.builder().disable(StreamReadFeature.AUTO_CLOSE_SOURCE).build()).build();

    private Json() {}

    public static String text(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("plain values must be writable as JSON", impossible);
        }
    }

    public static byte[] bytes(Object value) {
        return text(value).getBytes(StandardCharsets.UTF_8);
    }

    /// A missing node when there is nothing or no JSON.
    public static JsonNode parse(byte[] text) {
        try {
            return text.length == 0 ? MissingNode.getInstance() : MAPPER.readTree(text);
        } catch (IOException notJson) {
            return MissingNode.getInstance();
        }
    }

    /// Values one after the other, or the elements of an array, as they arrive.
    public static MappingIterator<JsonNode> values(InputStream in) throws IOException {
        return MAPPER.readerFor(JsonNode.class).readValues(in);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /// Any plain value (texts, numbers, lists, maps) as a node.
    public static JsonNode node(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// An object's texts by name; empty when it is none.
    public static Map<String, String> texts(JsonNode object) {
        var texts = new LinkedHashMap<String, String>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }
}
