package dev.plimsoll.manifest;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Interpolation;
import dev.plimsoll.manifest.tree.Limits;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Places;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Yaml;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads Plimsoll's own files: YAML or JSON, many documents to a file, each `{apiVersion, kind, metadata, spec}`. Pure, never throws, and
/// says everything that is wrong at once.
public final class Manifests {
    private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");

    private final Asked asked;
    private final Findings findings = new Findings();
    private final Map<Key, Mark> seen = new HashMap<>();
    private final List<Resource> resources = new ArrayList<>();
    private final Documents documents;

    /// How deep the fields of a component are told apart.
    private static final int FIELDS = 2;

    private final Places places = new Places();

    private Manifests(Bundle bundle, String project) {
        asked = new Asked(bundle);
        documents = new Documents(project, findings, new Interpolation(new RequiredVariables(asked), Interpolation.Names.BRACED, findings));
    }

    /// Reads every `.yaml`, `.yml` and `.json` file of the bundle, in the order of their paths.
    ///
    /// @param project of resources that name none
    public static Declaration read(Bundle bundle, String project) {
        return read(bundle, project, bundle.files().keySet().stream().filter(f -> ENDINGS.stream().anyMatch(f::endsWith)).sorted().toList());
    }

    /// Reads these files of the bundle, in this order.
    public static Declaration read(Bundle bundle, String project, List<String> files) {
        var manifests = new Manifests(bundle, project);
        long characters = bundle.files().values().stream().mapToLong(String::length).sum();
        if (characters > Limits.CHARACTERS) {
            manifests.findings.error(Mark.NOWHERE, Trail.ROOT, "TooLarge", Limits.tooLarge(characters));
        } else {
            files.forEach(manifests::file);
        }
        return new Declaration(manifests.resources, manifests.findings.list(), manifests.asked.needs(), manifests.places);
    }

    private void file(String path) {
        var text = asked.file(path);
        if (text.isEmpty() && asked.lacks(path)) {
            findings.error(Mark.of(path), Trail.ROOT, "NoSuchFile", "there is no such file");
        }
        for (var document : text.map(t -> Yaml.read(path, t, findings)).orElse(List.of())) {
            if (resources.size() >= Limits.DOCUMENTS) {
                findings.error(document.mark(), Trail.ROOT, "TooMany", "there are more than " + Limits.DOCUMENTS + " documents");
                return;
            }
            documents.resource(document).ifPresent(r -> keep(r, document));
        }
    }

    /// A component of an assembly stands under its topology.
    private void place(Resource resource, Node document) {
        var path = resource.key().shortForm();
        places.put(path, document.mark());
        below(document, "spec").ifPresent(spec -> {
            if (resource.spec() instanceof ComponentSpec) {
                places.putAll(path, spec, FIELDS);
            }
            below(spec, "topology").flatMap(t -> below(t, "components")).ifPresent(components -> places.putAll(path, components, 1 + FIELDS));
        });
    }

    private static Optional<Node.Mapping> below(Node node, String key) {
        return node instanceof Node.Mapping map && map.get(key).orElse(map) instanceof Node.Mapping inner && inner != map ? Optional.of(inner) : Optional.empty();
    }

    private void keep(Resource resource, Node document) {
        var before = seen.putIfAbsent(resource.key(), document.mark());
        if (before == null) {
            resources.add(resource);
            place(resource, document);
        } else {
            findings.error(document.mark(), Trail.ROOT.to("metadata").to("name"), "DuplicateResource", Quote.plain(resource.key().shortForm())
                + " is declared twice", Optional.of("the first one is in " + before.file() + ", line " + before.line()));
        }
    }
}
