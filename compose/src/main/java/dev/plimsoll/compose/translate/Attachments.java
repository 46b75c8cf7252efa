package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.ComponentSpec.Attachment;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// `networks` of a service, and the names it answers to on them.
final class Attachments {
    private static final String DEFAULT = "default";

    private Attachments() {}

    /// @param names under which others know the service besides its component's name
    static List<Attachment> of(Section service, Neighbours neighbours, List<String> names) {
        if (service.has("network_mode") || service.has("network_of")) {
            return List.of();
        }
        var attachments = new ArrayList<Attachment>();
        service.named("networks").forEach((network, item) -> {
            if (!network.equals(DEFAULT) && !neighbours.networks().contains(network)) {
                service.findings().error(item.node().mark(), item.trail(), "UnknownNetwork", "network " + Quote.of(network)
                    + " is not declared under networks at the top",
                    Nearest.hint(network, neighbours.networks()));
                return;
            }
            service.section(item, Place.ATTACHMENT).ifPresent(s -> {
                var aliases = new LinkedHashSet<>(names);
                aliases.addAll(s.texts("aliases"));
                attachments.add(new Attachment(network, List.copyOf(aliases), s.text("ipv4_address"), s.text("ipv6_address")));
            });
        });
        if (attachments.isEmpty() && !names.isEmpty() && !service.has("networks")) {
            attachments.add(new Attachment(DEFAULT, names, Optional.empty(), Optional.empty()));
        }
        return attachments;
    }
}
