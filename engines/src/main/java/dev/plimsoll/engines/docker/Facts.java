package dev.plimsoll.engines.docker;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Ipvs;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFacts;
import java.util.LinkedHashMap;
import java.util.Map;

/// What the engine says of itself, for people and for `doctor`.
final class Facts {
    private final Wire wire;

    Facts(Wire wire) {
        this.wire = wire;
    }

    EngineFacts ask() {
        var info = wire.ask(Call.get("ask the engine what it is", Route.to("/info"))).json();
        var details = new LinkedHashMap<String, String>();
        put(details, EngineFacts.HOST, info.path("Name"));
        put(details, "storage driver", info.path("Driver"));
        put(details, "cgroup version", info.path("CgroupVersion"));
        put(details, "cgroup driver", info.path("CgroupDriver"));
        put(details, "kernel", info.path("KernelVersion"));
        put(details, "operating system", info.path("OperatingSystem"));
        put(details, "architecture", info.path("Architecture"));
        put(details, "data folder", info.path("DockerRootDir"));
        put(details, "logging driver", info.path("LoggingDriver"));
        put(details, "default runtime", info.path("DefaultRuntime"));
        put(details, "live restore", info.path("LiveRestoreEnabled"));
        put(details, "swarm", info.path("Swarm").path("LocalNodeState"));
        details.put("ipvs", Ipvs.of(wire.address(), info.path("KernelVersion").asText()).toString());
        var warnings = info.path("Warnings");
        for (int i = 0; i < warnings.size(); i++) {
            details.put("warning " + (i + 1), warnings.get(i).asText());
        }
        return new EngineFacts(info.path("ServerVersion").asText(), wire.api().toString(), wire.address().toString(), info.path("NCPU").asInt(),
            info.path("MemTotal").asLong(), details);
    }

    private static void put(Map<String, String> details, String name, JsonNode value) {
        if (!value.asText().isEmpty()) {
            details.put(name, value.asText());
        }
    }
}
