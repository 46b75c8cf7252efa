package dev.plimsoll.manifest;

import dev.plimsoll.manifest.shape.Binder;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Interpolation;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Spec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One document of ours to one resource.
final class Documents {
    private static final List<String> KEYS = List.of("apiVersion", "kind", "metadata", "spec", "status");
    private static final Set<String> OF_PEOPLE = Set.of("name", "project", "labels", "annotations");
    private static final List<String> TITLES = Arrays.stream(Kind.values()).map(Kind::title).toList();
    private static final Trail METADATA = Trail.ROOT.to("metadata");
    private static final Trail SPEC = Trail.ROOT.to("spec");

    private final String project;
    private final Findings findings;
    private final Interpolation interpolation;
    private final Binder binder;

    Documents(String project, Findings findings, Interpolation interpolation) {
        this.project = project;
        this.findings = findings;
        this.interpolation = interpolation;
        this.binder = new Binder(findings, Binder.Unknown.REFUSED);
    }

    /// Empty when something is wrong; the findings say what.
    Optional<Resource> resource(Node document) {
        if (!(document instanceof Node.Mapping mapping)) {
            findings.error(document.mark(), Trail.ROOT, "WrongType", "a document should be a map with apiVersion, kind, metadata and spec, not " + document.what());
            return Optional.empty();
        }
        mapping.entries().forEach((name, entry) -> {
            if (!KEYS.contains(name)) {
                findings.error(entry.mark(), Trail.ROOT.to(name), "UnknownKey", "unknown key", Nearest.hint(name, KEYS));
            }
        });
        apiVersion(mapping);
        return kind(mapping).flatMap(kind -> {
            var metadata = metadata(kind, mapping);
            var spec = spec(kind, mapping);
            return metadata.isPresent() && spec.isPresent() ? Optional.of(Resource.declared(metadata.get(), spec.get())) : Optional.empty();
        });
    }

    private void apiVersion(Node.Mapping mapping) {
        var given = mapping.get("apiVersion").orElse(Node.Scalar.nothing(mapping.mark()));
        if (!(given instanceof Node.Scalar scalar && scalar.text().equals(ResourceJson.API_VERSION))) {
            findings.error(given.mark(), Trail.ROOT.to("apiVersion"), "WrongVersion", "this should be " + ResourceJson.API_VERSION, mapping.get("services")
                .map(_ -> "this looks like a compose file; name it with -f alone"));
        }
    }

    private Optional<Kind> kind(Node.Mapping mapping) {
        var given = mapping.get("kind").orElse(Node.Scalar.nothing(mapping.mark()));
        var word = given instanceof Node.Scalar scalar ? scalar.text() : "";
        var kind = Arrays.stream(Kind.values()).filter(k -> k.title().equals(word)).findFirst();
        if (kind.isEmpty()) {
            findings.error(given.mark(), Trail.ROOT.to("kind"), "UnknownKind", (word.isEmpty() ? "missing" : Quote.of(word) + " is no kind")
                + "; it is one of " + String.join(", ", TITLES), Nearest.hint(word, TITLES));
        }
        if (kind.filter(Kind.RELEASE::equals).isPresent()) {
            findings.error(given.mark(), Trail.ROOT.to("kind"), "MadeByPlimsoll", "releases are made by Plimsoll, one per apply; they cannot be declared");
            return Optional.empty();
        }
        return kind;
    }

    private Optional<Metadata> metadata(Kind kind, Node.Mapping mapping) {
        var node = interpolation.in(mapping.get("metadata").orElse(Node.Mapping.empty(mapping.mark())), METADATA);
        return binder.bind(Metadata.class, ofPeople(node), METADATA).flatMap(given -> {
            var room = kind.inProject() && given.project().isEmpty() ? project : given.project();
            try {
                new Key(kind, room, given.name());
                return Optional.of(Metadata.named(room, given.name()).withLabels(given.labels()).withAnnotations(given.annotations()));
            } catch (InvalidValue invalid) {
                var at = node instanceof Node.Mapping m ? m.get("name").orElse(node) : node;
                findings.error(at.mark(), METADATA.to("name"), "InvalidName", Quote.line(invalid.getMessage()), better(given.name()));
                return Optional.empty();
            }
        });
    }

    private static Optional<String> better(String name) {
        var label = dev.plimsoll.model.Names.toLabel(name);
        return label.isEmpty() || label.equals(name) ? Optional.empty() : Optional.of("such as " + Quote.of(label));
    }

    /// What `plimsoll get -o yaml` printed may be applied again: fields that only the store and controllers write are passed over.
    private static Node ofPeople(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return node;
        }
        var kept = new LinkedHashMap<>(mapping.entries());
        dev.plimsoll.manifest.shape.Shapes.of(Metadata.class).names().stream().filter(n -> !OF_PEOPLE.contains(n)).forEach(kept::remove);
        return new Node.Mapping(mapping.mark(), kept);
    }

    private Optional<? extends Spec> spec(Kind kind, Node.Mapping mapping) {
        var node = mapping.get("spec").orElse(Node.Mapping.empty(mapping.mark()));
        return binder.bind(kind.specType(), kind == Kind.PLAN ? outsideTopology(node) : interpolation.in(node, SPEC), SPEC);
    }

    /// A plan's topology keeps its `${NAME}`: they are the plan's parameters, filled in when it is instantiated.
    private Node outsideTopology(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return node;
        }
        var changed = new LinkedHashMap<>(mapping.entries());
        changed.replaceAll((name, entry) -> name.equals("topology") ? entry : new Node.Entry(entry.mark(), interpolation.in(entry.value(), SPEC.to(name))));
        return new Node.Mapping(mapping.mark(), changed);
    }
}
