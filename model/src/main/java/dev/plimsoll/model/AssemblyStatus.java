package dev.plimsoll.model;

import java.util.List;
import java.util.Optional;

/// What became of an assembly.
public record AssemblyStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Number of the release being made level.") int release,
    @Doc("Number of the newest release that was level; 0 when none was.") int levelRelease,
    @Doc("Components declared.") int components,
    @Doc("Components that are level.") int levelComponents,
    @Doc("Names of components held at the last level release because their update failed.") List<String> heldBack,
    @Doc("Cluster on which its components are made; absent: this machine's engine.") Optional<String> cluster,
    @Doc("Clusters where something of it may still be, because it was moved; 'this machine' is this machine's engine.") List<String> formerly) implements Status {
    /// Nothing of it is left where it was before.
    public static final String MOVED = "Moved";
    /// This machine's engine, among the names of clusters, none of which has a space in it.
    public static final String HERE = "this machine";

    public AssemblyStatus {
        conditions = Values.list(conditions);
        heldBack = Values.list(heldBack);
        cluster = Values.optional(cluster);
        formerly = Values.list(formerly);
    }

    /// Of one that has always been on this machine's engine.
    public AssemblyStatus(long observedGeneration, List<Condition> conditions, int release, int levelRelease, int components, int levelComponents, List<String> heldBack) {
        this(observedGeneration, conditions, release, levelRelease, components, levelComponents, heldBack, Optional.empty(), List.of());
    }

    /// The same with other conditions.
    public AssemblyStatus saying(List<Condition> changed) {
        return new AssemblyStatus(observedGeneration, changed, release, levelRelease, components, levelComponents, heldBack, cluster, formerly);
    }

    /// The same, on another cluster.
    ///
    /// @param left where something of it may still be
    public AssemblyStatus on(Optional<String> changed, List<String> left) {
        return new AssemblyStatus(observedGeneration, conditions, release, levelRelease, components, levelComponents, heldBack, changed, left);
    }
}
