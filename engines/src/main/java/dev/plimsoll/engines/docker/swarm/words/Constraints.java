package dev.plimsoll.engines.docker.swarm.words;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// What a placement demands of nodes. The grammar and the keys are those of swarmkit's package `constraint`.
public final class Constraints {
    private static final Pattern CONSTRAINT = Pattern.compile("\\s*([a-z0-9][a-z0-9._-]*)\\s*(==|!=)\\s*(.+?)\\s*", Pattern.CASE_INSENSITIVE);
    private static final String NODE_LABELS = "node.labels.";
    private static final String ENGINE_LABELS = "engine.labels.";

    private Constraints() {}

    /// The first one that a node does not meet.
    public static Optional<String> unmet(JsonNode placement, JsonNode node) {
        for (var constraint : placement.path("Constraints")) {
            var matcher = CONSTRAINT.matcher(constraint.asText());
            if (matcher.matches() && actual(matcher.group(1), node).map(is -> is.equalsIgnoreCase(matcher.group(3)) != matcher.group(2).equals("==")).orElse(true)) {
                return Optional.of(constraint.asText());
            }
        }
        return Optional.empty();
    }

    /// Whether a service of one instance on each node has one on this one, as swarmkit's global orchestrator sees it.
    public static boolean welcome(JsonNode placement, JsonNode node) {
        return node.path("Status").path("State").asText().equals("ready") && node.path("Spec").path("Availability").asText("active").equals("active")
            && unmet(placement, node).isEmpty();
    }

    /// None for a key that nobody knows, which no node meets.
    private static Optional<String> actual(String key, JsonNode node) {
        var description = node.path("Description");
        var fixed = Map.of("node.id", node.path("ID"), "node.hostname", description.path("Hostname"), "node.role", node.path("Spec").path("Role"),
            "node.platform.os", description.path("Platform").path("OS"), "node.platform.arch", description.path("Platform").path("Architecture"), "node.ip", node.path("Status").path("Addr"));
        var lower = key.toLowerCase(Locale.ROOT);
        if (fixed.containsKey(lower)) {
            return Optional.of(fixed.get(lower).asText());
        }
        if (lower.startsWith(NODE_LABELS)) {
            return Optional.of(node.path("Spec").path("Labels").path(key.substring(NODE_LABELS.length())).asText());
        }
        return lower.startsWith(ENGINE_LABELS) ? Optional.of(description.path("Engine").path("Labels").path(key.substring(ENGINE_LABELS.length())).asText()) : Optional.empty();
    }
}
