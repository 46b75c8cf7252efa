package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keys of version 1 as what they are called since: `net`, `log_driver` with `log_opt`, `build` with `dockerfile`.
final class VersionOne {
    private VersionOne() {}

    static Node.Entry modern(Node.Entry service) {
        var mapping = (Node.Mapping) service.value();
        var entries = new LinkedHashMap<>(mapping.entries());
        renamed(entries, "net", "network_mode");
        logging(entries);
        build(entries);
        return new Node.Entry(service.mark(), new Node.Mapping(mapping.mark(), entries));
    }

    private static void renamed(Map<String, Node.Entry> entries, String old, String now) {
        var entry = entries.remove(old);
        if (entry != null) {
            entries.putIfAbsent(now, entry);
        }
    }

    private static void logging(Map<String, Node.Entry> entries) {
        var driver = entries.remove("log_driver");
        var options = entries.remove("log_opt");
        if (driver == null && options == null) {
            return;
        }
        var mark = driver == null ? options.mark() : driver.mark();
        var logging = new LinkedHashMap<String, Node.Entry>();
        if (driver != null) {
            logging.put("driver", driver);
        }
        if (options != null) {
            logging.put("options", options);
        }
        entries.put("logging", new Node.Entry(mark, new Node.Mapping(mark, logging)));
    }

    private static void build(Map<String, Node.Entry> entries) {
        var dockerfile = entries.get("dockerfile");
        var context = entries.get("build");
        if (dockerfile == null || context != null && !(context.value() instanceof Node.Scalar)) {
            return;
        }
        entries.remove("dockerfile");
        var build = new LinkedHashMap<String, Node.Entry>();
        if (context != null) {
            build.put("context", context);
        }
        build.put("dockerfile", dockerfile);
        entries.put("build", new Node.Entry(dockerfile.mark(), new Node.Mapping(dockerfile.mark(), build)));
    }
}
