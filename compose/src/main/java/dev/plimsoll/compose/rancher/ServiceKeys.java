package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keys of a container service that the Compose specification has by another name: how many, how updated, what is reserved.
final class ServiceKeys {
    private static final String GLOBAL = "global";

    private ServiceKeys() {}

    static void translate(Draft service) {
        scale(service);
        update(service);
        reservation(service);
        environmentFiles(service);
        network(service);
        BlockDevices.translate(service);
        service.remove("start_on_create").filter(e -> e.value() instanceof Node.Scalar s && s.text().equals("false")).ifPresent(e -> {
            service.put("start_on_create", e);
            service.warning("start_on_create", "NotHonoured", "what is declared is started", "write scale: 0 under replicas of a Plimsoll resource, or leave the service out");
            service.remove("start_on_create");
        });
    }

    /// Rancher took `scale` when it made a service and never again; here what is declared holds.
    private static void scale(Draft service) {
        boolean global = deploy(service).get("mode") != null;
        if (policy(service, global) || !service.has("scale")) {
            return;
        }
        var written = service.text("scale");
        if (global) {
            service.notice("scale", "NotHonoured", "a global service has one instance per machine");
            service.remove("scale");
        } else if (written.matches("-?[0-9]+") && Integer.parseInt("0" + written.replaceAll("[^0-9]", "").replaceFirst("^(.{6}).*", "$1")) == 0 || written.startsWith("-")) {
            service.warning("scale", "Approximated", "Rancher read " + Quote.of(written) + " as 1, and so it is here", "");
            service.remove("scale");
        } else if (!written.equals("1")) {
            service.notice("scale", "Declared", "Rancher looked at scale only when it made the service; here the declared number holds at each apply");
        }
    }

    /// @return whether the policy says how many there are
    private static boolean policy(Draft service, boolean global) {
        var policy = service.map("scale_policy");
        if (policy.isEmpty()) {
            return false;
        }
        var least = policy.get("min") != null && policy.get("min").value() instanceof Node.Scalar s ? s : Node.Scalar.text(service.mark("scale_policy"), "1");
        service.warning("scale_policy", "Approximated", "there is one engine, so the number does not grow with the machines: it is " + (global ? "1" : Quote.plain(least.text()))
            + (policy.containsKey("max") ? "" : "; without max there is no upper bound"), "write scale");
        service.remove("scale_policy");
        boolean says = !global && !service.has("scale");
        if (says) {
            service.put("scale", least);
        }
        return says;
    }

    /// Rancher stops before it starts unless told otherwise, one by one, with two seconds between.
    private static void update(Draft service) {
        if (service.has("update_strategy") && !service.has("upgrade_strategy")) {
            service.warning("update_strategy", "Approximated", "this is spelled upgrade_strategy, and read as that", "");
            service.remove("update_strategy").ifPresent(e -> service.put("upgrade_strategy", e));
        }
        var strategy = service.map("upgrade_strategy");
        var mark = service.mark("upgrade_strategy");
        boolean startFirst = strategy.get("start_first") != null && strategy.get("start_first").value() instanceof Node.Scalar s && s.text().equals("true");
        var config = new LinkedHashMap<String, Node.Entry>();
        put(config, "order", startFirst ? "start-first" : "stop-first", mark);
        if (!strategy.isEmpty()) {
            put(config, "parallelism", simple(strategy, "batch_size", "1"), mark);
            put(config, "delay", simple(strategy, "interval_millis", "2000") + "ms", mark);
            service.remove("upgrade_strategy");
        }
        toDeploy(service, "update_config", new Node.Mapping(mark, config));
    }

    private static void reservation(Draft service) {
        var written = service.text("milli_cpu_reservation");
        if (!written.matches("[0-9]{1,9}")) {
            return;
        }
        var mark = service.mark("milli_cpu_reservation");
        service.remove("milli_cpu_reservation");
        var cpus = new LinkedHashMap<String, Node.Entry>();
        put(cpus, "cpus", java.math.BigDecimal.valueOf(Long.parseLong(written), 3).stripTrailingZeros().toPlainString(), mark);
        var reservations = new LinkedHashMap<String, Node.Entry>();
        reservations.put("reservations", new Node.Entry(mark, new Node.Mapping(mark, cpus)));
        toDeploy(service, "resources", new Node.Mapping(mark, reservations));
    }

    /// Lines of these files are taken as they stand: nothing is unquoted or filled in.
    private static void environmentFiles(Draft service) {
        var files = new ArrayList<Node>();
        for (var item : service.items("env_file")) {
            var file = new LinkedHashMap<String, Node.Entry>();
            put(file, "path", item.text(), item.mark());
            put(file, "format", "raw", item.mark());
            files.add(new Node.Mapping(item.mark(), file));
        }
        if (!files.isEmpty()) {
            service.put("env_file", new Node.Sequence(service.mark("env_file"), files));
        }
    }

    private static void network(Draft service) {
        if (service.text("network_mode").equals("managed") || service.text("network_mode").isEmpty()) {
            service.remove("network_mode");
        }
    }

    static Map<String, Node.Entry> deploy(Draft service) {
        return service.map("deploy");
    }

    static void toDeploy(Draft service, String key, Node value) {
        var deploy = new LinkedHashMap<>(deploy(service));
        deploy.put(key, new Node.Entry(value.mark(), value));
        service.put("deploy", new Node.Mapping(service.mark("deploy"), deploy));
    }

    static void global(Draft service, Mark mark) {
        toDeploy(service, "mode", Node.Scalar.text(mark, GLOBAL));
    }

    private static String simple(Map<String, Node.Entry> map, String key, String otherwise) {
        return map.get(key) != null && map.get(key).value() instanceof Node.Scalar s && !s.text().isBlank() ? s.text().strip() : otherwise;
    }

    private static void put(Map<String, Node.Entry> map, String key, String text, Mark mark) {
        map.put(key, new Node.Entry(mark, Node.Scalar.text(mark, text)));
    }
}
