package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.Mount;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.Topology;
import dev.plimsoll.model.VolumeSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// `networks` and `volumes` at the top.
final class SharedParts {
    /// What the engine accepts as a name; ours starts with the assembly's.
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]{0,127}");

    private static final String IN_SLOT = "-{{.Task.Slot}}";

    private SharedParts() {}

    static Map<String, NetworkSpec> networks(Section root) {
        var networks = new LinkedHashMap<String, NetworkSpec>();
        root.named("networks").forEach((name, item) -> {
            if (legal("network", name, item, root)) {
                root.section(item, Place.NETWORK).ifPresent(s -> networks.put(name, network(s)));
            }
        });
        return networks;
    }

    static Map<String, VolumeSpec> volumes(Section root) {
        var volumes = new LinkedHashMap<String, VolumeSpec>();
        root.named("volumes").forEach((name, item) -> {
            if (legal("volume", name, item, root)) {
                root.section(item, Place.VOLUME).ifPresent(s -> volumes.put(name, volume(s)));
            }
        });
        return volumes;
    }

    /// A topology with the networks and volumes that its components use; others are not made, as compose does not make them.
    static Topology used(Map<String, ComponentSpec> components, Map<String, NetworkSpec> networks, Map<String, VolumeSpec> volumes) {
        var attached = new HashSet<>(Set.of("default"));
        var mounted = new HashSet<String>();
        components.values().forEach(c -> {
            c.networks().forEach(a -> attached.add(a.network()));
            c.mounts().forEach(m -> {
                if (m instanceof Mount.Volume volume) {
                    volume.volume().ifPresent(mounted::add);
                }
            });
        });
        networks.keySet().retainAll(attached);
        volumes.keySet().retainAll(mounted);
        return new Topology(components, networks, volumes);
    }

    private static boolean legal(String what, String name, Section.Item item, Section root) {
        boolean legal = NAME.matcher(name).matches();
        if (!legal) {
            root.findings().error(item.node().mark(), item.trail(), "InvalidName", what + " " + Quote.of(name)
                + " may hold only a-z, A-Z, 0-9, '_', '.' and '-', and at most 128 of them");
        }
        return legal;
    }

    private static NetworkSpec network(Section network) {
        var driver = network.text("driver");
        if (driver.filter("overlay"::equals).isPresent()) {
            network.warning("driver", "Approximated", "on one engine a bridge does what an overlay does on many", "");
            driver = Optional.empty();
        }
        return new NetworkSpec(name(network), external(network), driver, network.pairs("driver_opts"), network.is("internal"), network.is("attachable"),
            network.is("enable_ipv6"), subnets(network), network.labels("labels"), network.section("ipam").flatMap(i -> i.text("driver")).filter(d -> !d.equals("default")),
            network.section("ipam").map(i -> i.pairs("options")).orElse(Map.of()));
    }

    private static VolumeSpec volume(Section volume) {
        boolean external = external(volume);
        if (external && (volume.has("driver") || volume.has("driver_opts") || volume.has("labels"))) {
            volume.error("external", "Contradiction", "an external volume is not made, so it takes no driver, options or labels", "remove them");
        }
        boolean slots = !external && volume.text("name").filter(n -> n.endsWith(IN_SLOT)).isPresent();
        return new VolumeSpec(slots ? slotName(volume) : name(volume), external, volume.text("driver"), volume.pairs("driver_opts"), volume.labels("labels"),
            slots || !external && volume.is("per_container"));
    }

    /// `external: true`, or the older `external: {name: n}`.
    private static boolean external(Section section) {
        return section.node("external").map(n -> n instanceof Node.Mapping || section.is("external")).orElse(false);
    }

    private static Optional<String> name(Section section) {
        var older = section.node("external").filter(n -> n instanceof Node.Mapping).flatMap(_ -> section.section("external", Place.EXTERNAL));
        var name = older.flatMap(s -> s.text("name")).or(() -> section.text("name"));
        name.filter(n -> !NAME.matcher(n).matches()).ifPresent(n -> section.error("name", "InvalidName", Quote.of(n) + " is no name on the engine", n.contains("{{") ? "only NAME" + IN_SLOT + " is filled in" : ""));
        return name;
    }

    /// `name: data-{{.Task.Slot}}` is how people gave each task of a Swarm a volume of its own; volumes of slots are named so anyway.
    private static Optional<String> slotName(Section volume) {
        var name = volume.text("name").map(n -> n.substring(0, n.length() - IN_SLOT.length())).orElse("");
        if (!NAME.matcher(name).matches()) {
            volume.error("name", "InvalidName", Quote.of(name + IN_SLOT) + " is no name on the engine", "only NAME" + IN_SLOT + " is filled in");
            return Optional.empty();
        }
        return Optional.of(name);
    }

    private static List<NetworkSpec.Subnet> subnets(Section network) {
        var subnets = new ArrayList<NetworkSpec.Subnet>();
        network.section("ipam", Place.IPAM).ifPresent(ipam -> ipam.items("config").forEach(item ->
            ipam.section(item, Place.SUBNET).ifPresent(s ->
                subnets.add(new NetworkSpec.Subnet(s.text("subnet").orElse(""), s.text("gateway"), s.text("ip_range"), s.pairs("aux_addresses"))))));
        return subnets;
    }
}
