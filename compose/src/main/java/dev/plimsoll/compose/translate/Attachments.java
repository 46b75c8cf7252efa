package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.ComponentSpec.Attachment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// `networks` of a service, and the names it answers to on them.
final class Attachments {
    private static final String DEFAULT = "default";
    private static final Pattern MAC = Pattern.compile("[0-9a-fA-F]{2}(:[0-9a-fA-F]{2}){5}");

    private Attachments() {}

    /// @param names under which others know the service besides its component's name
    static List<Attachment> of(Section service, Neighbours neighbours, List<String> names) {
        if (service.has("network_mode") || service.has("network_of")) {
            return List.of();
        }
        var attachments = new ArrayList<Attachment>();
        var priorities = new HashMap<String, Long>();
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
                attachments.add(new Attachment(network, List.copyOf(aliases), s.text("ipv4_address"), s.text("ipv6_address"), s.pairs("driver_opts"),
                    s.texts("link_local_ips"), s.text("mac_address").map(m -> mac(s, m))));
                priorities.put(network, s.large("priority").orElse(0L));
            });
        });
        attachments.sort(Comparator.comparing((Attachment a) -> priorities.get(a.network())).reversed());
        var mac = service.text("mac_address").map(m -> mac(service, m));
        if (attachments.isEmpty() && (!names.isEmpty() || mac.isPresent()) && !service.has("networks")) {
            attachments.add(new Attachment(DEFAULT, names, Optional.empty(), Optional.empty()));
        }
        if (mac.isPresent() && !attachments.isEmpty() && attachments.getFirst().mac().isEmpty()) {
            var first = attachments.removeFirst();
            attachments.addFirst(new Attachment(first.network(), first.aliases(), first.ipv4(), first.ipv6(), first.options(), first.linkLocal(), mac));
        }
        return attachments;
    }

    private static String mac(Section section, String written) {
        if (!MAC.matcher(written).matches()) {
            section.error("mac_address", "InvalidValue", Quote.of(written) + " is no MAC address such as 02:42:ac:11:65:43", "");
        }
        return written;
    }
}
