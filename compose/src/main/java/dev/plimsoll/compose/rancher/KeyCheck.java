package dev.plimsoll.compose.rancher;

import dev.plimsoll.compose.Dialect;
import dev.plimsoll.compose.key.Keys;
import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.LinkedHashMap;
import java.util.List;

/// Says of every key of a pair that is not honoured what becomes of it, while it still is as people wrote it, and takes it away.
final class KeyCheck {
    private static final Keys KEYS = Keys.of(Dialect.RANCHER);

    private final Findings findings;

    private KeyCheck(Findings findings) {
        this.findings = findings;
    }

    static void check(Parts parts) {
        var check = new KeyCheck(parts.findings());
        parts.containers().values().forEach(s -> check.service(s, Place.SERVICE));
        parts.balancers().values().forEach(s -> check.service(s, Place.BALANCER));
        parts.externals().values().forEach(s -> check.service(s, Place.EXTERNAL_SERVICE));
        parts.aliases().values().forEach(s -> check.service(s, Place.ALIAS));
    }

    /// The entries at the top that are honoured.
    static LinkedHashMap<String, Node.Entry> top(Node.Mapping mapping, Findings findings) {
        return new LinkedHashMap<>(KEYS.check(Place.FILE, mapping, Trail.ROOT, findings).entries());
    }

    private void service(Draft service, Place place) {
        if (service.entry().value() instanceof Node.Mapping mapping) {
            var kept = KEYS.check(place, mapping, service.trail(), findings).entries().keySet();
            List.copyOf(service.keys()).stream().filter(k -> !kept.contains(k) || k.startsWith("x-")).forEach(service::remove);
        }
        below(service, "build", Place.BUILD);
        below(service, "upgrade_strategy", Place.UPGRADE_STRATEGY);
        below(service, "update_strategy", Place.UPGRADE_STRATEGY);
        below(service, "scale_policy", Place.SCALE_POLICY);
        below(service, "lb_config", Place.LB_CONFIG);
        var config = service.map("lb_config");
        check(config.get("stickiness_policy"), service.trail().to("lb_config").to("stickiness_policy"), Place.STICKINESS);
        if (config.get("port_rules") != null && config.get("port_rules").value() instanceof Node.Sequence rules) {
            for (int i = 0; i < rules.items().size(); i++) {
                var trail = service.trail().to("lb_config").to("port_rules").to(i);
                if (rules.items().get(i) instanceof Node.Mapping rule) {
                    KEYS.check(Place.PORT_RULE, rule, trail, findings);
                }
            }
        }
    }

    private void below(Draft service, String key, Place place) {
        service.node(key).ifPresent(n -> check(new Node.Entry(service.mark(key), n), service.trail().to(key), place));
    }

    private void check(Node.Entry entry, Trail trail, Place place) {
        if (entry == null || entry.value().isNothing()) {
            return;
        }
        if (entry.value() instanceof Node.Mapping mapping) {
            KEYS.check(place, mapping, trail, findings);
        } else if (!(entry.value() instanceof Node.Scalar && trail.toString().endsWith(".build"))) {
            findings.error(entry.value().mark(), trail, "WrongType", "this should be a map, not " + entry.value().what());
        }
    }
}
