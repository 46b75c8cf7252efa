package dev.plimsoll.compose.translate;

import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Places;
import java.util.Map;

/// Where components and what is said of them stand, by the names that the fields have in a component.
final class Whereabouts {
    private static final Map<String, String> FIELDS = Map.ofEntries(Map.entry("image", "image"), Map.entry("build", "image"), Map.entry("healthcheck", "health"),
        Map.entry("health_check", "health"), Map.entry("environment", "environment"), Map.entry("volumes", "mounts"), Map.entry("logging", "logging"), Map.entry("depends_on", "dependsOn"),
        Map.entry("command", "process.command"), Map.entry("privileged", "isolation.privileged"), Map.entry("network_mode", "isolation.namespaces.network"), Map.entry("pid", "isolation.namespaces.pid"),
        Map.entry("ipc", "isolation.namespaces.ipc"), Map.entry("uts", "isolation.namespaces.uts"), Map.entry("userns_mode", "isolation.namespaces.userns"),
        Map.entry("scale", "replicas"), Map.entry("restart", "restart"), Map.entry("ports", "ports"), Map.entry("mem_limit", "limits"));

    private Whereabouts() {}

    /// @param tree       the merged files
    /// @param path       of the assembly
    /// @param components by service
    static void of(Node.Mapping tree, String path, Map<String, String> components, Places into) {
        if (!(tree.get("services").orElse(null) instanceof Node.Mapping services)) {
            return;
        }
        services.entries().forEach((name, entry) -> {
            if (!components.containsKey(name) || !(entry.value() instanceof Node.Mapping service)) {
                return;
            }
            var component = path + "." + components.get(name);
            into.put(component, entry.mark());
            service.entries().forEach((key, written) -> {
                if (FIELDS.containsKey(key)) {
                    into.put(component + "." + FIELDS.get(key), written.mark());
                }
                if (written.value() instanceof Node.Mapping map && key.equals("environment")) {
                    into.putAll(component + ".environment", map, 1);
                }
                if (written.value() instanceof Node.Mapping map && key.equals("deploy")) {
                    map.entries().forEach((part, below) -> into.put(component + "." + (switch (part) {
                        case "restart_policy" -> "restart";
                        case "update_config" -> "update";
                        case "resources" -> "limits";
                        default -> part;
                    }), below.mark()));
                }
            });
        });
    }
}
