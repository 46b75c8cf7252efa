package dev.plimsoll.compose.source;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.key.Keys;
import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.BundlePath;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Resolves `extends`: the extended service, of the same or another file, with the extending one laid over it.
final class Extending {
    private static final int LONGEST_CHAIN = 64;

    private final String top;
    private final Loader.Place place;
    private final Function<String, List<Node.Mapping>> documents;
    private final Findings findings;
    private final Map<Base, Optional<Node.Mapping>> resolved = new HashMap<>();

    /// @param top the project's file that extends, whose paths are relative to the project's folder; those of other files are to the file's
    Extending(String top, Loader.Place place, Function<String, List<Node.Mapping>> documents, Findings findings) {
        this.top = top;
        this.place = place;
        this.documents = documents;
        this.findings = findings;
    }

    /// A service of a file.
    private record Base(String file, String service) {}

    Node.Mapping resolved(Node.Mapping document) {
        if (!(document.get("services").orElse(document) instanceof Node.Mapping services) || services == document
            || services.entries().values().stream().noneMatch(e -> e.value() instanceof Node.Mapping m && m.entries().containsKey("extends"))) {
            return document;
        }
        var entries = new LinkedHashMap<>(services.entries());
        entries.replaceAll((name, entry) -> entry.value() instanceof Node.Mapping service && service.entries().containsKey("extends")
            ? new Node.Entry(entry.mark(), service(service, new Base(top, name), new LinkedHashSet<>(), services)) : entry);
        var all = new LinkedHashMap<>(document.entries());
        all.put("services", new Node.Entry(all.get("services").mark(), new Node.Mapping(services.mark(), entries)));
        return new Node.Mapping(document.mark(), all);
    }

    private Node.Mapping service(Node.Mapping service, Base self, Set<Base> chain, Node.Mapping siblings) {
        var trail = Trail.ROOT.to("services").to(self.service()).to("extends");
        var rest = new LinkedHashMap<>(service.entries());
        var written = rest.remove("extends").value();
        var own = new Node.Mapping(service.mark(), rest);
        if (written instanceof Node.Mapping from) {
            Keys.of(Dialect.COMPOSE).check(Place.EXTENDS, from, trail, findings);
        }
        var base = base(written, self.file(), trail);
        if (base.isEmpty()) {
            return own;
        }
        if (!chain.add(self) || chain.contains(base.get()) || chain.size() > LONGEST_CHAIN) {
            findings.error(written.mark(), trail, "Cycle", "services extend each other in a circle, or in too long a chain");
            return own;
        }
        if (!resolved.containsKey(base.get())) {
            resolved.put(base.get(), extended(base.get(), self, chain, siblings, trail.to("service")));
        }
        var below = resolved.get(base.get()).map(b -> Rebase.service(b, folder(base.get().file()), folder(self.file())));
        return below.map(b -> Merge.services(b, own)).orElse(own);
    }

    private String folder(String file) {
        return file.equals(top) ? place.folder() : BundlePath.folderOf(file);
    }

    private Optional<Node.Mapping> extended(Base base, Base self, Set<Base> chain, Node.Mapping siblings, Trail trail) {
        boolean here = base.file().equals(self.file());
        var services = here ? Optional.of(siblings) : documents.apply(base.file()).stream().flatMap(d -> d.get("services").stream())
            .filter(s -> s instanceof Node.Mapping).map(s -> (Node.Mapping) s).findFirst();
        if (services.isEmpty()) {
            return Optional.empty();
        }
        var found = services.get().get(base.service());
        if (found.isEmpty() || !(found.get() instanceof Node.Mapping service)) {
            findings.error(siblings.entries().get(self.service()).mark(), trail, "NoSuchService", "service " + Quote.of(base.service())
                + " is not in " + Quote.of(base.file()),
                Nearest.hint(base.service(), services.get().entries().keySet()));
            return Optional.empty();
        }
        return Optional.of(service.entries().containsKey("extends") ? service(service, base, chain, services.get()) : service);
    }

    private Optional<Base> base(Node written, String file, Trail trail) {
        if (written instanceof Node.Scalar scalar && !scalar.isNothing()) {
            return Optional.of(new Base(file, scalar.text()));
        }
        if (!(written instanceof Node.Mapping mapping && mapping.get("service").orElse(mapping) instanceof Node.Scalar service)) {
            findings.error(written.mark(), trail, "WrongType", "this should be a service's name or a map with service and file");
            return Optional.empty();
        }
        if (!(mapping.get("file").orElse(mapping) instanceof Node.Scalar other) || other.isNothing()) {
            return Optional.of(new Base(file, service.text()));
        }
        var path = BundlePath.resolve(folder(file), other.text());
        if (path.isEmpty()) {
            findings.error(other.mark(), trail.to("file"), "PathOutside", Quote.of(other.text()) + " is no path inside the declaration's folder",
                Optional.of("put the file into the folder that holds the compose file"));
        }
        return path.map(p -> new Base(p, service.text()));
    }
}
