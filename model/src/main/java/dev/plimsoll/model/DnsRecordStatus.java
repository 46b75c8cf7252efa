package dev.plimsoll.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of a DNS record.
public record DnsRecordStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("When the zone last took a change of it.") Optional<Instant> written) implements Status {
    public DnsRecordStatus {
        conditions = Values.list(conditions);
        written = Values.optional(written);
    }
}
