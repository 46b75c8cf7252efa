package dev.plimsoll.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/// CAMP's blueprint of an application.
public record PlanSpec(
    @Doc("What it is.") String description,
    @Doc("What whoever instantiates it may or must set; used as ${NAME} in the topology's texts.") Map<String, Parameter> parameters,
    @Doc("Components, networks and volumes.") Topology topology,
    @Doc("Components that are there only where a boolean parameter is true: the component's name, and the parameter's.") Map<String, String> when) implements Spec {
    public PlanSpec {
        description = Values.text(description);
        parameters = Values.map(parameters);
        topology = Values.or(topology, Topology.EMPTY);
        when = Values.map(when);
        for (var choice : when.entrySet()) {
            if (!topology.components().containsKey(choice.getKey())) {
                throw new InvalidValue("when speaks of '" + choice.getKey() + "', and the plan has no such component");
            }
            var parameter = parameters.get(choice.getValue());
            if (parameter == null || parameter.type() != Parameter.Type.BOOLEAN) {
                throw new InvalidValue("whether '" + choice.getKey() + "' is there is said by '" + choice.getValue() + "', which is no parameter of type boolean");
            }
        }
    }

    /// One whose components are all there.
    public PlanSpec(String description, Map<String, Parameter> parameters, Topology topology) {
        this(description, parameters, topology, Map.of());
    }

    /// A question a plan asks.
    ///
    /// @param type    what the value must be; a password is kept in a secret and may only be a whole variable of a component
    /// @param options for ENUM: the values there are
    public record Parameter(@Doc("What it is for.") String description, @Doc("Value when not set; none means it must be set.") Optional<String> byDefault,
                            @Doc(value = "string (default), int, boolean, enum or password.", otherwise = "string") Type type,
                            @Doc("For enum: the values there are.") List<String> options) {
        /// A value that starts so is the place of a password: `secret:NAME/ENTRY`.
        public static final String SECRET = "secret:";

        public Parameter {
            description = Values.text(description);
            byDefault = Values.optional(byDefault);
            type = Values.or(type, Type.STRING);
            options = Values.list(options);
        }

        /// Any text.
        public Parameter(String description, Optional<String> byDefault) {
            this(description, byDefault, null, null);
        }

        /// What a value must be.
        public enum Type { STRING, INT, BOOLEAN, ENUM, PASSWORD }

        /// What is wrong with a value, as the rest of a sentence; none when nothing is.
        public Optional<String> wrong(String value) {
            return switch (type) {
                case STRING, PASSWORD -> Optional.empty();
                case INT -> value.matches("[-+]?[0-9]{1,18}") ? Optional.empty() : Optional.of("is no whole number");
                case BOOLEAN -> value.equals("true") || value.equals("false") ? Optional.empty() : Optional.of("is neither true nor false");
                case ENUM -> options.isEmpty() || options.contains(value) ? Optional.empty() : Optional.of("is none of " + String.join(", ", options));
            };
        }
    }
}
