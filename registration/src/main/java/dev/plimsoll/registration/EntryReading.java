package dev.plimsoll.registration;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plimsoll.model.registration.EntryList;
import dev.plimsoll.model.registration.RegisterEntry;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Finds the entries of a register in an answer. Only the declared fields are looked at: others may hold what nobody may see.
final class EntryReading {
    private static final int DEPTH = 50;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int MOST = 20_000;
    /// Longer ones are nothing that we made.
    private static final int LONGEST_FIELD = 4_000;

    static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder().streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEPTH).maxStringLength(LONGEST_TEXT).maxTokenCount(4_000_000).build())
        .build()).enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

    private EntryReading() {}

    static List<RegisterEntry> entries(EntryList list, byte[] body) {
        var at = json(body).at(list.at());
        if (!at.isContainerNode()) {
            throw unreadable("there is no array or object at '" + list.at() + "' in it");
        }
        if (at.size() > MOST) {
            throw unreadable("it has more than " + MOST + " entries");
        }
        var entries = new ArrayList<RegisterEntry>();
        for (var each : at) {
            var id = field(each, list.idField());
            var key = field(each, list.key());
            if (!id.isEmpty() && !key.isEmpty()) {
                entries.add(new RegisterEntry(id, key, list.state().map(f -> field(each, f)).orElse(""), list.load().map(f -> field(each, f)).orElse(""), list.mark().map(f -> field(each, f)).orElse("")));
            }
        }
        return entries;
    }

    /// @throws RegisterFailure.Unreachable when it is none
    static JsonNode json(byte[] body) {
        try {
            var json = JSON.readTree(body);
            if (json.isMissingNode()) {
                throw unreadable("it is empty");
            }
            return json;
        } catch (JsonProcessingException wrong) {
            throw unreadable("it is no JSON, or too deep; does something else answer at the registration's url?");
        } catch (IOException impossible) {
            throw unreadable("it cannot be read");
        }
    }

    private static String field(JsonNode entry, String name) {
        var value = name.startsWith("/") ? entry.at(name) : entry.path(name);
        var text = value.isValueNode() && !value.isNull() ? value.asText() : "";
        return text.length() > LONGEST_FIELD ? "" : text;
    }

    private static RegisterFailure unreadable(String why) {
        return new RegisterFailure.Unreachable("the answer to list cannot be understood: " + why, null);
    }
}
