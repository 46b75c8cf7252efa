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
    @Doc("Number of the release this was restored from by a rollback; 0 otherwise.") int rollbackOf) implements Spec {
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
    }

    /// An assembly of just these parts.
    public static AssemblySpec of(Topology topology) {
        return new AssemblySpec(null, null, null, topology, null, null, 0);
    }

    public AssemblySpec withTopology(Topology changed) {
        return new AssemblySpec(plan, parameters, environment, changed, undeclared, dialect, rollbackOf);
    }
}
