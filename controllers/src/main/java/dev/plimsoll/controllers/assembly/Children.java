package dev.plimsoll.controllers.assembly;

import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.component.ComponentController;
import dev.plimsoll.controllers.component.Definitions;
import dev.plimsoll.controllers.component.Members;
import dev.plimsoll.controllers.component.RoutedPorts;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.Fingerprint;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.TopologyPlanner;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// The components and routes an assembly should own, against those it does.
final class Children {
    /// Annotation of a component with a fingerprint of the engine's names for its networks and volumes. Those are declared with the assembly, and the
    /// component has to be looked at again when they change.
    private static final String NAMES = "dev.plimsoll/names";

    private final Mirror mirror;
    private final Resource assembly;
    private final Topology topology;

    Children(Mirror mirror, Resource assembly, Topology topology) {
        this.mirror = mirror;
        this.assembly = assembly;
        this.topology = topology;
    }

    /// Assemblies `a` and `a-b` can both have a component (or route) `a-b-c`; whoever comes second has to take another name.
    Optional<AssemblyController.Impossible> taken() {
        return Stream.concat(topology.components().keySet().stream().map(this::key), topology.routes().keySet().stream().map(this::routeKey))
            .flatMap(key -> mirror.get(key).stream()).filter(there -> !mine(there) && !there.metadata().deleting()).findFirst()
            .map(there -> new AssemblyController.Impossible("NameTaken", there.key().shortForm() + " is there already, and belongs to "
                + there.metadata().owner().map(o -> o.key(there.metadata().project()).shortForm()).orElse("no assembly")
                + "; give it or the assembly another name"));
    }

    List<Write> writes(HeldBack.Held held, TopologyPlanner planner, Instant now) {
        var writes = new ArrayList<Write>();
        var wanted = new HashSet<Key>();
        var components = held.over(topology);
        var sidekicks = Members.sidekicks(components);
        var cluster = Location.of(assembly).name().orElse("");
        var ports = RoutedPorts.notes(mirror, assembly, topology);
        // Most components of an assembly have the same networks and no volumes.
        var prints = new HashMap<Definition.EngineNames, String>();
        components.forEach((name, spec) -> {
            wanted.add(key(name));
            var notes = Map.of(NAMES, prints.computeIfAbsent(planner.names(spec), names -> Fingerprint.of("names", names)), Members.SIDEKICKS, sidekicks.getOrDefault(name, ""), Location.CLUSTER, cluster,
                RoutedPorts.NOTE, ports.getOrDefault(name, ""),
                Definitions.HELD_AT, held.specs().containsKey(name) ? Integer.toString(held.release()) : "");
            var there = mirror.get(key(name));
            if (there.isEmpty()) {
                writes.add(new Write.Put(Resource.declared(metadata(Metadata.named(key(name).project(), key(name).name()).withOwner(assembly.asOwner())
                    .withFinalizer(ComponentController.FINALIZER), notes), spec), Write.Expected.ABSENT));
            } else if (!there.get().metadata().deleting()) {
                var changed = there.get().withSpec(spec).withMetadata(metadata(there.get().metadata(), notes));
                if (!changed.equals(there.get())) {
                    writes.add(new Write.Put(changed, Write.Expected.revision(there.get().metadata().revision())));
                }
            }
        });
        topology.routes().forEach((name, declared) -> {
            wanted.add(routeKey(name));
            route(routeKey(name), routed(declared)).ifPresent(writes::add);
        });
        for (var kind : List.of(Kind.COMPONENT, Kind.ROUTE)) {
            mirror.list(Query.of(kind).in(assembly.metadata().project()).ownedBy(assembly.asOwner())).stream()
                .filter(c -> !wanted.contains(c.key()) && !c.metadata().deleting()).forEach(c -> writes.add(deletion(c, now)));
        }
        return writes;
    }

    private Optional<Write> route(Key key, RouteSpec spec) {
        var there = mirror.get(key);
        if (there.isEmpty()) {
            return Optional.of(new Write.Put(Resource.declared(Metadata.named(key.project(), key.name()).withOwner(assembly.asOwner())
                .withLabels(assembly.metadata().labels()), spec), Write.Expected.ABSENT));
        }
        var changed = there.get().withSpec(spec).withMetadata(there.get().metadata().withLabels(assembly.metadata().labels()));
        return there.get().metadata().deleting() || changed.equals(there.get()) ? Optional.empty()
            : Optional.of(new Write.Put(changed, Write.Expected.revision(there.get().metadata().revision())));
    }

    /// In an assembly a target is one of its own components unless it says otherwise; on the route itself that is written out.
    private RouteSpec routed(RouteSpec declared) {
        return declared.withTargets(declared.targets().stream().map(t -> t.component().isPresent() && t.assembly().isEmpty()
            ? t.withAssembly(assembly.metadata().name()) : t).toList());
    }

    /// @param notes annotations of ours; an empty one is left out
    private Metadata metadata(Metadata before, Map<String, String> notes) {
        var annotations = new HashMap<>(before.annotations());
        annotations.putAll(notes);
        annotations.values().removeIf(String::isEmpty);
        return before.withLabels(assembly.metadata().labels()).withAnnotations(annotations);
    }

    private Key key(String component) {
        return Naming.component(assembly.metadata().project(), assembly.metadata().name(), component);
    }

    private Key routeKey(String route) {
        return Naming.route(assembly.metadata().project(), assembly.metadata().name(), route);
    }

    private boolean mine(Resource component) {
        return component.metadata().owner().filter(assembly.asOwner()::equals).isPresent();
    }

    /// Marks a resource as to be deleted; its own controller does the rest. One that nobody has to clean up after goes at once.
    static Write deletion(Resource resource, Instant now) {
        return resource.metadata().finalizers().isEmpty() ? new Write.Remove(resource.key(), Write.Expected.revision(resource.metadata().revision())) : new Write.Put(resource.withMetadata(resource.metadata().withDeletedAt(now)), Write.Expected.revision(resource.metadata().revision()));
    }
}
