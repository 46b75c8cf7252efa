package dev.plimsoll.controllers.component;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ConfigSpec;
import dev.plimsoll.model.EnvironmentSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.EffectiveTopology;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.TopologyPlanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the instances of a component are to be made from: its spec with its environment merged in, the versions of the configs and secrets it uses,
/// and the engine's names of its networks and volumes. Pure but for the reads it is given.
public final class Definitions {
    /// Annotation of a component that is held back, with the number of the release it is held at: it has that one's contents of configs and secrets, too.
    public static final String HELD_AT = "dev.plimsoll/held-at";

    private final String plane;
    private final Function<Key, Optional<Resource>> read;

    /// @param read finds a resource; the mirror's, or in a preview the mirror's with the proposed changes over it
    public Definitions(String plane, Function<Key, Optional<Resource>> read) {
        this.plane = plane;
        this.read = read;
    }

    /// All but the image.
    public sealed interface Draft {
        /// Everything it refers to is there.
        record Complete(Definition.Identity identity, ComponentSpec spec, Map<String, Long> versions, Definition.EngineNames names, Optional<Key> contentsOf)
            implements Draft {
            /// The definition, once the image is known.
            public Definition with(String imageId) {
                return Definition.of(identity, spec, imageId, versions, names).withContentsOf(contentsOf);
            }
        }

        /// Something it refers to is not.
        record Lacking(Key what, String sentence) implements Draft {}
    }

    public Draft of(Resource component) {
        var spec = component.spec(ComponentSpec.class);
        var project = component.metadata().project();
        if (spec.environmentFrom().isPresent()) {
            var key = new Key(Kind.ENVIRONMENT, project, spec.environmentFrom().get());
            var environment = read.apply(key);
            if (environment.isEmpty()) {
                return new Draft.Lacking(key, "there is no " + key.shortForm());
            }
            spec = merged(spec, environment.get().spec(EnvironmentSpec.class));
        }
        var contents = new Contents(read, heldAt(component));
        var versions = new HashMap<String, Long>();
        for (var reference : references(project, spec).entrySet()) {
            var found = contents.of(reference.getKey());
            if (found.isEmpty()) {
                return new Draft.Lacking(reference.getKey(), "there is no " + reference.getKey().shortForm());
            }
            for (var entry : reference.getValue()) {
                if (!found.get().entries().containsKey(entry)) {
                    return new Draft.Lacking(reference.getKey(), reference.getKey().shortForm() + " has no entry '" + entry + "'");
                }
            }
            versions.put(reference.getKey().shortForm(), found.get().version());
        }
        return complete(component, spec, versions);
    }

    /// The release whose contents a component has, when it does not have those of now.
    private static Optional<Key> heldAt(Resource component) {
        return Optional.ofNullable(component.metadata().annotations().get(HELD_AT)).filter(number -> number.matches("\\d{1,9}"))
            .flatMap(number -> component.metadata().owner().map(o -> Naming.release(component.metadata().project(), o.name(), Integer.parseInt(number))));
    }

    private Draft complete(Resource component, ComponentSpec spec, Map<String, Long> versions) {
        var metadata = component.metadata();
        var assembly = metadata.owner().filter(o -> o.kind() == Kind.ASSEMBLY).map(o -> o.name()).orElse("");
        var name = assembly.isEmpty() ? metadata.name() : metadata.name().substring(assembly.length() + 1);
        var identity = new Definition.Identity(plane, metadata.project(), assembly, name, metadata.uid());
        return new Draft.Complete(identity, RoutedPorts.published(component, spec), versions, topology(metadata.project(), assembly).names(spec), heldAt(component));
    }

    private TopologyPlanner topology(String project, String assembly) {
        var found = assembly.isEmpty() ? Optional.<Resource>empty() : read.apply(new Key(Kind.ASSEMBLY, project, assembly));
        return new TopologyPlanner(new Definition.Identity(plane, project, assembly, "", found.map(a -> a.metadata().uid()).orElse("")),
            found.map(a -> effective(project, a.spec(AssemblySpec.class))).orElse(Topology.EMPTY));
    }

    /// The topology an assembly comes to.
    public Topology effective(String project, AssemblySpec assembly) {
        return EffectiveTopology.of(assembly, assembly.plan().flatMap(p -> read.apply(new Key(Kind.PLAN, project, p))).map(p -> p.spec(PlanSpec.class)));
    }

    /// Configs and secrets a component uses, of its own and through its environment.
    public Set<Key> used(String project, ComponentSpec spec) {
        var environment = spec.environmentFrom().flatMap(name -> read.apply(new Key(Kind.ENVIRONMENT, project, name)));
        return references(project, environment.map(e -> merged(spec, e.spec(EnvironmentSpec.class))).orElse(spec)).keySet();
    }

    /// Files that an environment gives to its components.
    public static Stream<FileMount> files(Resource environment) {
        return environment.spec(EnvironmentSpec.class).files().stream();
    }

    /// Configs and secrets a component uses of its own, each with the entries it wants.
    public static Map<Key, List<String>> references(String project, ComponentSpec spec) {
        var references = new LinkedHashMap<Key, List<String>>();
        for (FileMount file : spec.files()) {
            references.computeIfAbsent(file.key(project), _ -> new ArrayList<>()).add(file.entry());
        }
        spec.secretEnvironment().values().forEach(e ->
            references.computeIfAbsent(new Key(Kind.SECRET, project, e.secret()), _ -> new ArrayList<>()).add(e.entry()));
        return references;
    }

    private static ComponentSpec merged(ComponentSpec spec, EnvironmentSpec environment) {
        var variables = new LinkedHashMap<>(environment.variables());
        variables.putAll(spec.environment());
        var files = new ArrayList<>(environment.files());
        files.addAll(spec.files());
        return spec.withEnvironment(variables).withFiles(files);
    }
}
