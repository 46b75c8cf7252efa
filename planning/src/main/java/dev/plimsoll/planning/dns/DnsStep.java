package dev.plimsoll.planning.dns;

import dev.plimsoll.model.dns.RecordSet;

/// One change of a zone. Planned in an order in which whatever happens in between leaves nothing unmarked: marks come first and go last.
public sealed interface DnsStep {
    record Create(RecordSet set) implements DnsStep {}

    record Replace(RecordSet before, RecordSet after) implements DnsStep {}

    record Remove(RecordSet before) implements DnsStep {}

    default String sentence() {
        return switch (this) {
            case Create(var set) -> "create " + set + " " + String.join(", ", set.values());
            case Replace(var before, var after) -> "change " + after + " from " + String.join(", ", before.values()) + " to " + String.join(", ", after.values());
            case Remove(var before) -> "remove " + before;
        };
    }
}
