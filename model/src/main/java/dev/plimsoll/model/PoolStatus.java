package dev.plimsoll.model;

import java.util.List;

/// What became of a pool.
public record PoolStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Machines that are declared for it.") int machines,
    @Doc("Machines that are ready.") int ready,
    @Doc("Machines of an older template.") int outdated,
    @Doc("Machines for which Plimsoll has stopped trying.") int blocked) implements Status {
    /// Some of its machines cannot be made, and Plimsoll has stopped trying.
    public static final String BLOCKED = "Blocked";

    public PoolStatus {
        conditions = Values.list(conditions);
    }
}
