package dev.plimsoll.model;

import java.util.List;

/// What became of an announcement.
public record AnnouncementStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Keys below the prefix that are ours.") int keys,
    @Doc("Keys there that are not ours, and are never touched.") int others) implements Status {
    public AnnouncementStatus {
        conditions = Values.list(conditions);
    }
}
