package dev.plimsoll.clouds.local;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Json;
import dev.plimsoll.model.RegionStatus.Flavor;
import dev.plimsoll.model.cloud.CloudPart;
import dev.plimsoll.model.cloud.CloudStamp;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// The container that is a machine, as the engine wants it described (Engine API, "Create a container").
///
/// @param image  the engine's id of it
/// @param flavor none: no limits
/// @param place  where its first interface is; none: the engine's own bridge
record MachineDocument(CloudPart.Machine part, String image, Optional<Flavor> flavor, Optional<Networks.Place> place) {
    static final String FLAVOR = CloudStamp.PREFIX + "cloud.flavor";
    static final String NETWORKS = CloudStamp.PREFIX + "cloud.networks";
    private static final String LONGEST_LOG = "1m";
    private static final long A_PROCESSOR = 1_000_000_000;

    /// @param privileges fields of `HostConfig`
    JsonNode json(Map<String, Object> privileges) {
        var document = new LinkedHashMap<String, Object>();
        document.put("Image", image);
        document.put("Hostname", part.name());
        // A terminal is what makes a console: programs in the machine may write on /dev/console, and it can be read.
        document.put("Tty", true);
        document.put("Labels", labels());
        document.put("HostConfig", host(privileges));
        place.ifPresent(first -> document.put("NetworkingConfig", Map.of("EndpointsConfig", Map.of(first.name(), end(first)))));
        return Json.node(document);
    }

    /// How the container is connected to one of its networks.
    static Map<String, Object> end(Networks.Place place) {
        return Map.of("IPAMConfig", Map.of("IPv4Address", place.address()));
    }

    private Map<String, String> labels() {
        var labels = new LinkedHashMap<String, String>();
        part.labels().forEach((name, value) -> {
            if (!name.startsWith(CloudStamp.PREFIX)) {
                labels.put(name, value);
            }
        });
        labels.putAll(Marks.on(part));
        labels.put(FLAVOR, part.flavor());
        labels.put(NETWORKS, part.networks().stream().map(CloudPart.Interface::network).collect(Collectors.joining(",")));
        return labels;
    }

    private Map<String, Object> host(Map<String, Object> privileges) {
        var host = new LinkedHashMap<>(privileges);
        host.put("NetworkMode", place.map(Networks.Place::name).orElse("bridge"));
        host.put("Tmpfs", Map.of("/run", "exec,mode=755", "/tmp", "exec,mode=1777"));
        // Without a name, so that it goes with its machine in the same call and cannot be left behind.
        host.put("Mounts", List.of(Map.of("Type", "volume", "Target", "/var/lib/docker", "VolumeOptions", Map.of("Labels", Marks.on(part)))));
        // When the host comes back, so do its machines, but not those that were powered off.
        host.put("RestartPolicy", Map.of("Name", "unless-stopped"));
        host.put("LogConfig", Map.of("Type", "json-file", "Config", Map.of("max-size", LONGEST_LOG)));
        place.map(Networks.Place::nameServers).filter(servers -> !servers.isEmpty()).ifPresent(servers -> host.put("Dns", servers));
        flavor.ifPresent(size -> {
            host.put("NanoCpus", size.cpus() * A_PROCESSOR);
            host.put("Memory", size.memory());
        });
        return host;
    }
}
