package dev.plimsoll.store.backup;

import com.fasterxml.jackson.core.JsonToken;
import dev.plimsoll.model.Kind;
import java.io.IOException;
import java.io.StringWriter;
import java.util.EnumMap;
import java.util.Map;

/// What a backup says of itself.
///
/// @param product  version that wrote it
/// @param plane    id of the control plane
/// @param revision as of which it was written
/// @param counts   resources by kind; kinds without any are left out
public record BackupHeader(String product, String plane, long revision, Map<Kind, Integer> counts) {
    /// Of the file, counted up when an older program could no longer read it.
    public static final int FORMAT = 1;

    private static final String NAME = "plimsoll-backup";

    public BackupHeader {
        counts = Map.copyOf(counts);
    }

    /// How many resources there are.
    public int total() {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    String line() throws IOException {
        var text = new StringWriter();
        try (var json = ResourceLine.JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("backup", NAME);
            json.writeNumberField("format", FORMAT);
            json.writeStringField("product", product);
            json.writeStringField("plane", plane);
            json.writeNumberField("revision", revision);
            json.writeObjectFieldStart("counts");
            for (var kind : Kind.values()) {
                if (counts.containsKey(kind)) {
                    json.writeNumberField(kind.plural(), counts.get(kind));
                }
            }
            json.writeEndObject();
            json.writeEndObject();
        }
        return text.toString();
    }

    /// Reads no further than the format when that is a newer one: everything after it may mean something else then.
    static BackupHeader read(String line) throws IOException {
        var name = "";
        var product = "";
        var plane = "";
        var revision = -1L;
        var counts = new EnumMap<Kind, Integer>(Kind.class);
        try (var json = ResourceLine.JSON.createParser(line)) {
            ResourceLine.require(json.nextToken() == JsonToken.START_OBJECT, "its first line is no header");
            for (var field = json.nextFieldName(); field != null; field = json.nextFieldName()) {
                json.nextToken();
                switch (field) {
                    case "backup" -> name = json.getText();
                    case "format" -> requireKnown(json.getIntValue());
                    case "product" -> product = json.getText();
                    case "plane" -> plane = json.getText();
                    case "revision" -> revision = json.getLongValue();
                    case "counts" -> {
                        for (var plural = json.nextFieldName(); plural != null; plural = json.nextFieldName()) {
                            counts.put(ResourceLine.kind(plural), json.nextIntValue(-1));
                        }
                    }
                    default -> json.skipChildren();
                }
            }
        }
        ResourceLine.require(name.equals(NAME) && !plane.isEmpty() && revision >= 0, "its first line is no header of a backup");
        return new BackupHeader(product, plane, revision, counts);
    }

    private static void requireKnown(int format) {
        ResourceLine.require(format <= FORMAT, "it was written by a newer version of Plimsoll (format " + format + ", this one knows " + FORMAT + ")");
    }
}
