package dev.plimsoll.dns.web;

import dev.plimsoll.model.dns.RecordSet;
import dev.plimsoll.model.dns.RecordType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A record of one value, as providers hold it that know no sets.
///
/// @param id  the provider's
/// @param one a set of one value
public record HeldRecord(String id, RecordSet one) {
    /// As sets. One whose records differ in their times has the time 0, which nobody declares, so that it is put right.
    public static List<RecordSet> sets(List<HeldRecord> records) {
        var sets = new LinkedHashMap<String, RecordSet>();
        records.forEach(held -> sets.merge(held.one().toString(), held.one(), HeldRecord::both));
        return List.copyOf(sets.values());
    }

    /// The set of this name and type.
    public static Optional<RecordSet> set(List<HeldRecord> records) {
        return sets(records).stream().findFirst();
    }

    /// The type of this name, when it is one that we know.
    public static Optional<RecordType> type(String name) {
        try {
            return Optional.of(RecordType.valueOf(name));
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    /// The one value.
    public String value() {
        return one.values().getFirst();
    }

    private static RecordSet both(RecordSet first, RecordSet second) {
        var values = new ArrayList<>(first.values());
        values.addAll(second.values());
        return new RecordSet(first.name(), first.type(), first.ttl() == second.ttl() ? first.ttl() : 0, values);
    }
}
