package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Rewrites a balancer of the first kind (ports, links and labels `io.rancher.loadbalancer.…`) with the rules of the second (`lb_config`). Source: the
/// executor's conversion.
final class LegacyBalancer {
    private static final Pattern PORT = Pattern.compile("(?:[0-9]+(?:\\.[0-9]+){3}:)?(?:(?<source>[0-9]{1,5}):)?(?<target>[0-9]{1,5})(?:/(?<protocol>[a-z]+))?");
    private static final String TARGET = RancherLabels.PREFIX + "loadbalancer.target.";
    private static final String TLS = RancherLabels.PREFIX + "loadbalancer.ssl.ports";
    private static final String PROXY = RancherLabels.PREFIX + "loadbalancer.proxy-protocol.ports";
    private static final String SELECTOR = RancherLabels.PREFIX + "service.selector.link";

    private final Draft balancer;
    private final Map<String, Node.Entry> labels;
    private final List<Node> rules = new ArrayList<>();

    private LegacyBalancer(Draft balancer) {
        this.balancer = balancer;
        this.labels = RancherLabels.of(balancer);
    }

    static void convert(Draft balancer) {
        if (balancer.text("image").startsWith(Parts.LEGACY_IMAGE)) {
            new LegacyBalancer(balancer).rewrite();
        } else if (!balancer.map("lb_config").containsKey("port_rules")) {
            balancer.warning("lb_config", "NoRules", "the balancer has no port_rules, so it sends nothing anywhere", "write port_rules under lb_config in the second file");
        }
    }

    /// A listener, as `ports` or `expose` has it.
    private record Listener(String source, String target, String protocol, Mark mark) {}

    private void rewrite() {
        var listeners = new ArrayList<Listener>();
        listeners("ports", listeners);
        listeners("expose", listeners);
        var targets = new ArrayList<>(balancer.items("links"));
        targets.addAll(balancer.items("external_links"));
        for (var listener : listeners) {
            targets.forEach(link -> target(listener, Links.target(link.text())));
            Optional.ofNullable(labels.get(SELECTOR)).ifPresent(selector -> rule(listener, "selector", RancherLabels.text(selector), List.of()));
        }
        if (rules.isEmpty()) {
            balancer.warning("links", "NoRules", "the balancer has no ports or no links, so it sends nothing anywhere", "write ports and links");
        }
        var config = new LinkedHashMap<String, Node.Entry>();
        config.put("port_rules", new Node.Entry(balancer.mark(), new Node.Sequence(balancer.mark(), rules)));
        older(config);
        balancer.put("lb_config", new Node.Mapping(balancer.mark(), config));
        List.of("links", "external_links", "expose", "certs", "default_cert", "load_balancer_config").forEach(balancer::remove);
    }

    private void listeners(String key, List<Listener> listeners) {
        for (var item : balancer.items(key)) {
            var matcher = PORT.matcher(item.text());
            if (!matcher.matches()) {
                balancer.error(key, "InvalidPort", Quote.of(item.text()) + " is no port of a balancer such as 80, 80:8080 or 80:8080/tcp", "");
                continue;
            }
            var target = matcher.group("target");
            var source = Optional.ofNullable(matcher.group("source")).orElse(target);
            var protocol = "tcp".equals(matcher.group("protocol")) ? "tcp" : ports(TLS).contains(source) ? "https" : "http";
            listeners.add(new Listener(source, target, protocol, item.mark()));
        }
        ports(PROXY).stream().filter(_ -> key.equals("ports")).findFirst().ifPresent(_ -> balancer.warning("labels", "NotHonoured",
            "the proxy protocol is not spoken to these ports", ""));
    }

    private Set<String> ports(String label) {
        return Optional.ofNullable(labels.get(label)).map(RancherLabels::text).<Set<String>>map(t -> new LinkedHashSet<>(List.of(t.split("\\s*,\\s*")))).orElse(Set.of());
    }

    /// Without a label for the target everything at the listener goes there.
    private void target(Listener listener, String service) {
        var label = labels.get(TARGET + service);
        if (label == null) {
            rule(listener, "service", service, List.of());
            return;
        }
        for (var written : RancherLabels.text(label).split(",")) {
            var place = Place.of(written.strip());
            if (place.source().isEmpty() || place.source().equals(listener.source())) {
                rule(listener, "service", service, List.of("hostname", place.host(), "path", place.path(), "target_port", place.target()));
            }
        }
    }

    /// `[host][:source][/path][=target]`; what begins with a digit is a port, so a number alone is the target's.
    private record Place(String host, String source, String path, String target) {
        static Place of(String written) {
            if (written.matches("[0-9]+")) {
                return new Place("", "", "", written);
            }
            int equals = written.indexOf('=');
            var left = equals < 0 ? written : written.substring(0, equals);
            int slash = left.indexOf('/');
            var front = slash < 0 ? left : left.substring(0, slash);
            int colon = front.indexOf(':');
            boolean onlyPort = !front.isEmpty() && Character.isDigit(front.charAt(0));
            return new Place(onlyPort ? "" : colon < 0 ? front : front.substring(0, colon), onlyPort ? front.replaceAll("[^0-9].*", "") : colon < 0 ? "" : front.substring(colon + 1),
                slash < 0 ? "" : left.substring(slash), equals < 0 ? "" : written.substring(equals + 1));
        }
    }

    private void rule(Listener listener, String kind, String target, List<String> more) {
        var rule = new LinkedHashMap<String, Node.Entry>();
        var mark = listener.mark();
        put(rule, "source_port", listener.source(), mark);
        put(rule, "protocol", listener.protocol(), mark);
        put(rule, kind, target, mark);
        put(rule, "target_port", listener.target(), mark);
        for (int i = 0; i < more.size(); i += 2) {
            put(rule, more.get(i), more.get(i + 1), mark);
        }
        rules.add(new Node.Mapping(mark, rule));
    }

    private static void put(Map<String, Node.Entry> rule, String key, String value, Mark mark) {
        if (!value.isEmpty()) {
            rule.put(key, new Node.Entry(mark, Node.Scalar.text(mark, value)));
        }
    }

    private void older(Map<String, Node.Entry> config) {
        for (var key : List.of("certs", "default_cert")) {
            balancer.node(key).ifPresent(n -> config.put(key, new Node.Entry(balancer.mark(key), n)));
        }
        var written = balancer.map("load_balancer_config");
        Optional.ofNullable(written.get("lb_cookie_stickiness_policy")).ifPresent(e -> config.put("stickiness_policy", e));
        if (written.get("haproxy_config") != null && written.get("haproxy_config").value() instanceof Node.Mapping haproxy) {
            var text = new StringBuilder();
            haproxy.entries().forEach((section, entry) -> text.append(section).append('\n').append(RancherLabels.text(entry)).append('\n'));
            put(config, "config", text.toString(), written.get("haproxy_config").mark());
        }
        written.keySet().stream().filter(k -> !Set.of("lb_cookie_stickiness_policy", "haproxy_config", "name").contains(k)).forEach(k ->
            balancer.warning("load_balancer_config", "NotHonoured", Quote.of(k) + " of an older balancer is passed over", "write it in lb_config"));
    }
}
