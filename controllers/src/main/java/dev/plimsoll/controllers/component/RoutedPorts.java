package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Location;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ports that routes lead to. Nobody outside a cluster's networks reaches an instance there but at a port that its own machine publishes, so these are published, each at any port
/// that is free. The assembly writes them on its components: they are part of what an instance is made from.
public final class RoutedPorts {
    /// Annotation of a component on a cluster with the ports that routes lead to.
    public static final String NOTE = "dev.plimsoll/routed";
    private static final String BETWEEN = " ";

    private RoutedPorts() {}

    /// The annotations' texts by component; none for one that no route leads to, and none at all on this machine's engine, where instances are reached at their own addresses.
    public static Map<String, String> notes(Mirror mirror, Resource assembly, Topology topology) {
        if (Location.of(assembly).equals(Location.HERE)) {
            return Map.of();
        }
        var project = assembly.metadata().project();
        var name = assembly.metadata().name();
        var own = topology.routes().values().stream().flatMap(r -> r.targets().stream()).map(t -> t.component().isPresent() && t.assembly().isEmpty() ? t.withAssembly(name) : t);
        var others = mirror.list(Query.of(Kind.ROUTE).in(project)).stream().filter(r -> !r.metadata().owner().equals(Optional.of(assembly.asOwner())) && !r.metadata().deleting())
            .flatMap(r -> r.spec(RouteSpec.class).targets().stream());
        var targets = Stream.concat(own, others).collect(Collectors.groupingBy(t -> Naming.target(project, t)));
        return topology.components().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
            e -> targets.getOrDefault(Optional.of(Naming.component(project, name, e.getKey())), java.util.List.of()).stream().map(t -> port(t, e.getValue())).filter(port -> port > 0)
                .collect(Collectors.toCollection(TreeSet::new)).stream().map(String::valueOf).collect(Collectors.joining(BETWEEN))));
    }

    /// Assemblies whose components a route leads to.
    public static Stream<Key> assemblies(Resource route) {
        return route.spec(RouteSpec.class).targets().stream().flatMap(t -> t.assembly().stream()).map(name -> new Key(Kind.ASSEMBLY, route.metadata().project(), name));
    }

    /// The port of a target inside the instance; 0 when it cannot be known.
    public static int port(Target target, ComponentSpec component) {
        return target.port() != 0 ? target.port() : component.ports().stream().filter(p -> p.protocol().equals("tcp")).mapToInt(Port::target).min().orElse(0);
    }

    /// The component as its instances are made: with the ports of its annotation published.
    static ComponentSpec published(Resource component, ComponentSpec spec) {
        var note = component.metadata().annotations().getOrDefault(NOTE, "");
        if (note.isEmpty()) {
            return spec;
        }
        var ports = new ArrayList<>(spec.ports());
        Arrays.stream(note.split(BETWEEN)).filter(text -> text.matches("[0-9]{1,5}")).map(Integer::valueOf)
            .filter(port -> spec.ports().stream().noneMatch(p -> p.target() == port && p.protocol().equals("tcp") && p.published().isPresent()))
            .forEach(port -> ports.add(new Port(port, "tcp", Optional.of(0), Optional.empty(), Optional.empty(), Optional.empty())));
        return spec.withPorts(ports);
    }
}
