package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Lays one file's services over another's as Rancher did: lists are joined (command lines too), maps are joined one level deep, an image takes the place
/// of a build and the other way round, anything else is replaced. Source: rancher-compose-executor, `mergeConfig`.
final class PairMerge {
    private final Findings findings;

    PairMerge(Findings findings) {
        this.findings = findings;
    }

    /// Whole files: services by the rule above, shared parts by name.
    Node.Mapping files(Node.Mapping below, Node.Mapping above) {
        var merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((group, entry) -> {
            var under = merged.get(group);
            merged.put(group, under == null || under.value().isNothing() ? entry
                : new Node.Entry(under.mark(), group.equals("services") ? services(under.value(), entry.value()) : joined(under.value(), entry.value())));
        });
        return new Node.Mapping(below.mark(), merged);
    }

    private Node services(Node below, Node above) {
        if (!(below instanceof Node.Mapping b && above instanceof Node.Mapping a)) {
            return above.isNothing() ? below : above;
        }
        var merged = new LinkedHashMap<>(b.entries());
        a.entries().forEach((name, entry) -> merged.merge(name, entry, (under, over) ->
            new Node.Entry(under.mark(), service(under.value(), over.value(), Trail.ROOT.to("services").to(name)))));
        return new Node.Mapping(b.mark(), merged);
    }

    /// One service over another.
    Node service(Node below, Node above, Trail trail) {
        if (!(below instanceof Node.Mapping b && above instanceof Node.Mapping a)) {
            return above.isNothing() ? below : above;
        }
        var merged = new LinkedHashMap<>(b.entries());
        a.entries().forEach((key, entry) -> {
            if (entry.value().isNothing() && merged.containsKey(key)) {
                return;
            }
            exclude(merged, key);
            var under = merged.get(key);
            if (under != null) {
                sayReplaced(under, entry, trail.to(key));
            }
            merged.put(key, under == null ? entry : new Node.Entry(entry.mark(), joined(under.value(), entry.value())));
        });
        return new Node.Mapping(b.mark(), merged);
    }

    private static void exclude(Map<String, Node.Entry> merged, String key) {
        if (key.equals("image")) {
            merged.remove("build");
            merged.remove("dockerfile");
        } else if (key.equals("build")) {
            merged.remove("image");
        }
    }

    private void sayReplaced(Node.Entry below, Node.Entry above, Trail trail) {
        boolean differ = below.value() instanceof Node.Sequence && above.value() instanceof Node.Mapping
            || below.value() instanceof Node.Mapping && above.value() instanceof Node.Sequence;
        if (differ) {
            findings.warning(above.mark(), trail, "Replaced", "a list and a map are not joined: this takes the place of what is in " + below.mark().file() + ", line "
                + below.mark().line(), Optional.of("write both as a map, or both as a list"));
        }
    }

    private static Node joined(Node below, Node above) {
        if (below instanceof Node.Sequence b && above instanceof Node.Sequence a) {
            var items = new ArrayList<>(b.items());
            items.addAll(a.items());
            return new Node.Sequence(b.mark(), items);
        }
        if (below instanceof Node.Mapping b && above instanceof Node.Mapping a) {
            var entries = new LinkedHashMap<>(b.entries());
            entries.putAll(a.entries());
            return new Node.Mapping(b.mark(), entries);
        }
        return above;
    }
}
