package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Brings a file into one layout: services under `services`, whatever map of version 2 they stood in, or at the root as in version 1.
final class Layout {
    static final String EXTERNAL_IMAGE = "rancher/external-service";
    static final String ALIAS_IMAGE = "rancher/dns-service";
    /// What a balancer may have directly under it in `load_balancers`.
    private static final List<String> BALANCER_KEYS = List.of("certs", "default_cert", "port_rules", "config", "stickiness_policy");
    private static final Set<String> CATALOG = Set.of("catalog", ".catalog");

    private final Findings findings;

    Layout(Findings findings) {
        this.findings = findings;
    }

    Node.Mapping unified(Node.Mapping document, boolean rancherFile) {
        var root = new LinkedHashMap<>(document.entries());
        CATALOG.stream().filter(c -> root.containsKey(c) && !isService(root.get(c).value())).forEach(root::remove);
        var unified = isFlat(document) ? flat(document, root) : maps(root);
        var services = unified.get("services");
        if (services != null && services.value() instanceof Node.Mapping mapping) {
            unified.put("services", new Node.Entry(services.mark(), services(mapping, isFlat(document), rancherFile)));
        }
        return new Node.Mapping(document.mark(), unified);
    }

    /// Version 2 says so; a file that has `services` and forgot to say it is read as version 2 all the same.
    private static boolean isFlat(Node.Mapping document) {
        boolean two = document.get("version").filter(v -> v instanceof Node.Scalar).isPresent();
        return !two && !(document.get("services").orElse(document) instanceof Node.Mapping services && services != document
            && services.entries().values().stream().allMatch(e -> e.value() instanceof Node.Mapping || e.value().isNothing()));
    }

    private Map<String, Node.Entry> flat(Node.Mapping document, Map<String, Node.Entry> services) {
        var root = new LinkedHashMap<String, Node.Entry>();
        root.put("services", new Node.Entry(document.mark(), new Node.Mapping(document.mark(), services)));
        return root;
    }

    private Map<String, Node.Entry> maps(Map<String, Node.Entry> root) {
        var version = root.remove("version");
        if (version != null && version.value() instanceof Node.Scalar v && !v.text().equals("2")) {
            say(version, v);
        }
        var services = new LinkedHashMap<String, Node.Entry>();
        var all = root.remove("services");
        if (all != null && all.value() instanceof Node.Mapping mapping) {
            services.putAll(mapping.entries());
            CATALOG.forEach(c -> Optional.ofNullable(services.get(c)).filter(e -> !isService(e.value())).ifPresent(_ -> services.remove(c)));
        } else if (all != null && !all.value().isNothing()) {
            findings.error(all.mark(), Trail.ROOT.to("services"), "WrongType", "this should be a map, not " + all.value().what());
        }
        fold(root, services, "containers", e -> e);
        fold(root, services, "load_balancers", e -> lifted(e.value() instanceof Node.Mapping m ? m : Node.Mapping.empty(e.mark()), e));
        fold(root, services, "external_services", e -> with(e, "image", Node.Scalar.text(e.mark(), EXTERNAL_IMAGE)));
        fold(root, services, "aliases", e -> alias(with(e, "image", Node.Scalar.text(e.mark(), ALIAS_IMAGE))));
        if (!services.isEmpty() || all != null) {
            var mark = all == null ? services.values().iterator().next().mark() : all.mark();
            root.put("services", new Node.Entry(mark, new Node.Mapping(mark, services)));
        }
        return root;
    }

    private void say(Node.Entry version, Node.Scalar written) {
        if (written.text().startsWith("2.")) {
            findings.warning(version.value().mark(), Trail.ROOT.to("version"), "Approximated", Quote.of(written.text()) + " is read as '2', the only version Rancher has besides 1");
        } else {
            findings.error(version.value().mark(), Trail.ROOT.to("version"), "WrongVersion", Quote.of(written.text()) + " is no version of Rancher's files",
                Optional.of("it is '2', or no version and services at the root; a stack file of version 3 is read with --dialect stack, without its rancher file"));
        }
    }

    private static void fold(Map<String, Node.Entry> root, Map<String, Node.Entry> services, String group, java.util.function.UnaryOperator<Node.Entry> change) {
        if (root.get(group) != null && root.get(group).value() instanceof Node.Mapping mapping) {
            root.remove(group);
            mapping.entries().forEach((name, entry) -> services.put(name, change.apply(entry)));
        }
    }

    private static Node.Entry with(Node.Entry service, String key, Node value) {
        var entries = new LinkedHashMap<>(service.value() instanceof Node.Mapping m ? m.entries() : Map.of());
        entries.put(key, new Node.Entry(service.mark(), value));
        return new Node.Entry(service.mark(), new Node.Mapping(service.value().mark(), entries));
    }

    private static Node.Entry alias(Node.Entry service) {
        var entries = new LinkedHashMap<>(((Node.Mapping) service.value()).entries());
        var targets = entries.remove("services");
        if (targets != null) {
            entries.put("links", targets);
        }
        return new Node.Entry(service.mark(), new Node.Mapping(service.value().mark(), entries));
    }

    /// A balancer's own keys go below `lb_config`.
    private static Node.Entry lifted(Node.Mapping service, Node.Entry written) {
        var entries = new LinkedHashMap<>(service.entries());
        var config = new LinkedHashMap<>(entries.get("lb_config") != null && entries.get("lb_config").value() instanceof Node.Mapping m ? m.entries() : Map.of());
        BALANCER_KEYS.forEach(key -> Optional.ofNullable(entries.remove(key)).ifPresent(e -> config.put(key, e)));
        if (!config.isEmpty()) {
            entries.put("lb_config", new Node.Entry(written.mark(), new Node.Mapping(written.mark(), config)));
        }
        return new Node.Entry(written.mark(), new Node.Mapping(written.value().mark(), entries));
    }

    private Node.Mapping services(Node.Mapping services, boolean flat, boolean rancherFile) {
        var entries = new LinkedHashMap<>(services.entries());
        entries.replaceAll((_, entry) -> {
            if (!(entry.value() instanceof Node.Mapping mapping)) {
                return entry;
            }
            var service = mapping.entries().containsKey("port_rules") ? lifted(mapping, entry) : entry;
            return hostname(flat ? VersionOne.modern(service) : service, rancherFile);
        });
        return new Node.Mapping(services.mark(), entries);
    }

    /// In the first file `hostname` is the container's, in the second it is where an external service is; later nobody could tell.
    private static Node.Entry hostname(Node.Entry service, boolean rancherFile) {
        var mapping = (Node.Mapping) service.value();
        if (!rancherFile || !mapping.entries().containsKey("hostname")) {
            return service;
        }
        var entries = new LinkedHashMap<>(mapping.entries());
        entries.put(ExternalServices.HOSTNAME, entries.remove("hostname"));
        return new Node.Entry(service.mark(), new Node.Mapping(mapping.mark(), entries));
    }

    private static boolean isService(Node node) {
        return node instanceof Node.Mapping m && (m.entries().containsKey("image") || m.entries().containsKey("build"));
    }
}
