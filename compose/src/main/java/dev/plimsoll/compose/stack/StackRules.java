package dev.plimsoll.compose.stack;

import dev.plimsoll.compose.source.Lists;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Trail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// Brings a stack into the shape of the Compose specification by writing out what Swarm takes for granted: names on the engine, names that
/// services answer to, how instances are replaced. Source: `cli/compose/convert` of the Docker CLI and the engine's own defaults.
final class StackRules {
    private static final String DEFAULT = "default";

    private final String stack;
    private final StackServices services;
    private final Findings findings;

    /// @param stack name of the stack
    StackRules(String stack, StackServices services, Findings findings) {
        this.stack = stack;
        this.services = services;
        this.findings = findings;
    }

    Node.Mapping specified(Node.Mapping tree) {
        var entries = new LinkedHashMap<>(tree.entries());
        entries.computeIfPresent("services", (_, entry) -> each(entry, (name, service) -> services.specified(stack, name, service)));
        entries.computeIfPresent("volumes", (_, entry) -> each(entry, this::named));
        entries.computeIfPresent("networks", (_, entry) -> each(entry, (name, network) -> named(name, local(name, network))));
        if (usesDefault(entries.get("services"))) {
            var networks = entries.computeIfAbsent("networks", _ -> new Node.Entry(tree.mark(), Node.Mapping.empty(tree.mark())));
            if (networks.value() instanceof Node.Mapping map && map.get(DEFAULT).isEmpty()) {
                entries.put("networks", new Node.Entry(networks.mark(), Maps.with(map, DEFAULT, named(DEFAULT, Node.Mapping.empty(tree.mark())))));
            }
        }
        return new Node.Mapping(tree.mark(), entries);
    }

    /// What becomes of a thing that has a name.
    @FunctionalInterface
    private interface Change {
        Node.Mapping of(String name, Node.Mapping thing);
    }

    private static Node.Entry each(Node.Entry group, Change change) {
        if (!(group.value() instanceof Node.Mapping map)) {
            return group;
        }
        var entries = new LinkedHashMap<>(map.entries());
        entries.replaceAll((name, entry) -> entry.value() instanceof Node.Mapping || entry.value().isNothing() ? new Node.Entry(entry.mark(), change.of(name,
            entry.value() instanceof Node.Mapping thing ? thing : Node.Mapping.empty(entry.mark()))) : entry);
        return new Node.Entry(group.mark(), new Node.Mapping(map.mark(), entries));
    }

    /// `STACK_NAME`, unless it is named or somebody else's.
    private Node.Mapping named(String name, Node.Mapping thing) {
        boolean own = thing.get("name").isEmpty() && thing.get("external").filter(e -> !(e instanceof Node.Scalar s && s.text().equals("false"))).isEmpty();
        return own ? Maps.with(thing, "name", Node.Scalar.text(thing.mark(), stack + "_" + name)) : thing;
    }

    /// An overlay joins machines; there is one.
    private Node.Mapping local(String name, Node.Mapping network) {
        if (network.get("driver").filter(d -> d instanceof Node.Scalar s && s.text().equals("overlay")).isEmpty()) {
            return network;
        }
        var trail = Trail.ROOT.to("networks").to(name);
        findings.notice(network.entries().get("driver").mark(), trail.to("driver"), "Approximated", "on one engine a bridge does what an overlay does on many");
        network.get("driver_opts").ifPresent(options -> findings.warning(network.entries().get("driver_opts").mark(), trail.to("driver_opts"), "NotHonoured",
            "these are options of an overlay", Optional.of("with one engine nothing leaves the machine, so nothing need be encrypted")));
        return Maps.without(network, List.of("driver", "driver_opts"));
    }

    private static boolean usesDefault(Node.Entry services) {
        return services != null && services.value() instanceof Node.Mapping map && map.entries().values().stream().anyMatch(e -> e.value() instanceof Node.Mapping service
            && (Lists.names(service.get("networks").orElse(service)) instanceof Node.Mapping names && names.entries().containsKey(DEFAULT)));
    }
}
