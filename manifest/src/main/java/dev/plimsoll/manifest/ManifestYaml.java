package dev.plimsoll.manifest;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Json;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Texts;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.YamlText;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Resource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Resources as a person would declare them in files: only what people write, dollars doubled where variables are put in. A secret's value is never
/// written; a variable stands in its place.
///
/// @param text      one document for each resource
/// @param variables the values left out, by the name of the variable that stands for each
public record ManifestYaml(String text, Map<String, String> variables) {
    private static final List<String> METADATA = List.of("name", "project", "labels", "annotations");

    /// Writes them; [Manifests#read] with these variables reads the same resources.
    public static ManifestYaml of(List<Resource> resources) {
        var variables = new TreeMap<String, String>();
        var documents = new ArrayList<String>();
        for (var resource : resources) {
            documents.add(YamlText.of(document(resource, variables)));
        }
        return new ManifestYaml(String.join("---\n", documents), variables);
    }

    private static Node document(Resource resource, Map<String, String> variables) {
        var findings = new Findings();
        var whole = (Node.Mapping) Json.read("", ResourceJson.resource(resource), findings).orElseThrow(() -> new InvalidValue(findings.list().getFirst().sentence()));
        var entries = new LinkedHashMap<>(whole.entries());
        entries.remove("status");
        entries.computeIfPresent("metadata", (_, entry) -> new Node.Entry(entry.mark(), doubled(ofPeople(entry.value()))));
        entries.computeIfPresent("spec", (_, entry) -> new Node.Entry(entry.mark(), spec(resource, entry.value(), variables)));
        return new Node.Mapping(whole.mark(), entries);
    }

    private static Node ofPeople(Node metadata) {
        if (!(metadata instanceof Node.Mapping map)) {
            return metadata;
        }
        var kept = new LinkedHashMap<>(map.entries());
        kept.keySet().retainAll(METADATA);
        return new Node.Mapping(map.mark(), kept);
    }

    /// In a plan's topology no variables are put in: what looks like one is the plan's own parameter.
    private static Node spec(Resource resource, Node spec, Map<String, String> variables) {
        if (!(spec instanceof Node.Mapping map)) {
            return spec;
        }
        var entries = new LinkedHashMap<>(map.entries());
        entries.replaceAll((name, entry) -> new Node.Entry(entry.mark(), switch (resource.kind()) {
            case SECRET -> hidden(resource, entry.value(), variables);
            case PLAN -> name.equals("topology") ? entry.value() : doubled(entry.value());
            default -> doubled(entry.value());
        }));
        return new Node.Mapping(map.mark(), entries);
    }

    private static Node doubled(Node node) {
        return Texts.changed(node, Trail.ROOT, (text, _, _) -> text.replace("$", "$$"));
    }

    private static Node hidden(Resource secret, Node data, Map<String, String> variables) {
        if (!(data instanceof Node.Mapping map)) {
            return data;
        }
        var entries = new LinkedHashMap<>(map.entries());
        entries.replaceAll((name, entry) -> entry.value() instanceof Node.Scalar value
            ? new Node.Entry(entry.mark(), Node.Scalar.text(value.mark(), "${" + variable(secret, name, value.text(), variables) + "}")) : entry);
        return new Node.Mapping(map.mark(), entries);
    }

    private static String variable(Resource secret, String entry, String value, Map<String, String> variables) {
        var written = (secret.metadata().name() + "_" + entry).toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]+", "_");
        var base = Character.isDigit(written.charAt(0)) ? "_" + written : written;
        var name = base;
        for (int i = 2; variables.containsKey(name); i++) {
            name = base + "_" + i;
        }
        variables.put(name, value);
        return name;
    }

    /// Names only: this is no place to show values by accident.
    @Override
    public String toString() {
        return "ManifestYaml" + variables.keySet();
    }

    /// Whether anything was left out.
    public boolean hasSecrets() {
        return !variables.isEmpty();
    }
}
