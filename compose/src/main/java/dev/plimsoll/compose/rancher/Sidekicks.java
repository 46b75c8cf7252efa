package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/// Sidekicks: services that go with a primary one, as many as it, on the same host. The primary names them under `sidekicks` from here on. Only members
/// of one group may share namespaces and volumes.
final class Sidekicks {
    static final String KEY = "sidekicks";
    /// The member whose network a service uses.
    static final String NETWORK_OF = "network_of";

    private Sidekicks() {}

    static Node names(String value, Mark mark) {
        return new Node.Sequence(mark, Arrays.stream(value.split(",")).map(String::strip).filter(n -> !n.isEmpty()).distinct()
            .<Node>map(n -> Node.Scalar.text(mark, n)).toList());
    }

    static void translate(Parts parts) {
        var primaries = new LinkedHashMap<String, String>();
        parts.containers().values().stream().filter(s -> s.has(KEY)).forEach(primary -> members(primary, parts, primaries));
        parts.containers().values().forEach(service -> within(service, parts, primaries));
    }

    private static void members(Draft primary, Parts parts, Map<String, String> primaries) {
        var members = new ArrayList<Node>();
        for (var name : primary.items(KEY)) {
            var member = parts.containers().get(name.text());
            if (member == null || name.text().equals(primary.name())) {
                primary.error(KEY, "UnknownService", "sidekick " + Quote.of(name.text()) + " is not declared as a container",
                    Nearest.hint(name.text(), parts.containers().keySet()).orElse(""));
                continue;
            }
            var other = primaries.putIfAbsent(name.text(), primary.name());
            if (other != null) {
                primary.error(KEY, "Contradiction", "sidekick " + Quote.of(name.text()) + " already goes with " + Quote.of(other), "declare a second service like it");
                continue;
            }
            if (member.has("scale")) {
                member.notice("scale", "NotHonoured", "a sidekick is as often there as " + Quote.of(primary.name()));
                member.remove("scale");
            }
            members.add(name);
        }
        if (members.isEmpty()) {
            primary.remove(KEY);
        } else {
            primary.put(KEY, new Node.Sequence(primary.mark(KEY), members));
        }
    }

    private static void within(Draft service, Parts parts, Map<String, String> primaries) {
        var mode = service.text("network_mode");
        if (mode.startsWith("container:")) {
            same(service, "network_mode", mode.substring("container:".length()), parts, primaries);
            service.remove("network_mode");
            service.put(NETWORK_OF, Node.Scalar.text(service.mark(), mode.substring("container:".length())));
        }
        for (var item : service.items("volumes_from")) {
            same(service, "volumes_from", item.text().split(":")[0], parts, primaries);
        }
    }

    private static void same(Draft service, String key, String other, Parts parts, Map<String, String> primaries) {
        if (!parts.containers().containsKey(other)) {
            service.error(key, "UnknownService", "service " + Quote.of(other) + " is not declared", Nearest.hint(other, parts.containers().keySet()).orElse(""));
        } else if (!primaries.getOrDefault(service.name(), service.name()).equals(primaries.getOrDefault(other, other))) {
            service.error(key, "NotHonoured", Quote.of(other) + " is no sidekick of the same service, and only those share namespaces and volumes",
                "add it to the label " + RancherLabels.SIDEKICKS + " of the service both go with");
        }
    }
}
