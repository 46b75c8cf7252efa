package dev.plimsoll.compose.route;

import dev.plimsoll.compose.route.Definitions.Sort;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Balancing;
import dev.plimsoll.model.route.Balancing.Check;
import dev.plimsoll.model.route.Balancing.Stickiness;
import dev.plimsoll.model.route.Target;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which component a router of Traefik v2 or v3 leads to. One that names no service takes the only one its own labels define, or the component itself.
final class NewerServices {
    /// Other names for where labels come from.
    private static final Set<String> HERE = Set.of("docker", "swarm", "rancher");

    private final Definitions definitions;
    private final boolean portRequired;
    private final Findings findings;

    /// @param portRequired as in Swarm, where Traefik sees no port but the one in the label
    NewerServices(Definitions definitions, boolean portRequired, Findings findings) {
        this.definitions = definitions;
        this.portRequired = portRequired;
        this.findings = findings;
    }

    /// A name without the place it is defined in. None when that is elsewhere.
    static Optional<String> here(String name) {
        int at = name.indexOf('@');
        return at < 0 ? Optional.of(name) : HERE.contains(name.substring(at + 1).toLowerCase(Locale.ROOT)) ? Optional.of(name.substring(0, at)) : Optional.empty();
    }

    /// Fills in where the router leads; what keeps it from leading anywhere is among the findings.
    void into(RouteDraft draft, Definition router, Sort sort) {
        var named = Optional.ofNullable(router.fields().get("service"));
        if (named.filter(l -> l.value().equalsIgnoreCase("noop@internal")).isPresent()) {
            return;
        }
        if (named.isPresent()) {
            named(draft, named.get(), sort);
            return;
        }
        var owner = router.first().owner();
        var own = definitions.of(sort, owner);
        if (own.size() > 1) {
            router.at().error(findings, "WhichService", "router " + Quote.of(router.name()) + " names no service, and service " + Quote.of(owner.service()) + " defines "
                + own.size() + ": " + String.join(", ", own.stream().map(Definition::name).toList()), Optional.of("name one in its label service"));
            draft.forbid();
        } else if (own.size() == 1) {
            defined(draft, own.getFirst(), sort);
        } else {
            port(draft, owner, Optional.empty(), router.at()).ifPresent(port -> draft.targets.add(Target.of(owner.component(), port)));
        }
    }

    private void named(RouteDraft draft, Label label, Sort sort) {
        var name = here(label.value().strip());
        if (name.isEmpty()) {
            boolean internal = label.value().toLowerCase(Locale.ROOT).endsWith("@internal");
            label.warning(findings, "Closed", Quote.of(label.value()) + (internal ? " is inside Traefik" : " is defined in another place, which is not here")
                + "; the route lets nobody in", Optional.of(internal ? "remove the router" : "define the service with labels, or declare a Route"));
            draft.close("service " + Quote.of(label.value()) + " is not defined here");
            return;
        }
        definitions.named(sort, name.get()).ifPresentOrElse(d -> defined(draft, d, sort), () -> {
            label.warning(findings, "Closed", "no label here defines service " + Quote.of(name.get()) + "; the route lets nobody in",
                Nearest.hint(name.get(), definitions.names(sort)));
            draft.close("service " + Quote.of(label.value()) + " is not defined here");
        });
    }

    private void defined(RouteDraft draft, Definition service, Sort sort) {
        service.lost().ifPresent(lost -> draft.close("label " + lost + " cannot be kept"));
        for (var part : service.parts()) {
            target(draft, part);
        }
        var values = new LabelValues(service.fields(), findings);
        draft.balance = sort == Sort.SERVICE ? http(values, service.at()) : connections(values, service.at());
    }

    private void target(RouteDraft draft, Definition.Part part) {
        var values = new LabelValues(part.fields(), findings);
        var scheme = values.read("loadbalancer.server.scheme", NewerServices::scheme)
            .or(() -> values.is("loadbalancer.server.tls", false) ? Optional.of(Target.Scheme.HTTPS) : Optional.empty()).orElse(Target.Scheme.HTTP);
        int weight = values.whole("loadbalancer.server.weight").orElse(1);
        var url = values.label("loadbalancer.server.url");
        if (url.isPresent()) {
            values.made(url.get(), () -> outside(url.get().value(), weight)).ifPresentOrElse(draft.targets::add, draft::forbid);
            return;
        }
        port(draft, part.owner(), values.label("loadbalancer.server.port"), part.at()).flatMap(port -> values.made(part.at(),
            () -> new Target(Optional.of(part.owner().component()), null, port, null, weight, scheme))).ifPresentOrElse(draft.targets::add, draft::forbid);
    }

    static Target.Scheme scheme(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "http" -> Target.Scheme.HTTP;
            case "https" -> Target.Scheme.HTTPS;
            case "h2c" -> Target.Scheme.H2C;
            default -> throw new InvalidValue(Quote.of(written) + " is none of http, https, h2c");
        };
    }

    private static Target outside(String url, int weight) {
        try {
            var uri = URI.create(url.strip());
            if (uri.getHost() == null || uri.getScheme() == null) {
                throw new InvalidValue(Quote.of(url) + " is no address such as http://10.0.0.1:8080");
            }
            var scheme = scheme(uri.getScheme());
            return new Target(null, null, uri.getPort() > 0 ? uri.getPort() : scheme == Target.Scheme.HTTPS ? 443 : 80,
                Optional.of(uri.getHost().replace("[", "").replace("]", "")), weight, scheme);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidValue(Quote.of(url) + " is no address such as http://10.0.0.1:8080");
        }
    }

    /// The port in the label, or the lowest the service declares. The image may expose another one, which is not known here.
    private Optional<Integer> port(RouteDraft draft, Labelled owner, Optional<Label> label, Label at) {
        if (label.isPresent()) {
            return new LabelValues(java.util.Map.of("port", label.get()), findings).whole("port");
        }
        if (portRequired) {
            at.warning(findings, "NotRouted", "no label says which port of " + Quote.of(owner.service()) + " it leads to; the route is not made",
                Optional.of("add loadbalancer.server.port"));
            draft.forbid();
            return Optional.empty();
        }
        if (owner.ports().isEmpty()) {
            at.warning(findings, "NoPort", "neither a label nor ports or expose say which port of " + Quote.of(owner.service()) + " it leads to",
                Optional.of("add loadbalancer.server.port"));
        }
        return Optional.of(owner.ports().stream().findFirst().orElse(0));
    }

    private Balancing connections(LabelValues values, Label at) {
        int version = values.whole("loadbalancer.proxyprotocol.version").orElse(values.is("loadbalancer.proxyprotocol", false) ? 2 : 0);
        return values.made(at, () -> new Balancing(null, null, null, null, true, version)).orElse(Balancing.USUAL);
    }

    private Balancing http(LabelValues values, Label at) {
        var strategy = values.read("loadbalancer.strategy", NewerServices::strategy).orElse(Balancing.Strategy.ROUND_ROBIN);
        return new Balancing(strategy, stickiness(values, at), check(values, at), null, values.is("loadbalancer.passhostheader", true), 0);
    }

    private static Balancing.Strategy strategy(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "wrr" -> Balancing.Strategy.ROUND_ROBIN;
            case "p2c" -> Balancing.Strategy.TWO_RANDOM;
            case "hrw" -> Balancing.Strategy.CLIENT_HASH;
            case "leasttime" -> Balancing.Strategy.LEAST_CONNECTIONS;
            default -> throw new InvalidValue(Quote.of(written) + " is none of wrr, p2c, hrw, leasttime");
        };
    }

    private static Optional<Stickiness> stickiness(LabelValues values, Label at) {
        var cookie = "loadbalancer.sticky.cookie";
        boolean asked = values.is("loadbalancer.sticky", false) || values.is(cookie, false) || values.labels().keySet().stream().anyMatch(f -> f.startsWith(cookie + "."));
        return !asked ? Optional.empty() : values.made(at, () -> new Stickiness(values.text(cookie + ".name").orElse(""), values.is(cookie + ".secure", false),
            values.is(cookie + ".httponly", false), values.read(cookie + ".samesite", NewerServices::sameSite), values.text(cookie + ".path"), values.text(cookie + ".domain"),
            values.whole(cookie + ".maxage").filter(s -> s > 0).map(java.time.Duration::ofSeconds).orElse(null), null, false, false, false));
    }

    static Stickiness.SameSite sameSite(String written) {
        return switch (written.toLowerCase(Locale.ROOT)) {
            case "strict" -> Stickiness.SameSite.STRICT;
            case "lax" -> Stickiness.SameSite.LAX;
            case "none" -> Stickiness.SameSite.NONE;
            default -> throw new InvalidValue(Quote.of(written) + " is none of strict, lax, none");
        };
    }

    private static Optional<Check> check(LabelValues values, Label at) {
        var check = "loadbalancer.healthcheck.";
        if (!values.has(check + "path")) {
            return Optional.empty();
        }
        var headers = new LinkedHashMap<String, String>();
        var prefix = check + "headers.";
        values.labels().forEach((field, label) -> {
            if (field.startsWith(prefix)) {
                headers.put(label.name().substring(label.name().length() - (field.length() - prefix.length())), label.value());
            }
        });
        return values.made(at, () -> new Check(values.text(check + "path").orElse("/"), values.whole(check + "port").orElse(0), values.span(check + "interval").orElse(null),
            values.span(check + "timeout").orElse(null), values.read(check + "scheme", NewerServices::scheme), values.text(check + "hostname"), headers,
            values.text(check + "method").orElse("GET"), values.whole(check + "status").orElse(0), 1, 1));
    }
}
