package dev.plimsoll.dns.cloudflare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.dns.Wire;
import dev.plimsoll.dns.web.HeldRecord;
import dev.plimsoll.model.dns.DomainName;
import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Records as Cloudflare writes them: SRV and CAA in parts, the preference of MX beside the name, texts in quotes.
final class CloudflareRecord {
    private CloudflareRecord() {}

    /// None for types that we do not know.
    static Optional<HeldRecord> read(JsonNode document) {
        return HeldRecord.type(document.path("type").asText()).map(type -> new HeldRecord(document.path("id").asText(),
            new RecordSet(DomainName.bare(document.path("name").asText()), type, document.path("ttl").asInt(), List.of(value(type, document)))));
    }

    /// As it is made.
    static Map<String, Object> document(RecordSet one) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", one.type().name());
        document.put("name", one.name());
        document.put("ttl", one.ttl());
        var value = one.values().getFirst();
        switch (one.type()) {
            case A, AAAA, CNAME -> document.putAll(Map.of("content", value, "proxied", false));
            case TXT -> document.put("content", Wire.quoted(value));
            case MX -> {
                var parts = parts(one, 2);
                document.putAll(Map.of("priority", Wire.number(one, parts[0]), "content", parts[1]));
            }
            case SRV -> {
                var parts = parts(one, 4);
                document.put("data", Map.of("priority", Wire.number(one, parts[0]), "weight", Wire.number(one, parts[1]), "port", Wire.number(one, parts[2]), "target", parts[3]));
            }
            case CAA -> {
                var parts = parts(one, 3);
                document.put("data", Map.of("flags", Wire.number(one, parts[0]), "tag", parts[1], "value", parts[2]));
            }
        }
        return document;
    }

    /// As it is written over the record with that id.
    static Map<String, Object> document(HeldRecord held) {
        var document = document(held.one());
        document.put("id", held.id());
        return document;
    }

    private static String[] parts(RecordSet one, int count) {
        return Wire.parts(one.type(), one.values().getFirst(), count);
    }

    private static String value(RecordType type, JsonNode document) {
        var data = document.path("data");
        var content = document.path("content").asText();
        return switch (type) {
            case A, AAAA, CNAME -> content;
            case TXT -> Wire.unquoted(content);
            case MX -> document.path("priority").asInt() + " " + content;
            case SRV -> data.path("priority").asInt(document.path("priority").asInt()) + " " + data.path("weight").asInt() + " " + data.path("port").asInt() + " " + data.path("target").asText();
            case CAA -> data.path("flags").asInt() + " " + data.path("tag").asText() + " " + data.path("value").asText();
        };
    }
}
