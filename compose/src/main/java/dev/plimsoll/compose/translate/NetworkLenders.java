package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Group;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// `network_mode: service:NAME`. Whose network a service uses leads a group of both: the same slots, made, replaced and removed together, because a network goes with the container
/// it was made for. What the engine refuses for a container in another's network is refused here, where there is a line to show.
final class NetworkLenders {
    static final String SERVICE = "service:";
    /// Keys that are about a network of one's own. Source: the engine's checks of `container:` networks.
    private static final List<String> OWN = List.of("ports", "expose", "hostname", "domainname", "dns", "extra_hosts", "links", "mac_address");

    private final Map<String, Section> enabled;
    /// The services that lend in the end, by those that borrow.
    private final Map<String, String> lenders = new LinkedHashMap<>();

    private NetworkLenders(Map<String, Section> enabled) {
        this.enabled = enabled;
    }

    /// @return services whose networks others use, by those who use them. Empty in a Rancher pair, which has sidekicks instead
    static Map<String, String> of(Map<String, Section> enabled, Section root) {
        var found = new NetworkLenders(enabled);
        if (!root.honours(Place.SERVICE, "network_of")) {
            enabled.forEach(found::look);
        }
        return found.lenders;
    }

    static boolean borrows(Section service) {
        return service.text("network_mode").filter(m -> m.startsWith(SERVICE)).isPresent();
    }

    private void look(String name, Section service) {
        if (!borrows(service)) {
            return;
        }
        var lender = name;
        var seen = new HashSet<String>();
        while (borrows(enabled.get(lender))) {
            if (!seen.add(lender)) {
                service.error("network_mode", "Cycle", "services use each other's network in a circle: " + String.join(", ", seen), "give one of them a network of its own");
                return;
            }
            var next = enabled.get(lender).text("network_mode").orElseThrow().substring(SERVICE.length());
            if (!enabled.containsKey(next)) {
                service.error("network_mode", "UnknownService", "service " + Quote.of(next) + " is not declared, or switched off by its profiles",
                    Nearest.hint(next, enabled.keySet()).orElse(""));
                return;
            }
            lender = next;
        }
        lenders.put(name, lender);
        refuseOwn(service, lender);
    }

    private static void refuseOwn(Section service, String lender) {
        for (var key : OWN) {
            if (service.node(key).isPresent()) {
                service.error(key, "Contradiction", "the network is that of " + Quote.of(lender) + ", and so is what belongs to it", "move it to " + Quote.plain(lender));
            }
        }
        service.section("deploy").filter(d -> d.node("update_config").isPresent()).ifPresent(d -> d.findings().notice(d.mark("update_config"), d.trail().to("update_config"), "NotHonoured",
            "it is updated together with " + Quote.of(lender) + ", as that says"));
        service.named("depends_on").forEach((name, item) -> {
            var condition = service.section(item).flatMap(d -> d.text("condition")).orElse("");
            if (name.equals(lender) && condition.equals("service_healthy")) {
                service.findings().notice(item.node().mark(), item.trail(), "Approximated", "it starts right after " + Quote.of(lender) + ", whose network it uses, and does not wait until that is healthy");
            } else if (name.equals(lender) && condition.equals(Dependencies.COMPLETED)) {
                service.findings().error(item.node().mark(), item.trail(), "Contradiction", "a network goes with the container it was made for, so "
                    + Quote.of(lender) + " cannot have completed");
            }
        });
    }

    /// The group of a service that borrows.
    static Group group(String name, Neighbours neighbours) {
        var lender = neighbours.lenders().get(name);
        return lender == null ? Group.NONE : Group.sidekickOf(neighbours.components().get(lender)).withNetworkOf(neighbours.components().get(lender));
    }

    /// Gives each that borrows as many instances as there are networks to borrow: each slot lends its own.
    static void count(Map<String, ComponentSpec> components, Map<String, Section> enabled, Neighbours neighbours) {
        neighbours.lenders().forEach((name, lender) -> {
            var own = neighbours.components().get(name);
            var other = neighbours.components().get(lender);
            if (!components.containsKey(own) || !components.containsKey(other) || components.get(own).replicas() == components.get(other).replicas()) {
                return;
            }
            var service = enabled.get(name);
            int wanted = components.get(other).replicas();
            boolean written = service.has("scale") || service.section("deploy").filter(d -> d.has("replicas")).isPresent();
            if (written) {
                service.error("network_mode", "Contradiction", components.get(own).replicas() + " instances cannot use the networks of " + wanted + " of " + Quote.of(lender)
                    + ": each slot lends its own", "write the same number for both, or leave it out here");
            } else {
                service.findings().notice(service.mark("network_mode"), service.trail().to("network_mode"), "Group", "there are " + wanted + " instances, one for each of " + Quote.of(lender));
            }
            components.put(own, components.get(own).withReplicas(wanted));
        });
    }
}
