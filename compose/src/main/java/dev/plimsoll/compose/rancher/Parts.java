package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The services of a stack by what they are. Source of the order of tests: the digest of rancher-compose and its executor.
///
/// @param stack      its name
/// @param containers what runs
/// @param balancers  what routes
/// @param externals  what runs elsewhere
/// @param aliases    what only stands for others
record Parts(String stack, Map<String, Draft> containers, Map<String, Draft> balancers, Map<String, Draft> externals, Map<String, Draft> aliases, Findings findings) {
    static final String LEGACY_IMAGE = "rancher/load-balancer-service";
    private static final String BALANCER_IMAGE = "rancher/lb-service-haproxy";
    /// Keys that were found at the place of a service because they were not indented far enough.
    private static final Set<String> KEYS = Set.of("health_check", "ports", "links", "labels", "environment", "volumes", "volumes_from", "lb_config", "scale", "image", "command",
        "metadata", "upgrade_strategy", "scale_policy", "retain_ip", "external_links", "expose", "restart", "build", "tty", "stdin_open", "net", "network_mode", "privileged",
        "port_rules", "stickiness_policy", "start_on_create", "drain_timeout_ms", "entrypoint", "env_file");

    static Parts of(String stack, Node.Entry services, Findings findings) {
        var parts = new Parts(stack, new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>(), findings);
        if (services != null && services.value() instanceof Node.Mapping mapping) {
            mapping.entries().forEach(parts::sort);
        }
        return parts;
    }

    private void sort(String name, Node.Entry entry) {
        if (misplaced(name, entry)) {
            return;
        }
        if (!(entry.value() instanceof Node.Mapping) && !entry.value().isNothing()) {
            findings.error(entry.mark(), Trail.ROOT.to("services").to(name), "WrongType", "a service should be a map, not " + entry.value().what());
            return;
        }
        var draft = new Draft(name, entry, findings);
        var image = draft.text("image").replaceFirst(":[^:/]*$", "");
        if (image.equals(Layout.EXTERNAL_IMAGE) || draft.has("external_ips") || draft.has(ExternalServices.HOSTNAME)) {
            externals.put(name, draft);
        } else if (image.equals(LEGACY_IMAGE) || image.equals(BALANCER_IMAGE) || routes(draft)) {
            balancers.put(name, draft);
        } else if (image.equals(Layout.ALIAS_IMAGE)) {
            aliases.put(name, draft);
        } else {
            containers.put(name, draft);
        }
    }

    /// A rule with a port to listen on makes a balancer; rules without one say how a balancer elsewhere reaches this service.
    private static boolean routes(Draft draft) {
        var rules = Optional.ofNullable(draft.map("lb_config").get("port_rules")).map(Node.Entry::value).orElse(Node.Scalar.nothing(draft.mark()));
        return rules instanceof Node.Sequence sequence && sequence.items().stream().anyMatch(r -> r instanceof Node.Mapping m
            && m.get("source_port").filter(p -> p instanceof Node.Scalar s && !s.text().equals("0") && !s.text().isEmpty()).isPresent());
    }

    private boolean misplaced(String name, Node.Entry entry) {
        boolean service = entry.value() instanceof Node.Mapping m && (m.entries().containsKey("image") || m.entries().containsKey("build"));
        if (!KEYS.contains(name) || service) {
            return false;
        }
        findings.error(entry.mark(), Trail.ROOT.to("services").to(name), "Indentation", Quote.of(name) + " stands where services stand, so it belongs to none",
            Optional.of("move it to the right, below the service it is meant for"));
        return true;
    }

    Stream<Draft> all() {
        return Stream.of(containers, balancers, externals, aliases).flatMap(m -> m.values().stream());
    }

    /// Whether the stack has a service of this name, whatever it is.
    boolean has(String name) {
        return containers.containsKey(name) || balancers.containsKey(name) || externals.containsKey(name) || aliases.containsKey(name);
    }
}
