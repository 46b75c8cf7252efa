package dev.plimsoll.model;

import java.util.Map;

/// Components with the networks and volumes they share: what a plan describes, an assembly is and a release remembers.
public record Topology(
    @Doc("Components by name.") Map<String, ComponentSpec> components,
    @Doc("Networks by name; a component that names none is attached to 'default'.") Map<String, NetworkSpec> networks,
    @Doc("Named volumes; they outlive the assembly unless their deletion is asked for.") Map<String, VolumeSpec> volumes) {
    public static final Topology EMPTY = new Topology(Map.of(), Map.of(), Map.of());

    public Topology {
        components = Values.map(components);
        networks = Values.map(networks);
        volumes = Values.map(volumes);
        components.keySet().forEach(n -> Names.requireLabel("component", n));
    }
}
