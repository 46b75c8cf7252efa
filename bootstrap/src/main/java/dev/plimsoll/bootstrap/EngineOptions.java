package dev.plimsoll.bootstrap;

import dev.plimsoll.model.Values;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How a machine's Docker Engine runs; written as its `daemon.json`. Keys, certificates and addresses are not here: the machine's script gives them.
///
/// @param data       folder of images and volumes; none: the engine's own
/// @param mirrors    of the public registry
/// @param insecure   registries spoken to without TLS
/// @param logDriver  where containers' output goes
/// @param logOptions of that driver
/// @param labels     of the engine, `key=value`
/// @param mtu        of containers' networks; 0: the engine's own
public record EngineOptions(Optional<String> data, List<String> mirrors, List<String> insecure, String logDriver, Map<String, String> logOptions,
                            List<String> labels, int mtu) {
    /// Logs that cannot fill the disk, and nothing else.
    public static final EngineOptions USUAL = new EngineOptions(Optional.empty(), List.of(), List.of(), "json-file",
        Map.of("max-size", "10m", "max-file", "3"), List.of(), 0);

    public EngineOptions {
        data = Values.optional(data);
        data.ifPresent(path -> Rules.PATH.require("the engine's data folder", path));
        mirrors = Values.list(mirrors);
        mirrors.forEach(mirror -> Rules.WEB_ADDRESS.require("a mirror", mirror));
        insecure = Values.list(insecure);
        insecure.forEach(registry -> Rules.REGISTRY.require("an insecure registry", registry));
        Rules.WORD.require("the log driver", logDriver);
        logOptions = Values.map(logOptions);
        labels = Values.list(labels);
    }

    BootFile file() {
        var options = new LinkedHashMap<String, Object>();
        data.ifPresent(path -> options.put("data-root", path));
        put(options, "registry-mirrors", mirrors);
        put(options, "insecure-registries", insecure);
        options.put("log-driver", logDriver);
        if (!logOptions.isEmpty()) {
            // Sorted: equal options have equal texts.
            options.put("log-opts", new java.util.TreeMap<>(logOptions));
        }
        put(options, "labels", labels);
        if (mtu > 0) {
            options.put("mtu", mtu);
        }
        return new BootFile("/etc/docker/daemon.json", 0644, Json.text(options) + "\n");
    }

    private static void put(Map<String, Object> options, String key, List<String> values) {
        if (!values.isEmpty()) {
            options.put(key, values);
        }
    }
}
