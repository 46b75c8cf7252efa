package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Labels `io.rancher.…` of a container service: what they asked of Rancher becomes keys of the service, and they themselves go, because nobody here
/// reads them. Labels of others stay.
final class RancherLabels {
    static final String PREFIX = "io.rancher.";
    static final String SIDEKICKS = PREFIX + "sidekicks";
    private static final String AFFINITY = PREFIX + "scheduler.affinity:";
    private static final Set<String> WRITTEN_BY_RANCHER = Set.of("stack.name", "project.name", "stack_service.name", "project_service.name", "service.hash",
        "service.deployment.unit", "service.launch.config", "service.primary.launch.config", "container.uuid", "container.name", "container.ip", "container.mac_address",
        "container.start_once.done", "environment.uuid");
    private static final Set<String> OF_SYSTEM = Set.of("container.system", "container.namespace", "container.display_name", "container.volume_cleanup_strategy", "cni.network",
        "container.network", "container.dns.priority", "scheduler.ips");
    private static final Set<String> OF_BALANCERS = Set.of("lb_service.target", "lb_service.cert_dir", "lb_service.default_cert_dir", "loadbalancer.ssl.ports",
        "loadbalancer.proxy-protocol.ports");
    private static final List<String> KNOWN = List.of("sidekicks", "container.start_once", "container.pull_image", "container.dns", "container.hostname_override",
        "container.requested_ip", "container.create_agent", "container.agent.role", "service.selector.link", "service.selector.container", "service.requested.host.id",
        "service.wait_for_healthcheck", "scheduler.global", "scheduler.affinity:host_label", "scheduler.affinity:container_label", "scheduler.affinity:container");

    private final Parts parts;

    RancherLabels(Parts parts) {
        this.parts = parts;
    }

    void translate(Draft service) {
        var kept = new LinkedHashMap<String, Node.Entry>();
        var own = new LinkedHashMap<String, Node.Entry>();
        of(service).forEach((label, entry) -> (label.startsWith(PREFIX) ? own : kept).put(label, entry));
        if (own.isEmpty()) {
            return;
        }
        own.forEach((label, entry) -> label(service, label.substring(PREFIX.length()), new Written(label, text(entry), entry.mark())));
        if (kept.isEmpty()) {
            service.remove("labels");
        } else {
            service.put("labels", new Node.Mapping(service.mark("labels"), kept));
        }
    }

    /// Says of the labels of a balancer which are passed over, because there is no container.
    static void ofBalancer(Draft balancer) {
        of(balancer).forEach((label, entry) -> {
            var name = label.startsWith(PREFIX) ? label.substring(PREFIX.length()) : "";
            if (!OF_BALANCERS.contains(name) && !name.startsWith("loadbalancer.target.") && !name.equals("service.selector.link")) {
                balancer.noteLabel(label, entry.mark(), "NotHonoured", "the platform's own proxy routes; there is no container to label");
            }
        });
    }

    /// A label as it was written.
    private record Written(String label, String value, Mark mark) {
        boolean on() {
            return value.equals("true");
        }
    }

    /// Labels in either form.
    static Map<String, Node.Entry> of(Draft service) {
        var labels = new LinkedHashMap<String, Node.Entry>(service.map("labels"));
        if (service.node("labels").filter(n -> n instanceof Node.Sequence).isPresent()) {
            for (var item : service.items("labels")) {
                int equals = item.text().indexOf('=');
                var name = equals < 0 ? item.text() : item.text().substring(0, equals);
                labels.put(name, new Node.Entry(item.mark(), Node.Scalar.text(item.mark(), equals < 0 ? "" : item.text().substring(equals + 1))));
            }
        }
        return labels;
    }

    static String text(Node.Entry entry) {
        return entry.value() instanceof Node.Scalar scalar && !scalar.isNothing() ? scalar.text().strip() : "";
    }

    private void label(Draft service, String name, Written written) {
        if (name.startsWith("scheduler.affinity:")) {
            affinity(service, written);
            return;
        }
        switch (name) {
            case "sidekicks" -> service.put(Sidekicks.KEY, Sidekicks.names(written.value(), written.mark()));
            case "container.start_once" -> startOnce(service, written);
            case "container.pull_image" -> pull(service, written);
            case "scheduler.global" -> {
                if (written.on()) {
                    ServiceKeys.global(service, written.mark());
                }
            }
            case "container.dns" -> service.noteLabel(written.label(), written.mark(), "Approximated",
                "names of the assembly are known to its components, but not to one on the host's own network");
            case "container.hostname_override" -> service.noteLabel(written.label(), written.mark(), "Approximated",
                "the host name inside is the engine's, different for each instance, not the container's name");
            case "container.requested_ip" -> service.warnOfLabel(written.label(), written.mark(), "instances get the addresses the engine gives; names stay", "use the name");
            case "container.create_agent", "container.agent.role" -> {
                if (!written.value().equals("false")) {
                    service.warnOfLabel(written.label(), written.mark(), "no credentials of Plimsoll's API are handed into a container",
                        "make a token by hand and give it as a secret, if the program needs one");
                }
            }
            case "service.selector.link" -> service.noteLabel(written.label(), written.mark(), "Approximated", "every component of the assembly can be reached by its name anyway");
            case "service.selector.container" -> service.warnOfLabel(written.label(), written.mark(), "containers of others are not taken in", "declare them as a service");
            case "service.requested.host.id" -> service.noteLabel(written.label(), written.mark(), "NotHonoured", "there is one engine, so there is nothing to choose");
            case "service.wait_for_healthcheck" -> service.noteLabel(written.label(), written.mark(), "NotHonoured", "apply waits until everything is well anyway");
            default -> others(service, name, written);
        }
    }

    private static void others(Draft service, String name, Written written) {
        if (WRITTEN_BY_RANCHER.contains(name)) {
            service.noteLabel(written.label(), written.mark(), "NotHonoured", "Rancher wrote this label itself; it is left out");
        } else if (OF_SYSTEM.contains(name) || name.startsWith("container.agent_service.")) {
            service.noteLabel(written.label(), written.mark(), "NotHonoured", "it is about Rancher's own services; it is left out");
        } else if (OF_BALANCERS.contains(name) || name.startsWith("loadbalancer.target.")) {
            service.warnOfLabel(written.label(), written.mark(), "it is for a load balancer, and this service is none", "");
        } else {
            service.warnOfLabel(written.label(), written.mark(), Quote.of(written.label()) + " is no label of Rancher that is known; it is left out",
                Nearest.hint(name, KNOWN).orElse("use a label that does not start with " + PREFIX));
        }
    }

    private static void startOnce(Draft service, Written written) {
        if (written.on()) {
            service.put("restart", Node.Scalar.text(written.mark(), "no"));
        }
    }

    private static void pull(Draft service, Written written) {
        if (written.value().equals("always")) {
            service.put("pull_policy", Node.Scalar.text(written.mark(), "always"));
        } else {
            service.warnOfLabel(written.label(), written.mark(), Quote.of(written.value()) + " is no policy; the image is pulled when it is missing", "write always, or remove it");
        }
    }

    /// Rules about hosts become placement; on one engine there is nothing to choose, and a rule that keeps instances apart cannot be kept.
    private void affinity(Draft service, Written written) {
        var rule = written.label().substring(AFFINITY.length());
        boolean soft = rule.contains("_soft");
        if (rule.equals("container_label_ne") && aboutItself(service, written.value())) {
            if (!ServiceKeys.deploy(service).containsKey("mode") && scale(service) > 1) {
                service.warnOfLabel(written.label(), written.mark(), "there is one engine, so all " + service.text("scale") + " instances run on it, although the rule keeps them apart",
                    "make it a soft rule, or write scale: 1");
            } else {
                service.noteLabel(written.label(), written.mark(), "NotHonoured", "there is one engine, so there is nothing to choose");
            }
        } else if (rule.equals("host_label") || rule.equals("host_label_ne")) {
            constraints(service, written, rule.endsWith("_ne") ? "!=" : "==");
        } else if (soft || rule.startsWith("container")) {
            service.noteLabel(written.label(), written.mark(), "NotHonoured", "there is one engine, so there is nothing to choose");
        } else {
            service.warnOfLabel(written.label(), written.mark(), Quote.of(rule) + " is no rule of Rancher's scheduler", Nearest.hint("scheduler.affinity:" + rule, KNOWN).orElse(""));
        }
    }

    private static int scale(Draft service) {
        var scale = service.text("scale");
        return scale.matches("[0-9]{1,6}") ? Integer.parseInt(scale) : 1;
    }

    private boolean aboutItself(Draft service, String value) {
        return value.replace("${stack_name}", parts.stack()).replace("${project_name}", parts.stack()).replace("${service_name}", service.name())
            .equalsIgnoreCase("io.rancher.stack_service.name=" + parts.stack() + "/" + service.name());
    }

    /// Keys and values were compared in lower case; a value without `=` never had a key to compare.
    private static void constraints(Draft service, Written written, String operator) {
        var placement = new LinkedHashMap<String, Node.Entry>();
        var items = new java.util.ArrayList<Node>();
        for (var pair : written.value().toLowerCase(java.util.Locale.ROOT).split(",")) {
            var parts = pair.strip().split("=");
            if (parts.length >= 2) {
                items.add(Node.Scalar.text(written.mark(), "node.labels." + parts[0] + operator + parts[1]));
            } else if (!pair.isBlank()) {
                service.warnOfLabel(written.label(), written.mark(), Quote.of(pair.strip()) + " has no '=', so it never chose a host", "write key=value");
            }
        }
        var before = ServiceKeys.deploy(service).get("placement");
        if (before != null && before.value() instanceof Node.Mapping m && m.get("constraints").orElse(m) instanceof Node.Sequence earlier) {
            items.addAll(0, earlier.items());
        }
        placement.put("constraints", new Node.Entry(written.mark(), new Node.Sequence(written.mark(), items)));
        ServiceKeys.toDeploy(service, "placement", new Node.Mapping(written.mark(), placement));
    }
}
