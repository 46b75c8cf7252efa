package dev.plimsoll.engines.docker.words;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plimsoll.engines.docker.wire.ApiVersion;
import dev.plimsoll.model.BlockIo;
import dev.plimsoll.model.DeviceRequest;
import dev.plimsoll.model.Isolation;
import dev.plimsoll.model.Limits;
import dev.plimsoll.model.Logging;
import dev.plimsoll.model.Restart;
import dev.plimsoll.model.outside.Part;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The part of a creation that is about the host: limits, mounts, ports, isolation (Engine API, HostConfig).
public final class HostConfigDocument {
    /// What the `docker` command calls "systempaths=unconfined" the engine knows as two empty lists.
    private static final String SYSTEM_PATHS = "systempaths=unconfined";

    private HostConfigDocument() {}

    static ObjectNode of(Part.Instance part, Deliveries deliveries, ApiVersion api) {
        var spec = part.spec();
        var fields = new Fields()
            .set("RestartPolicy", restart(spec.restart()))
            .set("Init", spec.process().init())
            .setUnlessEmpty("GroupAdd", spec.process().groups())
            .setUnlessEmpty("PortBindings", bindings(part.ports()))
            .setUnlessEmpty("Binds", MountDocuments.binds(part.mounts()))
            .setUnlessEmpty("Mounts", MountDocuments.mounts(part, deliveries, api))
            .setUnlessEmpty("Tmpfs", MountDocuments.tmpfs(part.mounts()))
            .setUnlessEmpty("VolumesFrom", part.companions().volumesFrom().stream().map(v -> v.instance() + (v.readOnly() ? ":ro" : ":rw")).toList())
            .set("LogConfig", spec.logging().map(HostConfigDocument::logging))
            .set("NetworkMode", NetworkingDocument.mode(part));
        limits(fields, spec.limits());
        isolation(fields, spec.isolation());
        devices(fields, spec.isolation());
        fields.setUnlessEmpty("Annotations", Newer.than(api, 43, "annotations", spec.isolation().annotations()));
        namespaces(fields, spec.isolation().namespaces());
        return fields.object();
    }

    private static void limits(Fields fields, Limits limits) {
        fields.set("NanoCpus", limits.cpus().map(cores -> Math.round(cores * 1_000_000_000)))
            .set("Memory", limits.memory())
            .set("MemoryReservation", limits.reservedMemory())
            .set("MemorySwap", limits.memorySwap())
            .set("PidsLimit", limits.pids())
            .set("CpuShares", limits.cpuShares().or(() -> limits.reservedCpus().map(HostConfigDocument::weight)))
            .set("CpusetCpus", limits.cpuset())
            .set("ShmSize", limits.shmSize())
            .set("MemorySwappiness", limits.swappiness())
            .set("CpuRealtimePeriod", limits.realtimePeriod())
            .set("CpuRealtimeRuntime", limits.realtimeRuntime())
            .set("BlkioWeight", limits.blockIo().weight())
            .setUnlessEmpty("BlkioWeightDevice", rates("Weight", limits.blockIo().deviceWeights()))
            .setUnlessEmpty("BlkioDeviceReadBps", rates("Rate", limits.blockIo().readBytes()))
            .setUnlessEmpty("BlkioDeviceReadIOps", rates("Rate", limits.blockIo().readOperations()))
            .setUnlessEmpty("BlkioDeviceWriteBps", rates("Rate", limits.blockIo().writeBytes()))
            .setUnlessEmpty("BlkioDeviceWriteIOps", rates("Rate", limits.blockIo().writeOperations()));
    }

    private static List<Map<String, Object>> rates(String what, List<BlockIo.Rate> rates) {
        return rates.stream().map(rate -> Map.<String, Object>of("Path", rate.path(), what, rate.value())).toList();
    }

    /// The engine promises nobody a processor; a weight is the nearest it knows: when all want more than there is, each gets its part of it. 1024 is one core's,
    /// 2 the least the kernel takes.
    private static int weight(double cores) {
        return Math.clamp(Math.round(cores * 1024), 2, 262_144);
    }

    private static void isolation(Fields fields, Isolation isolation) {
        boolean unmasked = isolation.securityOpts().contains(SYSTEM_PATHS);
        fields.setIf(isolation.readOnly(), "ReadonlyRootfs", true)
            .setIf(isolation.privileged(), "Privileged", true)
            .setUnlessEmpty("CapAdd", isolation.capAdd())
            .setUnlessEmpty("CapDrop", isolation.capDrop())
            .setUnlessEmpty("Ulimits", ulimits(isolation.ulimits()))
            .setUnlessEmpty("Sysctls", isolation.sysctls())
            .setUnlessEmpty("ExtraHosts", isolation.extraHosts())
            .setUnlessEmpty("Dns", isolation.dns())
            .setUnlessEmpty("DnsSearch", isolation.dnsSearch())
            .setUnlessEmpty("DnsOptions", isolation.dnsOptions())
            .setUnlessEmpty("SecurityOpt", isolation.securityOpts().stream().filter(option -> !option.equals(SYSTEM_PATHS)).toList())
            .setIf(unmasked, "MaskedPaths", List.of())
            .setIf(unmasked, "ReadonlyPaths", List.of())
            .set("CgroupParent", isolation.cgroupParent())
            .set("OomScoreAdj", isolation.oomScoreAdj())
            .setIf(isolation.oomKillDisabled(), "OomKillDisable", true)
            .set("Runtime", isolation.runtime());
    }

    private static void devices(Fields fields, Isolation isolation) {
        fields.setUnlessEmpty("Devices", isolation.devices().stream().map(HostConfigDocument::device).toList())
            .setUnlessEmpty("DeviceCgroupRules", isolation.deviceRules())
            .setUnlessEmpty("DeviceRequests", isolation.deviceRequests().stream().map(HostConfigDocument::request).toList())
            .setUnlessEmpty("StorageOpt", isolation.storageOptions());
    }

    /// The engine wants capabilities as alternatives of which all words must hold; there is one alternative.
    private static ObjectNode request(DeviceRequest request) {
        return new Fields().set("Driver", request.driver()).setIf(request.count() != 0, "Count", request.count()).setUnlessEmpty("DeviceIDs", request.ids())
            .set("Capabilities", List.of(request.capabilities())).setUnlessEmpty("Options", request.options()).object();
    }

    /// The network namespace is decided in [NetworkingDocument].
    private static void namespaces(Fields fields, Map<String, String> modes) {
        var names = Map.of("pid", "PidMode", "ipc", "IpcMode", "uts", "UTSMode", "userns", "UsernsMode", "cgroup", "CgroupnsMode");
        modes.forEach((namespace, mode) -> {
            if (names.containsKey(namespace)) {
                fields.set(names.get(namespace), mode);
            }
        });
    }

    /// ALWAYS is `unless-stopped`: both come back after a reboot, but `always` would also bring back what we stopped in order to
    /// remove it, when the engine restarts in between.
    private static Map<String, Object> restart(Restart restart) {
        return switch (restart.mode()) {
            case ALWAYS -> Map.of("Name", "unless-stopped");
            case ON_FAILURE -> Map.of("Name", "on-failure", "MaximumRetryCount", restart.attempts());
            case NEVER -> Map.of("Name", "no");
        };
    }

    private static Map<String, List<Map<String, String>>> bindings(List<Part.PublishedPort> ports) {
        var bindings = new LinkedHashMap<String, List<Map<String, String>>>();
        for (var port : ports) {
            port.host().ifPresent(host -> bindings.computeIfAbsent(port.target() + "/" + port.protocol(), p -> new ArrayList<>())
                .add(Map.of("HostIp", port.address().orElse(""), "HostPort", host == 0 ? "" : host.toString())));
        }
        return bindings;
    }

    /// Limits such as nofile.
    public static List<Map<String, Object>> ulimits(Map<String, Isolation.Ulimit> ulimits) {
        return ulimits.entrySet().stream()
            .map(e -> Map.<String, Object>of("Name", e.getKey(), "Soft", e.getValue().soft(), "Hard", e.getValue().hard())).toList();
    }

    private static Map<String, String> device(String text) {
        var words = text.split(":", 3);
        var inside = words.length > 1 && !words[1].isEmpty() ? words[1] : words[0];
        return Map.of("PathOnHost", words[0], "PathInContainer", inside, "CgroupPermissions", words.length > 2 ? words[2] : "rwm");
    }

    private static Map<String, Object> logging(Logging logging) {
        return Map.of("Type", logging.driver(), "Config", logging.options());
    }
}
