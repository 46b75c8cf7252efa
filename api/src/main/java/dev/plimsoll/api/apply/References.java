package dev.plimsoll.api.apply;

import dev.plimsoll.manifest.Finding;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.EnvironmentSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.machine.MachineReferences;
import dev.plimsoll.store.Mirror;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Resources that a declaration refers to and that are neither in it nor stored. A warning, not an error: they may be applied next, and until
/// then the component waits and says so.
final class References {
    private final Mirror mirror;
    private final Set<Key> declared;
    private final Map<Key, String> missing = new LinkedHashMap<>();
    private final Set<Key> known = new HashSet<>();

    private References(Mirror mirror, Set<Key> declared) {
        this.mirror = mirror;
        this.declared = declared;
    }

    static List<Finding> missing(List<Resource> declared, Mirror mirror) {
        var references = new References(mirror, declared.stream().flatMap(References::keys).collect(Collectors.toSet()));
        declared.forEach(references::look);
        var findings = new ArrayList<Finding>();
        references.missing.forEach((key, by) -> findings.add(new Finding(Finding.Severity.WARNING, "MissingReference", "", 0, 0, by,
            key.shortForm() + " does not exist in project " + key.project(), Optional.of("until it is there, what needs it waits"))));
        return findings;
    }

    /// A resource and what it will bring into being.
    private static Stream<Key> keys(Resource declared) {
        var parts = declared.spec() instanceof AssemblySpec assembly ? assembly.topology().components().keySet().stream()
            .map(c -> Naming.component(declared.metadata().project(), declared.metadata().name(), c)) : Stream.<Key>empty();
        return Stream.concat(Stream.of(declared.key()), parts);
    }

    private void look(Resource resource) {
        var project = resource.metadata().project();
        switch (resource.spec()) {
            case AssemblySpec assembly -> {
                assembly.plan().ifPresent(name -> need(Kind.PLAN, project, name, resource.key() + ".plan"));
                assembly.environment().ifPresent(name -> need(Kind.ENVIRONMENT, project, name, resource.key() + ".environment"));
                assembly.cluster().ifPresent(name -> need(Kind.CLUSTER, project, name, resource.key() + ".cluster"));
                assembly.topology().components().forEach((name, c) -> component(project, resource.key() + "." + name, c));
                assembly.topology().routes().forEach((name, r) -> users(project, resource.key() + "." + name, r));
            }
            case ComponentSpec component -> component(project, resource.key().toString(), component);
            case RouteSpec route -> {
                users(project, resource.key().toString(), route);
                route.targets().forEach(t -> Naming.target(project, t).ifPresent(key -> need(key, resource.key().toString())));
            }
            case EnvironmentSpec environment -> files(project, resource.key().toString(), environment.files());
            default -> MachineReferences.of(project, resource.spec()).forEach(key -> need(key, resource.key().toString()));
        }
    }

    private void component(String project, String by, ComponentSpec component) {
        component.environmentFrom().ifPresent(name -> need(Kind.ENVIRONMENT, project, name, by));
        component.secretEnvironment().values().forEach(entry -> need(Kind.SECRET, project, entry.secret(), by));
        files(project, by, component.files());
    }

    private void users(String project, String by, RouteSpec route) {
        route.access().basic().ifPresent(basic -> need(Kind.SECRET, project, basic.secret(), by));
    }

    private void files(String project, String by, List<FileMount> files) {
        files.forEach(file -> need(file.source(), project, file.name(), by));
    }

    private void need(Kind kind, String project, String name, String by) {
        need(new Key(kind, project, name), by);
    }

    private void need(Key key, String by) {
        if (!declared.contains(key) && known.add(key) && mirror.get(key).isEmpty()) {
            missing.put(key, by);
        }
    }
}
