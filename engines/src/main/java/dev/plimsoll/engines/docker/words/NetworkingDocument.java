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
        return new Fields()
            .set("Name", part.name())
            .set("CheckDuplicate", true)
            .set("Driver", spec.driver().orElse("bridge"))
            .setUnlessEmpty("Options", spec.options())
            .setIf(spec.internal(), "Internal", true)
            .setIf(spec.attachable(), "Attachable", true)
            .setIf(spec.ipv6(), "EnableIPv6", true)
            .setIf(!spec.subnets().isEmpty(), "IPAM", Map.of("Config", spec.subnets().stream().map(NetworkingDocument::subnet).toList()))
            .set("Labels", labels).object();
    }

    /// A volume as the body of VolumeCreate.
    public static ObjectNode of(Part.Volume part) {
        var labels = new LinkedHashMap<>(part.spec().labels());
        labels.putAll(part.stamp().labels());
        return new Fields().set("Name", part.name()).set("Driver", part.spec().driver()).setUnlessEmpty("DriverOpts", part.spec().options())
            .set("Labels", labels).object();
    }

    /// Which attachments are still to be made after creation.
    public static List<Attachment> later(Part.Instance part, ApiVersion api) {
        return api.atLeast(1, 44) || part.networks().size() < 2 ? List.of() : part.networks().subList(1, part.networks().size());
    }

    /// An attachment's settings (Engine API, EndpointSettings).
    public static ObjectNode endpoint(Part.Instance part, Attachment attachment) {
        if (NAMELESS.contains(attachment.network())) {
            return new Fields().object();
        }
        var aliases = new LinkedHashSet<String>();
        if (!part.stamp().component().isEmpty()) {
            aliases.add(part.stamp().component());
        }
        aliases.addAll(attachment.aliases());
        var fixed = new Fields().set("IPv4Address", attachment.ipv4()).set("IPv6Address", attachment.ipv6()).object();
        return new Fields().set("Aliases", aliases).setIf(!fixed.isEmpty(), "IPAMConfig", fixed).object();
    }

    static Map<String, ObjectNode> atCreation(Part.Instance part, ApiVersion api) {
        var endpoints = new LinkedHashMap<String, ObjectNode>();
        part.networks().stream().limit(api.atLeast(1, 44) ? Long.MAX_VALUE : 1)
            .forEach(attachment -> endpoints.put(attachment.network(), endpoint(part, attachment)));
        return endpoints;
    }

    static Optional<String> mode(Part.Instance part) {
        return part.networks().isEmpty() ? Optional.ofNullable(part.spec().isolation().namespaces().get("network"))
            : Optional.of(part.networks().getFirst().network());
    }

    private static ObjectNode subnet(NetworkSpec.Subnet subnet) {
        return new Fields().set("Subnet", subnet.cidr()).set("Gateway", subnet.gateway()).set("IPRange", subnet.range()).object();
    }
}
