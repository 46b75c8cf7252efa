package dev.plimsoll.api.apply;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.Topology;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Components a stored assembly has and the files no longer name. They stay as they are, with the networks, volumes and routes they have, because a file
/// left out by mistake must not take an application down; with prune they go. Marks that restart left on a component stay too, or the next
/// apply of unchanged files would replace its instances.
final class Undeclared {
    private Undeclared() {}

    static AssemblySpec merge(AssemblySpec declared, AssemblySpec stored, boolean prune) {
        var components = withMarks(declared.topology().components(), stored.topology().components());
        if (prune) {
            return with(declared, declared.topology().withComponents(components), List.of());
        }
        var networks = new LinkedHashMap<>(declared.topology().networks());
        var volumes = new LinkedHashMap<>(declared.topology().volumes());
        var kept = new LinkedHashSet<String>();
        stored.topology().components().forEach((name, component) -> {
            if (components.putIfAbsent(name, component) == null) {
                kept.add(name);
                keep(networksOf(component), stored.topology().networks(), networks);
                keep(volumesOf(component), stored.topology().volumes(), volumes);
            }
        });
        var routes = new LinkedHashMap<>(declared.topology().routes());
        stored.topology().routes().forEach((name, route) -> {
            if (route.targets().stream().anyMatch(t -> t.assembly().isEmpty() && t.component().filter(kept::contains).isPresent())) {
                routes.putIfAbsent(name, route);
            }
        });
        return with(declared, new Topology(components, networks, volumes, routes), List.copyOf(kept));
    }

    private static AssemblySpec with(AssemblySpec declared, Topology topology, List<String> kept) {
        return declared.withTopology(topology).withUndeclared(kept).withRollbackOf(0);
    }

    private static LinkedHashMap<String, ComponentSpec> withMarks(Map<String, ComponentSpec> declared, Map<String, ComponentSpec> stored) {
        var all = new LinkedHashMap<>(declared);
        all.replaceAll((name, component) -> {
            var before = stored.get(name);
            var mark = before == null ? null : before.labels().get(Actions.RESTARTED_AT);
            if (mark == null || component.labels().containsKey(Actions.RESTARTED_AT)) {
                return component;
            }
            var labels = new LinkedHashMap<>(component.labels());
            labels.put(Actions.RESTARTED_AT, mark);
            return component.withLabels(labels);
        });
        return all;
    }

    private static Set<String> networksOf(ComponentSpec component) {
        var names = new LinkedHashSet<String>();
        component.networks().forEach(a -> names.add(a.network()));
        return names.isEmpty() ? Set.of("default") : names;
    }

    private static Set<String> volumesOf(ComponentSpec component) {
        var names = new LinkedHashSet<String>();
        component.mounts().forEach(mount -> {
            if (mount instanceof Mount.Volume volume) {
                volume.volume().ifPresent(names::add);
            }
        });
        return names;
    }

    private static <V> void keep(Set<String> names, Map<String, V> stored, Map<String, V> into) {
        names.forEach(name -> {
            if (stored.containsKey(name)) {
                into.putIfAbsent(name, stored.get(name));
            }
        });
    }
}
