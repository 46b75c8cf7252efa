package dev.plimsoll.engines.docker.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.ApiVersion;
import dev.plimsoll.model.ComponentSpec.Attachment;
import dev.plimsoll.model.NetworkSpec;
import dev.plimsoll.model.outside.Part;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Networks and attachments. Engines before API 1.44 take one network at creation; the others are attached afterwards,
/// before the start.
public final class NetworkingDocument {
    /// The engine's own networks know no names of containers.
    private static final Set<String> NAMELESS = Set.of("bridge", "default", "host", "none");

    private NetworkingDocument() {}

    /// A network as the body of NetworkCreate.
    public static ObjectNode of(Part.Network part) {
        var spec = part.spec();
        var labels = new LinkedHashMap<>(spec.labels());
        labels.putAll(part.stamp().labels());
        var addresses = new Fields().set("Driver", spec.addressDriver()).setUnlessEmpty("Options", spec.addressOptions())
            .setUnlessEmpty("Config", spec.subnets().stream().map(NetworkingDocument::subnet).toList()).object();
        return new Fields()
            .set("Name", part.name())
            .set("CheckDuplicate", true)
            .set("Driver", spec.driver().orElse("bridge"))
            .setUnlessEmpty("Options", spec.options())
            .setIf(spec.internal(), "Internal", true)
            .setIf(spec.attachable(), "Attachable", true)
            .setIf(spec.ipv6(), "EnableIPv6", true)
            .setIf(!addresses.isEmpty(), "IPAM", addresses)
            .set("Labels", labels).object();
    }

    /// A volume as the body of VolumeCreate.
    public static ObjectNode of(Part.Volume part) {
        return new Fields().set("Name", part.name()).set("Driver", part.spec().driver()).setUnlessEmpty("DriverOpts", part.spec().options())
            .set("Labels", labels(part)).object();
    }

    static Map<String, String> labels(Part.Volume part) {
        var labels = new LinkedHashMap<>(part.spec().labels());
        labels.putAll(part.stamp().labels());
        return labels;
    }

    /// Which attachments are still to be made after creation.
    public static List<Attachment> later(Part.Instance part, ApiVersion api) {
        return api.atLeast(1, 44) || part.networks().size() < 2 ? List.of() : part.networks().subList(1, part.networks().size());
    }

    /// An attachment's settings (Engine API, EndpointSettings). A link is a name that only this container knows, and it wins over a name
    /// that all instances of a component share: so a member of a group reaches the others of its own slot.
    public static ObjectNode endpoint(Part.Instance part, Attachment attachment, ApiVersion api) {
        if (NAMELESS.contains(attachment.network())) {
            return new Fields().object();
        }
        var aliases = new LinkedHashSet<String>();
        if (!part.stamp().component().isEmpty()) {
            aliases.add(part.stamp().component());
        }
        aliases.addAll(attachment.aliases());
        var fixed = new Fields().set("IPv4Address", attachment.ipv4()).set("IPv6Address", attachment.ipv6())
            .setUnlessEmpty("LinkLocalIPs", attachment.linkLocal()).object();
        var links = part.companions().known().entrySet().stream().map(e -> e.getValue() + ":" + e.getKey()).sorted().toList();
        return new Fields().set("Aliases", aliases).setUnlessEmpty("Links", links).setIf(!fixed.isEmpty(), "IPAMConfig", fixed).setUnlessEmpty("DriverOpts", attachment.options())
            .setIf(api.atLeast(1, 44) && attachment.mac().isPresent(), "MacAddress", attachment.mac().orElse("")).object();
    }

    /// Before API 1.44 there is one fixed MAC address, which is that on the first network.
    static Optional<String> macAddress(Part.Instance part, ApiVersion api) {
        if (api.atLeast(1, 44)) {
            return Optional.empty();
        }
        part.networks().stream().skip(1).flatMap(a -> a.mac().stream()).findFirst().ifPresent(mac ->
            Newer.than(api, 44, "a fixed MAC address on a further network", mac));
        return part.networks().stream().findFirst().flatMap(Attachment::mac);
    }

    static Map<String, ObjectNode> atCreation(Part.Instance part, ApiVersion api) {
        var endpoints = new LinkedHashMap<String, ObjectNode>();
        part.networks().stream().limit(api.atLeast(1, 44) ? Long.MAX_VALUE : 1)
            .forEach(attachment -> endpoints.put(attachment.network(), endpoint(part, attachment, api)));
        return endpoints;
    }

    static Optional<String> mode(Part.Instance part) {
        if (part.companions().networkOf().isPresent()) {
            return part.companions().networkOf().map(lender -> "container:" + lender);
        }
        return part.networks().isEmpty() ? Optional.ofNullable(part.spec().isolation().namespaces().get("network"))
            : Optional.of(part.networks().getFirst().network());
    }

    private static ObjectNode subnet(NetworkSpec.Subnet subnet) {
        return new Fields().set("Subnet", subnet.cidr()).set("Gateway", subnet.gateway()).set("IPRange", subnet.range())
            .setUnlessEmpty("AuxiliaryAddresses", subnet.reserved()).object();
    }
}
