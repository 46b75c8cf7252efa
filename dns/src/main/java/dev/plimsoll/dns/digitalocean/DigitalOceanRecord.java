package dev.plimsoll.dns.digitalocean;

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

/// Records as DigitalOcean writes them: names below the domain, `@` for the domain itself, also as a value; the numbers of MX, SRV and CAA in fields of their own; names as values end in a dot when
/// they are sent (`Data needs to end with a dot (.)`) and in none when they are read, those of authorities in CAA too.
record DigitalOceanRecord(String domain) {
    private static final String APEX = "@";
    /// The one property of CAA whose value is no name (RFC 8659, section 4.4).
    private static final String REPORTS = "iodef";

    /// None for types that we do not know.
    Optional<HeldRecord> read(JsonNode document) {
        return HeldRecord.type(document.path("type").asText()).map(type -> new HeldRecord(document.path("id").asText(),
            new RecordSet(DomainName.inFull(DomainName.bare(document.path("name").asText()), domain), type, document.path("ttl").asInt(), List.of(value(type, document)))));
    }

    /// As it is made, or written over another.
    Map<String, Object> document(RecordSet one) {
        var document = new LinkedHashMap<String, Object>();
        document.put("type", one.type().name());
        document.put("name", one.name().equals(domain) ? APEX : one.name().substring(0, one.name().length() - domain.length() - 1));
        document.put("ttl", one.ttl());
        var value = one.values().getFirst();
        switch (one.type()) {
            case A, AAAA, TXT -> document.put("data", value);
            case CNAME -> document.put("data", value + ".");
            case MX -> {
                var parts = Wire.parts(one.type(), value, 2);
                document.putAll(Map.of("priority", Wire.number(one, parts[0]), "data", parts[1] + "."));
            }
            case SRV -> {
                var parts = Wire.parts(one.type(), value, 4);
                document.putAll(Map.of("priority", Wire.number(one, parts[0]), "weight", Wire.number(one, parts[1]), "port", Wire.number(one, parts[2]), "data", parts[3] + "."));
            }
            case CAA -> {
                var parts = Wire.parts(one.type(), value, 3);
                document.putAll(Map.of("flags", Wire.number(one, parts[0]), "tag", parts[1], "data", parts[1].equals(REPORTS) ? parts[2] : parts[2] + "."));
            }
        }
        return document;
    }

    private String value(RecordType type, JsonNode document) {
        var data = document.path("data").asText();
        var name = data.equals(APEX) ? domain : data;
        return switch (type) {
            case A, AAAA, TXT -> data;
            case CNAME -> name;
            case MX -> document.path("priority").asInt() + " " + name;
            case SRV -> document.path("priority").asInt() + " " + document.path("weight").asInt() + " " + document.path("port").asInt() + " " + name;
            case CAA -> document.path("flags").asInt() + " " + document.path("tag").asText() + " " + (data.endsWith(".") ? data.substring(0, data.length() - 1) : data);
        };
    }
}
