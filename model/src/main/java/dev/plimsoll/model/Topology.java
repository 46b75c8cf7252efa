package dev.plimsoll.model;

import java.util.Map;

/// Components with the networks and volumes they share and the routes that lead to them: what a plan describes, an assembly is and a release remembers.
public record Topology(
    @Doc("Components by name.") Map<String, ComponentSpec> components,
    @Doc("Networks by name; a component that names none is attached to 'default'.") Map<String, NetworkSpec> networks,
    @Doc("Named volumes; they outlive the assembly unless their deletion is asked for.") Map<String, VolumeSpec> volumes,
    @Doc("Routes by name; their targets are components of this assembly unless they name another.") Map<String, RouteSpec> routes) {
    public static final Topology EMPTY = new Topology(Map.of(), Map.of(), Map.of());

    public Topology {
        components = Values.map(components);
        networks = Values.map(networks);
        volumes = Values.map(volumes);
        routes = Values.map(routes);
        components.keySet().forEach(n -> Names.requireLabel("component", n));
        routes.keySet().forEach(n -> Names.requireLabel("route", n));
    }

    /// A topology that nobody outside is led to.
    public Topology(Map<String, ComponentSpec> components, Map<String, NetworkSpec> networks, Map<String, VolumeSpec> volumes) {
        this(components, networks, volumes, Map.of());
    }

    public Topology withComponents(Map<String, ComponentSpec> changed) {
        return new Topology(changed, networks, volumes, routes);
    }

    public Topology withRoutes(Map<String, RouteSpec> changed) {
        return new Topology(components, networks, volumes, changed);
    }
}
