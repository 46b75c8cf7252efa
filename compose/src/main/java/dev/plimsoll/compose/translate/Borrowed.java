package dev.plimsoll.compose.translate;

import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Mount;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `volumes_from`: the mounts of another service, in the same places. What the service mounts itself wins. Volumes that only the other's image
/// declares are not seen, because images are not looked into.
final class Borrowed {
    private final Scene scene;
    private final Section service;
    private final Neighbours neighbours;
    private final Map<String, Section> services;
    private final Set<String> visited = new HashSet<>();

    Borrowed(Scene scene, Section service, Neighbours neighbours, Map<String, Section> services) {
        this.scene = scene;
        this.service = service;
        this.neighbours = neighbours;
        this.services = services;
    }

    /// The service's own mounts and those it borrows.
    List<Mount> with(List<Mount> own) {
        if (!service.has("volumes_from")) {
            return own;
        }
        var mounts = new ArrayList<>(own);
        service.items("volumes_from").forEach(item -> from(item, mounts));
        return mounts;
    }

    private void from(Section.Item item, List<Mount> into) {
        var words = item.node() instanceof Node.Scalar scalar ? scalar.text().split(":") : new String[] {""};
        if (words[0].equals("container")) {
            scene.findings().error(item.node().mark(), item.trail(), "NotHonoured", "volumes of containers of others are not taken over",
                Optional.of("declare the volume external, and name it under volumes"));
            return;
        }
        var lender = services.get(words[0]);
        if (lender == null) {
            scene.findings().error(item.node().mark(), item.trail(), "UnknownService", "service " + Quote.of(words[0]) + " is not declared",
                Nearest.hint(words[0], services.keySet()));
            return;
        }
        if (!visited.add(words[0])) {
            return;
        }
        boolean readOnly = words.length > 1 && words[words.length - 1].equals("ro");
        var taken = new HashSet<String>();
        into.forEach(mount -> taken.add(mount.target()));
        var lent = Mounts.of(scene, lender, neighbours.volumes());
        if (lent.isEmpty() && !lender.has("volumes_from")) {
            scene.findings().warning(item.node().mark(), item.trail(), "NothingBorrowed", Quote.of(words[0]) + " declares no volumes; those that only its image declares are not seen here",
                Optional.of("name them under volumes of " + Quote.plain(words[0])));
        }
        for (var mount : lent) {
            if (taken.add(mount.target())) {
                borrowed(mount, readOnly, item).ifPresent(into::add);
            }
        }
        lender.items("volumes_from").forEach(further -> from(further, into));
    }

    private Optional<Mount> borrowed(Mount mount, boolean readOnly, Section.Item item) {
        return switch (mount) {
            case Mount.Volume volume when volume.volume().isEmpty() -> {
                scene.findings().error(item.node().mark(), item.trail(), "NotHonoured", "the volume at " + Quote.of(volume.target())
                    + " has no name, so two services cannot share it", Optional.of("give it a name under volumes"));
                yield Optional.empty();
            }
            case Mount.Volume volume -> Optional.of(new Mount.Volume(volume.volume(), volume.target(), volume.readOnly() || readOnly, volume.noCopy(), volume.subpath()));
            case Mount.Bind bind -> Optional.of(new Mount.Bind(bind.source(), bind.target(), bind.readOnly() || readOnly, bind.createSource(), bind.propagation(),
                bind.relabel(), bind.shallow()));
            // Each container has a memory of its own, as with docker.
            case Mount.Tmpfs _ -> Optional.empty();
        };
    }
}
