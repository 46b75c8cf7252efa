package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.route.Routes;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.RouteSpec.Protocol;
import dev.plimsoll.model.route.Balancing;
import dev.plimsoll.model.route.Balancing.Stickiness;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Match.How;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Rancher's load balancers: each rule of `lb_config.port_rules` becomes a route, rules of one port, host and path become one. Rancher asks rules with a
/// priority first, the smallest of them before the others; the rest by how exact they are, as routes are asked anyway.
final class Balancers {
    private static final int BEFORE_ALL_OTHERS = 1_000_000_000;

    private final BalancerTargets targets;
    private final Routes routes;

    Balancers(BalancerTargets targets, Routes routes) {
        this.targets = targets;
        this.routes = routes;
    }

    void read(Section root) {
        // Where it was written, not where the pair's reading has put it.
        root.named("load_balancers").forEach((name, item) -> root.section(new Section.Item(item.node(), Trail.ROOT.to("services").to(name))).ifPresent(balancer -> balancer.section("lb_config").ifPresent(config -> {
            var rules = new LinkedHashMap<String, Rule>();
            var protocols = new LinkedHashMap<Integer, String>();
            config.items("port_rules").forEach(rule -> config.section(rule).ifPresent(r -> rule(r, protocols, rules)));
            config.node("config").ifPresent(_ -> config.warning("config", "NotHonoured", "configuration of HAProxy is not taken over", "declare what it is for in a Route"));
            rules.values().stream().filter(r -> r.path().chars().anyMatch(Character::isLetter)).findFirst().ifPresent(r -> r.at().findings().notice(r.at().mark("path"),
                r.at().trail().to("path"), "Approximated", "letters of either case were the same in paths; now they differ"));
            rules.values().forEach(rule -> route(name, config, rule));
        })));
    }

    /// Rules of one port, host and path.
    private record Rule(Section at, int port, String protocol, String host, String path, List<Target> targets) {
        static String key(int port, String host, String path) {
            return port + " " + host + " " + path;
        }
    }

    private void rule(Section rule, Map<Integer, String> protocols, Map<String, Rule> rules) {
        int port = rule.whole("source_port").orElse(0);
        if (port < 1 || port > 65_535) {
            rule.error("source_port", "InvalidPort", port + " is no port between 1 and 65535 to listen on", "");
            return;
        }
        var written = rule.text("protocol").orElse("http").toLowerCase(Locale.ROOT);
        // A frontend of HAProxy has one protocol, and the first rule says which.
        var protocol = protocols.computeIfAbsent(port, _ -> written);
        if (!protocol.equals(written)) {
            rule.warning("protocol", "NotHonoured", "port " + port + " speaks " + protocol + ", as its first rule says", "use another port for " + Quote.plain(written));
        }
        for (var found : targets.of(rule)) {
            boolean names = List.of("http", "https", "sni").contains(protocol);
            boolean paths = List.of("http", "https").contains(protocol);
            var host = names ? found.host() : "";
            var path = paths ? found.path() : "";
            if (!host.equals(found.host()) || !path.equals(found.path())) {
                rule.warning(host.equals(found.host()) ? "path" : "hostname", "NotHonoured", "connections of protocol " + Quote.plain(protocol) + " are not told apart by it", "");
            }
            rules.computeIfAbsent(Rule.key(port, host, path), _ -> new Rule(rule, port, protocol, host, path, new ArrayList<>())).targets().addAll(found.targets());
        }
    }

    private void route(String balancer, Section config, Rule rule) {
        if (rule.protocol().equals("udp")) {
            rule.at().warning("protocol", "NotRouted", "UDP is not routed", "publish the port under ports of the service");
            return;
        }
        if (!List.of("http", "https", "tcp", "tls", "sni").contains(rule.protocol())) {
            rule.at().error("protocol", "InvalidValue", Quote.of(rule.protocol()) + " is none of http, https, tcp, tls, sni", "");
            return;
        }
        if (rule.targets().isEmpty()) {
            return;
        }
        var match = rule.at().made(() -> match(rule));
        var protocol = switch (rule.protocol()) {
            case "tcp", "tls" -> Protocol.TCP;
            case "sni" -> Protocol.PASSTHROUGH;
            default -> Protocol.HTTP;
        };
        boolean tls = rule.protocol().equals("https") || rule.protocol().equals("tls");
        match.flatMap(m -> rule.at().made(() -> new RouteSpec(m, protocol, List.of(entryPoint(rule, tls)), priority(rule.at()), tls ? Optional.of(tls(config)) : Optional.empty(),
                rule.targets().stream().distinct().toList(), null, null, null, null, null, false, balance(config, protocol), false)))
            .ifPresent(spec -> routes.add(rule.at().text("backend_name").orElse(balancer + "-" + rule.port() + "-" + rule.host() + "-" + rule.path()), spec));
    }

    private static Match match(Rule rule) {
        var parts = new ArrayList<Match>();
        if (!rule.host().isEmpty() && !rule.host().equals("*")) {
            parts.add(host(rule.host()));
        }
        if (!rule.path().isEmpty()) {
            parts.add(new Match.Path(How.PREFIX, rule.path()));
        }
        return Match.all(parts);
    }

    /// A star first matches any beginning, dots included; a star last any end.
    private static Match host(String host) {
        if (host.startsWith("*") && host.length() > 1) {
            return new Match.Host(How.SUFFIX, host.substring(1));
        }
        return host.endsWith("*") ? new Match.Host(How.PREFIX, host.substring(0, host.length() - 1)) : new Match.Host(How.EXACT, host);
    }

    private static String entryPoint(Rule rule, boolean tls) {
        return rule.port() == 80 && !tls ? "web" : rule.port() == 443 && tls ? "websecure" : Integer.toString(rule.port());
    }

    private static int priority(Section rule) {
        int priority = rule.whole("priority").orElse(0);
        return priority < 1 ? 0 : Math.max(1, BEFORE_ALL_OTHERS - priority);
    }

    private static RouteTls tls(Section config) {
        return new RouteTls(config.texts("certs"), config.text("default_cert"), null, null);
    }

    private Balancing balance(Section config, Protocol protocol) {
        return new Balancing(null, protocol == Protocol.HTTP ? stickiness(config) : Optional.empty(), null, null, true, 0);
    }

    /// Without a mode Rancher did nothing, whatever else was written.
    private static Optional<Stickiness> stickiness(Section config) {
        return config.section("stickiness_policy").filter(policy -> policy.node("cookie").isPresent() || policy.node("mode").isPresent()).flatMap(policy -> {
            var mode = policy.text("mode").orElse("");
            if (mode.isBlank()) {
                policy.warning("cookie", "NotHonoured", "without a mode Rancher kept no client at its instance", "write mode: insert");
                return Optional.empty();
            }
            var known = List.of("insert", "rewrite", "prefix");
            if (!known.contains(mode.toLowerCase(Locale.ROOT))) {
                policy.error("mode", "InvalidValue", Quote.of(mode) + " is none of " + String.join(", ", known), "");
                return Optional.empty();
            }
            return policy.made(() -> new Stickiness(policy.text("cookie").orElse(""), false, false, null, null, policy.text("domain"), null,
                Stickiness.Mode.valueOf(mode.toUpperCase(Locale.ROOT)), policy.is("indirect"), policy.is("nocache"), policy.is("postonly")));
        });
    }
}
