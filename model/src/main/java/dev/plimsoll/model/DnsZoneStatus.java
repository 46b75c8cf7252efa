package dev.plimsoll.model;

import java.util.List;

/// What became of a DNS zone.
public record DnsZoneStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Who answers for it, for people.") String answeredBy,
    @Doc("Sets of records there that carry our mark.") int records,
    @Doc("Of those, what belongs to nobody and is being removed.") List<String> leftBehind) implements Status {
    public DnsZoneStatus {
        conditions = Values.list(conditions);
        answeredBy = Values.text(answeredBy);
        leftBehind = Values.list(leftBehind);
    }
}
