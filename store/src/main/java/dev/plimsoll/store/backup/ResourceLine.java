package dev.plimsoll.store.backup;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.plimsoll.model.Codec;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// One resource as one line.
final class ResourceLine {
    /// Longest text of one part, in characters.
    private static final int LONGEST = 128 << 20;

    static final JsonFactory JSON = JsonFactory.builder()
        .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(LONGEST).maxNestingDepth(4).build()).build()
        .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private ResourceLine() {}

    static void write(Resource resource, Codec codec, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("kind", resource.kind().plural());
        json.writeStringField("metadata", codec.metadata(resource.metadata()));
        json.writeStringField("spec", codec.spec(resource.spec()));
        json.writeStringField("status", codec.status(resource.status()));
        json.writeEndObject();
        json.writeRaw('\n');
    }

    static Resource read(String line, Codec codec) throws IOException {
        var fields = fields(line);
        var kind = kind(fields.getOrDefault("kind", ""));
        return new Resource(kind, codec.readMetadata(part(fields, "metadata")), codec.readSpec(kind, part(fields, "spec")),
            codec.readStatus(kind, part(fields, "status")));
    }

    private static Map<String, String> fields(String line) throws IOException {
        var fields = new HashMap<String, String>();
        try (var json = JSON.createParser(line)) {
            require(json.nextToken() == JsonToken.START_OBJECT, "it holds a line that is no resource");
            for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                if (json.nextToken() == JsonToken.VALUE_STRING) {
                    fields.put(field, json.getText());
                } else {
                    json.skipChildren();
                }
            }
        }
        return fields;
    }

    private static String part(Map<String, String> fields, String name) {
        require(fields.containsKey(name), "it holds a resource without " + name);
        return fields.get(name);
    }

    static Kind kind(String plural) {
        return Kind.named(plural).orElseThrow(() -> new BackupRefused("it holds '" + plural + "', which this version does not know"));
    }

    static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new BackupRefused(otherwise);
        }
    }
}
