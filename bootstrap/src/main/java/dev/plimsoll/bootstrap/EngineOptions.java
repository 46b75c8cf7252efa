package dev.plimsoll.bootstrap;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// How a machine's Docker Engine runs: top-level keys of its `daemon.json`, with values as JSON. Keys, certificates and addresses are not here: the
/// machine's script gives them.
public record EngineOptions(Map<String, String> options) {
    private static final Set<String> OURS = Set.of("hosts", "tls", "tlsverify", "tlscacert", "tlscert", "tlskey", "pidfile", "swarm-default-advertise-addr");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,60}");

    /// Logs that cannot fill the disk; laid under whatever is declared.
    public static final EngineOptions USUAL = new EngineOptions(Map.of("log-driver", "\"json-file\"", "log-opts", "{\"max-size\":\"10m\",\"max-file\":\"3\"}"));

    public EngineOptions {
        options = Values.map(options);
        options.forEach((key, value) -> {
            if (!KEY.matcher(key).matches() || OURS.contains(key)) {
                throw new InvalidValue("engine option '" + key.replaceAll("\\p{Cntrl}", "?") + "' cannot be declared: " + (OURS.contains(key) ? "Plimsoll sets it itself" : "daemon.json has no such key"));
            }
            Json.requireOne("engine option " + key, value);
        });
    }

    /// These, and the usual ones that they do not mention. Another log driver brings no usual options: they would not be its own.
    public EngineOptions overUsual() {
        var all = new TreeMap<>(options.containsKey("log-driver") ? Map.of() : USUAL.options);
        all.putAll(options);
        return new EngineOptions(all);
    }

    BootFile file() {
        // Sorted: equal options have equal texts.
        var text = new TreeMap<>(options).entrySet().stream().map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue()).toList();
        return new BootFile("/etc/docker/daemon.json", 0644, "{" + String.join(",\n", text) + "}\n");
    }
}
