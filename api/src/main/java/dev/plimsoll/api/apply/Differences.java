package dev.plimsoll.api.apply;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.api.apply.ApplyAnswer.FieldChange;
import dev.plimsoll.api.http.Wire;
import dev.plimsoll.manifest.ResourceJson;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.SecretSpec;
import dev.plimsoll.model.Spec;
import dev.plimsoll.model.Topology;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is different between two states of a resource, field by field, as in JSON.
final class Differences {
    /// Fields listed per resource; somebody who changed more does not read them one by one.
    static final int MOST = 500;
    private static final int LONGEST = 400;
    private static final String CHANGED = "(changed)";

    private final List<FieldChange> found = new ArrayList<>();

    private Differences() {}

    static List<FieldChange> between(Resource before, Resource after) {
        var differences = new Differences();
        differences.texts("metadata.labels", before.metadata().labels(), after.metadata().labels());
        differences.texts("metadata.annotations", before.metadata().annotations(), after.metadata().annotations());
        differences.specs(before.spec(), after.spec());
        return List.copyOf(differences.found);
    }

    private void specs(Spec before, Spec after) {
        if (before instanceof SecretSpec old && after instanceof SecretSpec now) {
            secrets(old.data(), now.data());
        } else if (before instanceof AssemblySpec old && after instanceof AssemblySpec now) {
            // Equal components are left out before anything is written as JSON: of thousands usually a few differ.
            fields("spec", json(without(old, now)), json(without(now, old)));
        } else if (!before.equals(after)) {
            fields("spec", json(before), json(after));
        }
    }

    private void secrets(Map<String, String> before, Map<String, String> after) {
        for (var name : names(before.keySet(), after.keySet())) {
            if (!before.containsKey(name)) {
                add("spec.data." + name, Optional.empty(), Optional.of("(new)"));
            } else if (!after.containsKey(name)) {
                add("spec.data." + name, Optional.of("(sealed)"), Optional.empty());
            } else if (!before.get(name).equals(after.get(name))) {
                add("spec.data." + name, Optional.of("(sealed)"), Optional.of(CHANGED));
            }
        }
    }

    private void texts(String path, Map<String, String> before, Map<String, String> after) {
        for (var name : names(before.keySet(), after.keySet())) {
            if (!java.util.Objects.equals(before.get(name), after.get(name))) {
                add(path + "." + name, Optional.ofNullable(before.get(name)), Optional.ofNullable(after.get(name)));
            }
        }
    }

    private void fields(String path, JsonNode before, JsonNode after) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() && after.isObject()) {
            var names = new LinkedHashSet<String>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.forEach(name -> fields(path + "." + name, before.path(name), after.path(name)));
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int i = 0; i < before.size(); i++) {
                fields(path + "[" + i + "]", before.get(i), after.get(i));
            }
        } else {
            add(path, text(before), text(after));
        }
    }

    private void add(String path, Optional<String> before, Optional<String> after) {
        if (found.size() < MOST) {
            found.add(new FieldChange(path, before, after));
        }
    }

    private static Optional<String> text(JsonNode node) {
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        var text = node.isTextual() ? node.textValue() : node.toString();
        return Optional.of(text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…");
    }

    private static AssemblySpec without(AssemblySpec spec, AssemblySpec other) {
        var components = new LinkedHashMap<String, ComponentSpec>();
        spec.topology().components().forEach((name, component) -> {
            if (!component.equals(other.topology().components().get(name))) {
                components.put(name, component);
            }
        });
        return spec.withTopology(new Topology(components, spec.topology().networks(), spec.topology().volumes()));
    }

    private static JsonNode json(Spec spec) {
        return Wire.tree(ResourceJson.spec(spec));
    }

    private static LinkedHashSet<String> names(java.util.Set<String> one, java.util.Set<String> other) {
        var names = new LinkedHashSet<>(one);
        names.addAll(other);
        return names;
    }
}
