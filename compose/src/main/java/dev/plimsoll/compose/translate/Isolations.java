package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Isolation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// How a service is set apart from its host, and how not.
final class Isolations {
    /// Keys of the service and what the model calls the namespace.
    private static final Map<String, String> NAMESPACES = Map.of("pid", "pid", "ipc", "ipc", "uts", "uts", "userns_mode", "userns", "cgroup", "cgroup",
        "network_mode", "network");

    private static final Set<String> KEYS = Set.of("read_only", "privileged", "cap_add", "cap_drop", "ulimits", "sysctls", "extra_hosts", "dns", "dns_search",
        "dns_opt", "hostname", "domainname", "devices", "security_opt", "cgroup_parent", "oom_score_adj", "oom_kill_disable", "runtime", "pid", "ipc", "uts",
        "userns_mode", "cgroup", "network_mode", "device_cgroup_rules", "gpus", "deploy", "storage_opt", "annotations");

    private final Section service;

    private Isolations(Section service) {
        this.service = service;
    }

    static Isolation of(Section service) {
        if (!service.hasAny(KEYS)) {
            return Isolation.USUAL;
        }
        var isolations = new Isolations(service);
        return new Isolation(service.is("read_only"), service.is("privileged"), service.texts("cap_add"), service.texts("cap_drop"), isolations.ulimits(),
            service.pairs("sysctls"), isolations.extraHosts(), service.texts("dns"), service.texts("dns_search"), service.texts("dns_opt"),
            service.text("hostname"), service.text("domainname"), isolations.devices(), service.texts("security_opt"), isolations.namespaces(),
            service.text("cgroup_parent"), service.whole("oom_score_adj"), service.is("oom_kill_disable"), service.text("runtime"),
            service.texts("device_cgroup_rules"), DeviceRequests.of(service), service.pairs("storage_opt"), service.pairs("annotations"));
    }

    private Map<String, Isolation.Ulimit> ulimits() {
        return ulimits(service);
    }

    static Map<String, Isolation.Ulimit> ulimits(Section service) {
        var limits = new LinkedHashMap<String, Isolation.Ulimit>();
        service.named("ulimits").forEach((name, item) -> {
            if (item.node() instanceof Node.Scalar scalar) {
                number(service, scalar, item).ifPresent(n -> limits.put(name, new Isolation.Ulimit(n, n)));
            } else {
                service.section(item, Place.ULIMIT).ifPresent(both -> {
                    var soft = both.large("soft").or(() -> both.large("hard"));
                    soft.ifPresentOrElse(s -> limits.put(name, new Isolation.Ulimit(s, both.large("hard").orElse(s))),
                        () -> both.error("soft", "InvalidValue", "a limit needs soft and hard", ""));
                });
            }
        });
        return limits;
    }

    private static Optional<Long> number(Section service, Node.Scalar scalar, Section.Item item) {
        try {
            return Optional.of(Long.valueOf(scalar.text().strip()));
        } catch (NumberFormatException e) {
            service.findings().error(item.node().mark(), item.trail(), "InvalidValue", Quote.of(scalar.text()) + " is not a whole number");
            return Optional.empty();
        }
    }

    /// `host:address`, `host=address` or a map; IPv6 addresses may stand in brackets.
    private List<String> extraHosts() {
        return hosts(service, "extra_hosts");
    }

    static List<String> hosts(Section section, String key) {
        var lines = new ArrayList<String>();
        if (section.node(key).filter(n -> n instanceof Node.Mapping).isPresent()) {
            section.named(key).forEach((host, item) -> {
                for (var address : item.node() instanceof Node.Sequence many ? many.items() : List.of(item.node())) {
                    if (address instanceof Node.Scalar scalar) {
                        lines.add(host + ":" + bare(scalar.text()));
                    }
                }
            });
            return lines;
        }
        for (var item : section.items(key)) {
            var text = item.node() instanceof Node.Scalar scalar ? scalar.text() : "";
            int separator = text.indexOf('=') >= 0 ? text.indexOf('=') : text.indexOf(':');
            if (separator <= 0 || separator == text.length() - 1) {
                section.findings().error(item.node().mark(), item.trail(), "InvalidValue", Quote.of(text) + " is not host:address");
            } else {
                lines.add(text.substring(0, separator) + ":" + bare(text.substring(separator + 1)));
            }
        }
        return lines;
    }

    private static String bare(String address) {
        return address.startsWith("[") && address.endsWith("]") ? address.substring(1, address.length() - 1) : address;
    }

    private List<String> devices() {
        var devices = new ArrayList<String>();
        for (var item : service.items("devices")) {
            if (item.node() instanceof Node.Scalar scalar) {
                device(scalar.text(), item).ifPresent(devices::add);
            } else {
                service.section(item, Place.DEVICE).ifPresent(device -> {
                    var source = device.text("source").orElse("");
                    device(source + ":" + device.text("target").orElse(source) + ":" + device.text("permissions").orElse("rwm"), item).ifPresent(devices::add);
                });
            }
        }
        return devices;
    }

    private Optional<String> device(String text, Section.Item item) {
        var parts = text.split(":");
        if (!text.startsWith("/") || parts.length > 3) {
            service.findings().error(item.node().mark(), item.trail(), "InvalidValue", Quote.of(text) + " is no device such as /dev/ttyUSB0:/dev/ttyUSB0:rwm");
            return Optional.empty();
        }
        return Optional.of(parts[0] + ":" + (parts.length > 1 ? parts[1] : parts[0]) + ":" + (parts.length > 2 ? parts[2] : "rwm"));
    }

    private Map<String, String> namespaces() {
        var namespaces = new LinkedHashMap<String, String>();
        NAMESPACES.keySet().stream().sorted().forEach(key -> service.text(key).filter(v -> !v.isEmpty()).ifPresent(value -> {
            if (key.equals("network_mode") && value.startsWith(NetworkLenders.SERVICE)) {
                return;
            }
            if (value.startsWith("service:") || value.startsWith("container:")) {
                service.error(key, "NotHonoured", "sharing the namespace of another container is not done, because each may be replaced by itself",
                    key.equals("network_mode") ? "attach both to one network" : "run both programs in one container");
            } else if (!(key.equals("network_mode") && (value.equals("bridge") || value.equals("default")))) {
                namespaces.put(NAMESPACES.get(key), value);
            }
        }));
        if (service.has("network_mode") && !service.named("networks").isEmpty()) {
            service.error("network_mode", "Contradiction", "a service has either network_mode or networks", "remove one of them");
        }
        return namespaces;
    }
}
