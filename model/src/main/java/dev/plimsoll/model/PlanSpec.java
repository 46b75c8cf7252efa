package dev.plimsoll.model;

import java.util.Map;
import java.util.Optional;

/// CAMP's blueprint of an application.
public record PlanSpec(
    @Doc("What it is.") String description,
    @Doc("What whoever instantiates it may or must set; used as ${NAME} in the topology's texts.") Map<String, Parameter> parameters,
    @Doc("Components, networks and volumes.") Topology topology) implements Spec {
    public PlanSpec {
        description = Values.text(description);
        parameters = Values.map(parameters);
        topology = Values.or(topology, Topology.EMPTY);
    }

    /// A question a plan asks.
    public record Parameter(@Doc("What it is for.") String description, @Doc("Value when not set; none means it must be set.") Optional<String> byDefault) {
        public Parameter {
            description = Values.text(description);
            byDefault = Values.optional(byDefault);
        }
    }
}
