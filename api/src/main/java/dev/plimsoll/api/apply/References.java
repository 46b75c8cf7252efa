package dev.plimsoll.api.apply;

import dev.plimsoll.manifest.Finding;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.EnvironmentSpec;
import dev.plimsoll.model.FileMount;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.store.Mirror;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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
        var references = new References(mirror, declared.stream().map(Resource::key).collect(Collectors.toSet()));
        declared.forEach(references::look);
        var findings = new ArrayList<Finding>();
        references.missing.forEach((key, by) -> findings.add(new Finding(Finding.Severity.WARNING, "MissingReference", "", 0, 0, by,
            key.shortForm() + " does not exist in project " + key.project(), Optional.of("until it is there, what needs it waits"))));
        return findings;
    }

    private void look(Resource resource) {
        var project = resource.metadata().project();
        switch (resource.spec()) {
            case AssemblySpec assembly -> {
                assembly.plan().ifPresent(name -> need(Kind.PLAN, project, name, resource.key() + ".plan"));
                assembly.environment().ifPresent(name -> need(Kind.ENVIRONMENT, project, name, resource.key() + ".environment"));
                assembly.topology().components().forEach((name, c) -> component(project, resource.key() + "." + name, c));
            }
            case ComponentSpec component -> component(project, resource.key().toString(), component);
            case EnvironmentSpec environment -> files(project, resource.key().toString(), environment.files());
            default -> { }
        }
    }

    private void component(String project, String by, ComponentSpec component) {
        component.environmentFrom().ifPresent(name -> need(Kind.ENVIRONMENT, project, name, by));
        component.secretEnvironment().values().forEach(entry -> need(Kind.SECRET, project, entry.secret(), by));
        files(project, by, component.files());
    }

    private void files(String project, String by, List<FileMount> files) {
        files.forEach(file -> need(file.source(), project, file.name(), by));
    }

    private void need(Kind kind, String project, String name, String by) {
        var key = new Key(kind, project, name);
        if (!declared.contains(key) && known.add(key) && mirror.get(key).isEmpty()) {
            missing.put(key, by);
        }
    }
}
