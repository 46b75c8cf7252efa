package dev.plimsoll.compose.rancher;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.key.Keys;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// `extends` of Rancher's files: a service of the same or another file, with the extending one laid over it. One with `links` or `volumes_from` cannot
/// be extended, as there.
final class Extends {
    private static final int LONGEST_CHAIN = 64;
    private static final List<String> NOT_WITH = List.of("links", "volumes_from");

    private final PairMerge merge;
    private final Findings findings;
    private final Function<String, Optional<Node.Mapping>> documents;

    Extends(PairMerge merge, Findings findings, Function<String, Optional<Node.Mapping>> documents) {
        this.merge = merge;
        this.findings = findings;
        this.documents = documents;
    }

    private record Place(String file, String service) {}

    Node.Mapping resolved(String file, Node.Mapping document) {
        if (!(document.get("services").orElse(document) instanceof Node.Mapping services) || services == document) {
            return document;
        }
        var done = new LinkedHashMap<String, Node.Entry>();
        services.entries().forEach((name, entry) -> done.put(name, new Node.Entry(entry.mark(),
            service(new Place(file, name), entry.value(), services, new LinkedHashSet<>()))));
        var entries = new LinkedHashMap<>(document.entries());
        entries.put("services", new Node.Entry(entries.get("services").mark(), new Node.Mapping(services.mark(), done)));
        return new Node.Mapping(document.mark(), entries);
    }

    private Node service(Place place, Node node, Node.Mapping siblings, Set<Place> chain) {
        if (!(node instanceof Node.Mapping service) || !service.entries().containsKey("extends")) {
            return node;
        }
        var own = new LinkedHashMap<>(service.entries());
        var written = own.remove("extends").value();
        var rest = new Node.Mapping(service.mark(), own);
        var trail = Trail.ROOT.to("services").to(place.service()).to("extends");
        var base = base(written, place, trail);
        if (base.isEmpty()) {
            return rest;
        }
        if (!chain.add(place) || chain.contains(base.get()) || chain.size() > LONGEST_CHAIN) {
            findings.error(written.mark(), trail, "Cycle", "services extend each other in a circle, or in too long a chain");
            return rest;
        }
        var others = base.get().file().equals(place.file()) ? Optional.of(siblings)
            : documents.apply(base.get().file()).flatMap(d -> d.get("services")).filter(s -> s instanceof Node.Mapping).map(s -> (Node.Mapping) s);
        return others.map(o -> over(base.get(), o, rest, new Link(written, trail, chain))).orElse(rest);
    }

    private record Link(Node written, Trail trail, Set<Place> chain) {}

    private Node over(Place base, Node.Mapping others, Node.Mapping own, Link link) {
        if (!(others.get(base.service()).orElse(others) instanceof Node.Mapping found) || found == others) {
            findings.error(link.written().mark(), link.trail(), "NoSuchService", "service " + Quote.of(base.service()) + " is not in " + Quote.of(base.file()),
                Nearest.hint(base.service(), others.entries().keySet()));
            return own;
        }
        var below = service(base, found, others, link.chain());
        var keys = below instanceof Node.Mapping m ? m.entries() : Map.<String, Node.Entry>of();
        NOT_WITH.stream().filter(keys::containsKey).findFirst().ifPresent(key -> findings.error(link.written().mark(), link.trail(), "NotHonoured",
            "service " + Quote.of(base.service()) + " has " + key + " and cannot be extended, as in Rancher", Optional.of("write " + key + " in each service itself")));
        return merge.service(below, own, link.trail());
    }

    /// A name alone is a service of the same file, as version 1 had it.
    private Optional<Place> base(Node written, Place place, Trail trail) {
        if (written instanceof Node.Scalar scalar && !scalar.isNothing()) {
            return Optional.of(new Place(place.file(), scalar.text()));
        }
        if (!(written instanceof Node.Mapping mapping && mapping.get("service").orElse(mapping) instanceof Node.Scalar service)) {
            findings.error(written.mark(), trail, "WrongType", "this should be a service's name or a map with service and file");
            return Optional.empty();
        }
        Keys.of(Dialect.RANCHER).check(dev.plimsoll.compose.key.Place.EXTENDS, mapping, trail, findings);
        if (!(mapping.get("file").orElse(mapping) instanceof Node.Scalar file) || file.isNothing()) {
            return Optional.of(new Place(place.file(), service.text()));
        }
        var path = BundlePath.resolve(BundlePath.folderOf(place.file()), file.text());
        if (path.isEmpty()) {
            findings.error(file.mark(), trail.to("file"), "PathOutside", Quote.of(file.text()) + " is no path inside the declaration's folder",
                Optional.of("put the file into the folder that holds the pair"));
        }
        return path.map(p -> new Place(p, service.text()));
    }
}
