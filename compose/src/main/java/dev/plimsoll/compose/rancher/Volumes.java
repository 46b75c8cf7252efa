package dev.plimsoll.compose.rancher;

import dev.plimsoll.compose.source.ShortMount;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Named volumes, also those that nobody declares: Rancher handed such names to the engine as they were.
final class Volumes {
    private static final String GROUP = "volumes";
    private static final List<String> OF_RANCHER = List.of("rancher-nfs", "rancher-ebs", "rancher-efs", "rancher-secrets", "rancher-longhorn", "convoy", "convoy-nfs", "convoy-gluster");

    private final Map<String, Node.Entry> root;
    private final Parts parts;
    private final Map<String, Node.Entry> volumes = new LinkedHashMap<>();

    Volumes(Map<String, Node.Entry> root, Parts parts) {
        this.root = root;
        this.parts = parts;
    }

    void declare() {
        if (root.get(GROUP) != null && root.get(GROUP).value() instanceof Node.Mapping declared) {
            volumes.putAll(declared.entries());
        }
        parts.containers().values().forEach(this::used);
        volumes.replaceAll((name, entry) -> entry.value() instanceof Node.Mapping volume ? new Node.Entry(entry.mark(), declared(name, volume)) : entry);
        if (!volumes.isEmpty()) {
            var mark = root.containsKey(GROUP) ? root.get(GROUP).mark() : volumes.values().iterator().next().mark();
            root.put(GROUP, new Node.Entry(mark, new Node.Mapping(mark, volumes)));
        }
    }

    private void used(Draft service) {
        var driver = service.remove("volume_driver").map(Node.Entry::value).filter(n -> n instanceof Node.Scalar s && !s.text().isBlank());
        boolean taken = false;
        for (var item : service.items(GROUP)) {
            var mount = ShortMount.parse(item.text());
            var source = mount.source().orElse("");
            if (source.isEmpty() && service.text("restart").equals("no")) {
                service.warning(GROUP, "Anonymous", "what is in " + Quote.of(mount.target()) + " goes when the instance is replaced, as it did in Rancher",
                    "give the volume a name: name:" + Quote.plain(mount.target()));
            }
            if (source.isEmpty() || source.startsWith("/") || source.startsWith(".") || source.startsWith("~") || volumes.containsKey(source)) {
                continue;
            }
            taken = true;
            var volume = new LinkedHashMap<String, Node.Entry>();
            driver.ifPresent(d -> volume.put("driver", new Node.Entry(d.mark(), d)));
            volumes.put(source, new Node.Entry(item.mark(), new Node.Mapping(item.mark(), volume)));
            parts.findings().notice(item.mark(), service.trail().to(GROUP), "Approximated", "volume " + Quote.of(source)
                + " is the assembly's own; Rancher shared a volume of this name among all stacks of a machine. An existing one is used when it is declared external under volumes");
        }
        if (driver.isPresent() && !taken) {
            service.put("volume_driver", driver.get());
            service.warning("volume_driver", "NotHonoured", "it would be for volumes without a declaration, and there is none", "declare the volume under volumes with its driver");
            service.remove("volume_driver");
        }
    }

    private Node declared(String name, Node.Mapping volume) {
        var trail = Trail.ROOT.to(GROUP).to(name);
        volume.get("driver").filter(d -> d instanceof Node.Scalar s && OF_RANCHER.contains(s.text())).ifPresent(d -> parts.findings().warning(d.mark(), trail.to("driver"),
            "NotHonoured", Quote.of(((Node.Scalar) d).text()) + " is a service of Rancher; the engine needs a plugin of this name", Optional.of("use local, or a driver the engine has")));
        return volume;
    }
}
