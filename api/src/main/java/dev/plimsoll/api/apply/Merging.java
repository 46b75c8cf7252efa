package dev.plimsoll.api.apply;

import dev.plimsoll.api.resources.Permitted;
import dev.plimsoll.api.resources.Secrecy;
import dev.plimsoll.manifest.Finding;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.ProjectSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Mirror;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a declaration comes to on top of what is stored: labels that others put on stay, secrets that are the same stay as sealed, components
/// the files no longer name stay unless they are to be pruned, and projects that do not exist yet are made.
final class Merging {
    private final Mirror mirror;
    private final Secrecy secrecy;

    Merging(Mirror mirror, Secrecy secrecy) {
        this.mirror = mirror;
        this.secrecy = secrecy;
    }

    Intent merge(List<Resource> declared, boolean prune, List<Finding> findings) {
        var wanted = new ArrayList<Intent.Wanted>();
        var undeclared = new ArrayList<Key>();
        missingProjects(declared).forEach(p -> wanted.add(new Intent.Wanted(p, Optional.empty())));
        declared.stream().sorted(Comparator.comparing(Resource::kind)).forEach(d -> {
            var before = mirror.get(d.key());
            Permitted.touch(d.key());
            before.ifPresent(Permitted::change);
            var spec = secrecy.stored(d.spec(), before.map(Resource::spec));
            if (spec instanceof AssemblySpec assembly && before.isPresent()) {
                var merged = Undeclared.merge(assembly, before.get().spec(AssemblySpec.class), prune);
                merged.undeclared().forEach(name -> undeclared.add(Naming.component(d.metadata().project(), d.metadata().name(), name)));
                spec = merged;
            }
            wanted.add(new Intent.Wanted(onTop(marked(d, declared), spec, before), before));
        });
        return new Intent(wanted, undeclared, findings);
    }

    /// Configs and secrets that a file of another dialect holds are named after its assembly; they carry its name, so that they go with it.
    private static Resource marked(Resource contents, List<Resource> declared) {
        if (contents.kind() != Kind.CONFIG && contents.kind() != Kind.SECRET) {
            return contents;
        }
        return declared.stream().filter(a -> a.spec() instanceof AssemblySpec assembly && !assembly.dialect().isEmpty()
                && a.metadata().project().equals(contents.metadata().project()) && contents.metadata().name().startsWith(a.metadata().name() + "-"))
            .max(Comparator.comparing(a -> a.metadata().name().length()))
            .map(a -> contents.withMetadata(contents.metadata().withAnnotations(union(contents.metadata().annotations(), Map.of(AssemblySpec.CONTENTS_OF, a.metadata().name())))))
            .orElse(contents);
    }

    private static Resource onTop(Resource declared, Spec spec, Optional<Resource> before) {
        var metadata = before.map(b -> b.metadata().withLabels(union(b.metadata().labels(), declared.metadata().labels()))
            .withAnnotations(union(b.metadata().annotations(), declared.metadata().annotations()))).orElse(declared.metadata());
        return Resource.declared(metadata, spec);
    }

    private static Map<String, String> union(Map<String, String> stored, Map<String, String> declared) {
        if (declared.isEmpty()) {
            return stored;
        }
        var all = new LinkedHashMap<>(stored);
        all.putAll(declared);
        return all;
    }

    private List<Resource> missingProjects(List<Resource> declared) {
        var named = new LinkedHashSet<Key>();
        declared.stream().filter(d -> d.kind().inProject()).forEach(d -> named.add(d.key().projectKey()));
        declared.stream().filter(d -> d.kind() == Kind.PROJECT).forEach(d -> named.remove(d.key()));
        return named.stream().filter(key -> mirror.get(key).isEmpty())
            .map(key -> Resource.declared(Metadata.named("", key.name()), new ProjectSpec(""))).toList();
    }
}
