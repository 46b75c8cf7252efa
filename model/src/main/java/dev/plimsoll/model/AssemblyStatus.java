package dev.plimsoll.model;

import java.util.List;

/// What became of an assembly.
public record AssemblyStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Number of the release being made level.") int release,
    @Doc("Number of the newest release that was level; 0 when none was.") int levelRelease,
    @Doc("Components declared.") int components,
    @Doc("Components that are level.") int levelComponents,
    @Doc("Names of components held at the last level release because their update failed.") List<String> heldBack) implements Status {
    public AssemblyStatus {
        conditions = Values.list(conditions);
        heldBack = Values.list(heldBack);
    }
}
