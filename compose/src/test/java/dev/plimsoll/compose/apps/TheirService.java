package dev.plimsoll.compose.apps;

import dev.plimsoll.compose.apps.Theirs.Tree;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// One service as another tool prints it. What it leaves out is filled in with what the documentation says it then is.
final class TheirService {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"']|\"(?:\\\\.|[^\"])*\"|'[^']*')+");
    private static final Pattern PART = Pattern.compile("\"((?:\\\\.|[^\"])*)\"|'([^']*)'|([^\"']+)");

    private final TreeMap<String, String> fields = new TreeMap<>();
    private final Tree service;
    /// `docker-compose config` doubles dollars, so that it could read what it printed.
    private final boolean dollarsDoubled;

    TheirService(Tree service, boolean dollarsDoubled) {
        this.service = service;
        this.dollarsDoubled = dollarsDoubled;
    }

    Map<String, String> fields() {
        for (var name : List.of("image", "hostname", "user", "working_dir", "stop_signal", "network_mode")) {
            copy(name, name);
        }
        pairs("environment", "environment ");
        pairs("labels", "label ");
        pairs("sysctls", "sysctl ");
        words("command");
        words("entrypoint");
        fields.put("stop_grace_period", duration(service.get("stop_grace_period").text("10s")));
        fields.put("read_only", service.get("read_only").text("false"));
        fields.put("privileged", service.get("privileged").text("false"));
        fields.put("cap_add", new TreeSet<>(service.get("cap_add").texts()).toString());
        fields.put("extra_hosts", new TreeSet<>(service.get("extra_hosts").texts()).toString());
        for (var name : List.of("dns", "security_opt")) {
            fields.put(name, service.get(name).texts().toString());
        }
        fields.put("devices", service.get("devices").texts().stream().map(d -> d.replace(":rwm", "")).toList().toString());
        service.get("ulimits").each((name, limit) -> fields.put("ulimit " + name,
            limit.isText() ? limit.text("") + ":" + limit.text("") : limit.get("soft").text("") + ":" + limit.get("hard").text("")));
        dependencies();
        networks();
        service.get("ports").items().forEach(this::port);
        service.get("expose").texts().forEach(p -> fields.put("expose " + (p.contains("/") ? p : p + "/tcp"), ""));
        service.get("volumes").items().forEach(this::mount);
        service.get("tmpfs").texts().forEach(t -> fields.put("mount " + t.split(":")[0], "tmpfs"));
        file("secrets", "secret ");
        file("configs", "config ");
        health(service.get("healthcheck"));
        deploy(service.get("deploy"));
        copy("pids_limit", "pids");
        size(service.get("shm_size"), "shm_size");
        var logging = service.get("logging");
        if (logging.there()) {
            fields.put("logging", logging.get("driver").text("") + new TreeMap<>(logging.get("options").pairs("=")));
        }
        return fields;
    }

    private void copy(String key, String field) {
        if (service.get(key).there()) {
            fields.put(field, text(service.get(key).text("")));
        }
    }

    private void pairs(String key, String prefix) {
        service.get(key).pairs("=").forEach((name, value) -> {
            if (value != null) {
                fields.put(prefix + name, text(value));
            }
        });
    }

    private void words(String key) {
        var node = service.get(key);
        if (node.there()) {
            fields.put(key, (node.isText() ? split(text(node.text(""))) : node.texts().stream().map(this::text).toList()).toString());
        }
    }

    private String text(String printed) {
        return dollarsDoubled ? printed.replace("$$", "$") : printed;
    }

    private static List<String> split(String line) {
        var words = new ArrayList<String>();
        WORD.matcher(line).results().forEach(word -> {
            var whole = new StringBuilder();
            PART.matcher(word.group()).results().forEach(p -> whole.append(p.group(1) != null ? p.group(1).replaceAll("\\\\(.)", "$1") : p.group(2) != null ? p.group(2) : p.group(3)));
            words.add(whole.toString());
        });
        return words;
    }

    private void dependencies() {
        var needed = service.get("depends_on");
        needed.each((name, how) -> fields.put("depends_on " + name, switch (how.get("condition").text("")) {
            case "service_healthy" -> "healthy";
            case "service_completed_successfully" -> "completed";
            default -> "started";
        }));
        needed.items().forEach(name -> fields.put("depends_on " + name.text(""), "started"));
    }

    private void networks() {
        var networks = service.get("networks");
        networks.each((name, how) -> fields.put("network " + name, new TreeSet<>(how.get("aliases").texts()) + how.get("ipv4_address").text("")));
        networks.items().forEach(name -> fields.put("network " + name.text(""), "[]"));
    }

    private void port(Tree port) {
        if (!port.isText()) {
            fields.put("port :" + port.get("published").text("any") + ":" + port.get("target").text("") + "/" + port.get("protocol").text("tcp"), "");
            return;
        }
        var halves = port.text("").split("/");
        var parts = halves[0].split(":");
        fields.put("port " + (parts.length > 2 ? parts[0] : "") + ":" + (parts.length > 1 ? parts[parts.length - 2] : "any") + ":" + parts[parts.length - 1] + "/"
            + (halves.length > 1 ? halves[1] : "tcp"), "");
    }

    private void mount(Tree mount) {
        if (!mount.isText()) {
            var type = mount.get("type").text("");
            fields.put("mount " + mount.get("target").text(""), type.equals("tmpfs") ? type : type + " " + mount.get("source").text("")
                + (mount.get("read_only").text("false").equals("true") ? " ro" : "") + (mount.get("volume").get("nocopy").text("false").equals("true") ? " nocopy" : ""));
            return;
        }
        var parts = mount.text("").split(":");
        var source = parts.length > 1 ? parts[0] : "";
        var options = new StringBuilder();
        for (var option : parts.length > 2 ? parts[2].split(",") : new String[0]) {
            options.append(option.equals("rw") ? "" : " " + option);
        }
        fields.put("mount " + parts[Math.min(1, parts.length - 1)], (source.startsWith("/") ? "bind " : "volume ") + source + options);
    }

    private void file(String key, String prefix) {
        service.get(key).items().forEach(file -> {
            var source = file.isText() ? file.text("") : file.get("source").text("");
            var target = file.get("target").text(source);
            var folder = key.equals("secrets") ? "/run/secrets/" : "/";
            var mode = file.get("mode").text("");
            fields.put(prefix + source, (target.startsWith("/") ? target : folder + target) + " " + (mode.isEmpty() ? "" : Integer.toOctalString(Integer.parseInt(mode))));
        });
    }

    private void health(Tree health) {
        if (!health.there()) {
            return;
        }
        var test = health.get("test");
        if (health.get("disable").text("false").equals("true") || test.texts().equals(List.of("NONE"))) {
            fields.put("healthcheck test", "[NONE]");
            return;
        }
        fields.put("healthcheck test", (test.isText() ? List.of("CMD-SHELL", text(test.text(""))) : test.texts().stream().map(this::text).toList()).toString());
        fields.put("healthcheck interval", duration(health.get("interval").text("30s")));
        fields.put("healthcheck timeout", duration(health.get("timeout").text("30s")));
        fields.put("healthcheck retries", health.get("retries").text("3"));
        fields.put("healthcheck start_period", duration(health.get("start_period").text("0s")));
    }

    private void deploy(Tree deploy) {
        fields.put("replicas", deploy.get("replicas").text(service.get("scale").text("1")));
        var attempts = deploy.get("restart_policy").get("max_attempts").text("");
        fields.put("restart", switch (deploy.get("restart_policy").get("condition").text(dollarsDoubled ? service.get("restart").text("") : "any").split(":")[0]) {
            case "any", "always", "unless-stopped" -> "always";
            case "on-failure" -> "on_failure" + (attempts.isEmpty() ? service.get("restart").text("").replaceAll("^[^:]*", "") : ":" + attempts);
            case "" -> "";
            default -> "never";
        });
        number(deploy.get("resources").get("limits").get("cpus"), "cpus");
        size(deploy.get("resources").get("limits").get("memory"), "memory");
        number(service.get("cpus"), "cpus");
        size(service.get("mem_limit"), "memory");
        number(deploy.get("resources").get("reservations").get("cpus"), "reserved cpus");
        size(deploy.get("resources").get("reservations").get("memory"), "reserved memory");
        var update = deploy.get("update_config");
        fields.put("update parallelism", update.get("parallelism").text("1"));
        fields.put("update delay", duration(update.get("delay").text("0s")));
        fields.put("update failure_action", update.get("failure_action").text(""));
        if (update.get("order").there()) {
            fields.put("update order", update.get("order").text(""));
        }
    }

    private void number(Tree node, String field) {
        if (node.there()) {
            fields.put(field, "" + Double.parseDouble(node.text("")));
        }
    }

    private void size(Tree node, String field) {
        if (node.there()) {
            var text = node.text("").toLowerCase(Locale.ROOT).replaceAll("b$", "");
            long unit = 1L << 10 * Math.max(0, " kmg".indexOf(text.charAt(text.length() - 1)));
            fields.put(field, "" + Long.parseLong(text.replaceAll("[kmg]$", "")) * unit);
        }
    }

    private static String duration(String text) {
        return text.endsWith("ms") ? Duration.ofMillis(Long.parseLong(text.replace("ms", ""))).toString() : Duration.parse("PT" + text).toString();
    }
}
