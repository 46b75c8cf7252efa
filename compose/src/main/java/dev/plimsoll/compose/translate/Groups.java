package dev.plimsoll.compose.translate;

import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Group;
import dev.plimsoll.model.Group.VolumesFrom;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/// Whose sidekick a service is, and whose network and volumes it uses. Whether those are members of its group was looked at before.
final class Groups {
    private static final Set<String> KEYS = Set.of("network_of", "volumes_from");

    private Groups() {}

    static Group of(String name, Section service, Neighbours neighbours) {
        var primary = Optional.ofNullable(neighbours.primaries().get(name)).map(neighbours.components()::get);
        if (primary.isEmpty() && !service.hasAny(KEYS)) {
            return Group.NONE;
        }
        var lenders = new ArrayList<VolumesFrom>();
        for (var from : service.texts("volumes_from")) {
            var parts = from.split(":");
            var lender = neighbours.components().get(parts[0]);
            if (parts.length > 2 || parts.length == 2 && !parts[1].equals("ro") && !parts[1].equals("rw")) {
                service.error("volumes_from", "InvalidValue", Quote.of(from) + " is not service or service:ro", "");
            } else if (lender != null) {
                lenders.add(new VolumesFrom(lender, parts.length == 2 && parts[1].equals("ro")));
            }
        }
        return service.made(() -> new Group(primary, service.text("network_of").map(neighbours.components()::get), lenders)).orElse(Group.NONE);
    }
}
