package dev.plimsoll.manifest;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Json;
import dev.plimsoll.manifest.tree.YamlText;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Resource;
import java.util.List;
import java.util.stream.Collectors;

/// Resources as YAML, as `plimsoll get -o yaml` shows them and as they can be applied again.
public final class ResourceYaml {
    private ResourceYaml() {}

    /// One document per resource.
    public static String text(List<Resource> resources) {
        return resources.stream().map(ResourceJson::resource).map(ResourceYaml::ofJson).collect(Collectors.joining("---\n"));
    }

    /// Any JSON text as YAML.
    ///
    /// @throws InvalidValue when it is no JSON
    public static String ofJson(String json) {
        var findings = new Findings();
        return YamlText.of(Json.read("", json, findings).orElseThrow(() -> new InvalidValue(findings.list().getFirst().sentence())));
    }
}
