package dev.plimsoll.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An application as declared: its own topology, or a plan with parameters, or both (the assembly's own parts win).
public record AssemblySpec(
    @Doc("Plan to instantiate.") Optional<String> plan,
    @Doc("Values for the plan's parameters.") Map<String, String> parameters,
    @Doc("Environment whose variables and files every component gets.") Optional<String> environment,
    @Doc("Components, networks and volumes.") Topology topology,
    @Doc("Components that an apply without prune left in place though the files no longer name them.") List<String> undeclared,
    @Doc("Which dialect the files were in, such as compose; empty for Plimsoll's own.") String dialect,
    @Doc("Number of the release this was restored from by a rollback; 0 otherwise.") int rollbackOf,
    @Doc("Cluster of the same project that runs it; this machine's engine when not given.") Optional<String> cluster) implements Spec {
    /// Annotation with the value `true` on a deleted assembly whose named volumes go with it.
    public static final String VOLUMES_TOO = "dev.plimsoll/delete-volumes";

    /// Annotation of a config or secret that was made from the same files as an assembly, with that one's name: it goes when the assembly does, or
    /// uses it no longer.
    public static final String CONTENTS_OF = "dev.plimsoll/contents-of";

    public AssemblySpec {
        plan = Values.optional(plan);
        parameters = Values.map(parameters);
        environment = Values.optional(environment);
        topology = Values.or(topology, Topology.EMPTY);
        undeclared = Values.list(undeclared);
        dialect = Values.text(dialect);
        cluster = Values.optional(cluster);
        cluster.ifPresent(name -> Names.requireLabel("cluster", name));
    }

    /// One on this machine's engine.
    public AssemblySpec(Optional<String> plan, Map<String, String> parameters, Optional<String> environment, Topology topology, List<String> undeclared, String dialect, int rollbackOf) {
        this(plan, parameters, environment, topology, undeclared, dialect, rollbackOf, Optional.empty());
    }

    /// An assembly of just these parts.
    public static AssemblySpec of(Topology topology) {
        return new AssemblySpec(null, null, null, topology, null, null, 0);
    }

    public AssemblySpec withTopology(Topology changed) {
        return new AssemblySpec(plan, parameters, environment, changed, undeclared, dialect, rollbackOf, cluster);
    }

    public AssemblySpec withParameters(Map<String, String> changed) {
        return new AssemblySpec(plan, changed, environment, topology, undeclared, dialect, rollbackOf, cluster);
    }

    /// @param names of components left in place
    public AssemblySpec withUndeclared(List<String> names) {
        return new AssemblySpec(plan, parameters, environment, topology, names, dialect, rollbackOf, cluster);
    }

    /// @param release that it is restored from; 0: none
    public AssemblySpec withRollbackOf(int release) {
        return new AssemblySpec(plan, parameters, environment, topology, undeclared, dialect, release, cluster);
    }

    public AssemblySpec withCluster(Optional<String> changed) {
        return new AssemblySpec(plan, parameters, environment, topology, undeclared, dialect, rollbackOf, changed);
    }
}
