package dev.plimsoll.model.dns;

import dev.plimsoll.model.Doc;
import java.util.List;

/// All records of one name and type, as a zone holds them.
///
/// @param name   in full, in lower case, without a dot at its end
/// @param ttl    seconds
/// @param values in presentation form without a dot at the end of names; texts without quotes. Sorted, because their order means nothing
public record RecordSet(
    @Doc("Name in full.") String name,
    @Doc("Type.") RecordType type,
    @Doc("Seconds that others may remember it.") int ttl,
    @Doc("Values.") List<String> values) {
    public RecordSet {
        values = values.stream().map(value -> Canonical.value(type, value)).distinct().sorted().toList();
    }

    /// Whether it is about the same name and type.
    public boolean beside(RecordSet other) {
        return name.equals(other.name) && type == other.type;
    }

    @Override
    public String toString() {
        return name + " " + type;
    }
}
