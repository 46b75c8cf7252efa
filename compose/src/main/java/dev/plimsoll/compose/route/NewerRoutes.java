package dev.plimsoll.compose.route;

import dev.plimsoll.compose.route.Definitions.Sort;
import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.RouteTls.Domain;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Labels of Traefik v2 and v3: each router becomes a route, with its middlewares and what its service says of balancing.
final class NewerRoutes {
    private static final int LONGEST_CHAIN = 50;
    private static final int MOST_MIDDLEWARES = 200;

    private final Routes routes;
    private final EntryPoints entryPoints;
    private final Definitions definitions;
    private final NewerServices services;
    private final Findings findings;
    private final Set<String> used = new HashSet<>();

    NewerRoutes(Routes routes, EntryPoints entryPoints, boolean portRequired) {
        this.routes = routes;
        this.entryPoints = entryPoints;
        this.findings = routes.findings();
        this.definitions = new Definitions(findings);
        this.services = new NewerServices(definitions, portRequired, findings);
    }

    /// @param labelled services that are not switched off
    void read(List<Labelled> labelled) {
        labelled.forEach(service -> service.labels().stream().filter(l -> Definitions.isNewer(l.name())).forEach(l -> definitions.add(service, l)));
        definitions.contradictions();
        boolean ordered = List.of(Sort.ROUTER, Sort.TCP_ROUTER).stream().flatMap(s -> definitions.all(s).stream()).anyMatch(r -> r.fields().containsKey("priority"));
        definitions.all(Sort.ROUTER).forEach(r -> router(r, Sort.ROUTER, ordered));
        definitions.all(Sort.TCP_ROUTER).forEach(r -> router(r, Sort.TCP_ROUTER, ordered));
        labelled.stream().filter(NewerRoutes::hasNoRouter).forEach(this::byDefault);
        unused();
    }

    private void router(Definition router, Sort sort, boolean ordered) {
        if (router.parts().size() > 1 && (router.contradiction().isPresent() || !router.fields().containsKey("service"))) {
            router.parts().get(1).at().error(findings, "DuplicateDefinition", "router " + Quote.of(router.name()) + " is also defined by service "
                + Quote.of(router.first().owner().service()) + ", and Traefik passes over both", Optional.of("give one of them another name"));
            return;
        }
        var values = new LabelValues(router.fields(), findings);
        var draft = new RouteDraft(findings);
        rule(draft, router, values, sort);
        draft.priority = values.read("priority", NewerRoutes::priority).orElseGet(() -> ordered ? values.text("rule").map(String::length).orElse(0) : 0);
        values.label("entrypoints").ifPresent(l -> draft.entryPoints = entryPoints.named(l, findings));
        draft.tls = tls(values);
        if (sort == Sort.TCP_ROUTER) {
            boolean passedOn = values.is("tls.passthrough", false);
            draft.protocol = passedOn ? RouteSpec.Protocol.PASSTHROUGH : RouteSpec.Protocol.TCP;
            draft.tls = passedOn ? Optional.empty() : draft.tls;
        }
        services.into(draft, router, sort == Sort.ROUTER ? Sort.SERVICE : Sort.TCP_SERVICE);
        values.label("middlewares").ifPresent(l -> chain(draft, l, sort == Sort.ROUTER ? Sort.MIDDLEWARE : Sort.TCP_MIDDLEWARE, new ArrayList<>()));
        router.lost().ifPresent(label -> draft.close("label " + label + " cannot be kept"));
        draft.requireEnd(router.at());
        draft.made(values.label("rule").orElse(router.at())).ifPresent(spec -> routes.add(router.name(), spec));
    }

    private void rule(RouteDraft draft, Definition router, LabelValues values, Sort sort) {
        var rule = values.label("rule").filter(l -> !l.value().isBlank());
        if (rule.isPresent()) {
            values.made(rule.get(), () -> NewerRules.read(rule.get().value())).ifPresentOrElse(m -> draft.match = m, draft::forbid);
        } else if (sort == Sort.ROUTER) {
            draft.match = usualRule(router.first().owner(), router.at());
        } else {
            router.at().error(findings, "NoRule", "router " + Quote.of(router.name()) + " has no rule", Optional.of("HostSNI(`*`) takes every connection"));
            draft.forbid();
        }
    }

    /// Traefik's own default, unless its configuration says otherwise: the container's name, which is made of service and project.
    private Match usualRule(Labelled service, Label at) {
        var host = Names.toLabel(service.service() + "-" + routes.assembly());
        at.notice(findings, "DefaultRule", "no rule is given; by Traefik's default it takes Host(`" + host + "`)");
        return new Match.Host(Match.How.EXACT, host);
    }

    private static int priority(String written) {
        try {
            return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, Long.parseLong(written)));
        } catch (NumberFormatException none) {
            throw new InvalidValue(Quote.of(written) + " is no number");
        }
    }

    private static Optional<RouteTls> tls(LabelValues values) {
        boolean more = values.labels().keySet().stream().anyMatch(f -> f.startsWith("tls.") && !f.equals("tls.passthrough"));
        if (!(values.has("tls") ? values.is("tls", more) || more : more)) {
            return Optional.empty();
        }
        var domains = new TreeMap<Integer, String>();
        values.labels().keySet().stream().filter(f -> f.startsWith("tls.domains[")).forEach(f -> {
            var prefix = f.substring(0, f.indexOf(']') + 1);
            domains.put(Integer.parseInt(prefix.substring("tls.domains[".length(), prefix.length() - 1)), prefix);
        });
        var made = domains.values().stream().flatMap(prefix -> domain(values, prefix).stream()).toList();
        return Optional.of(new RouteTls(null, null, values.text("tls.certresolver"), made));
    }

    private static Optional<Domain> domain(LabelValues values, String prefix) {
        var sans = values.label(prefix + ".sans").map(Label::list).orElse(List.of());
        var main = values.label(prefix + ".main");
        var at = main.or(() -> values.label(prefix + ".sans")).orElseThrow();
        return values.made(at, () -> new Domain(main.map(l -> l.value().strip()).orElseGet(() -> sans.isEmpty() ? "" : sans.getFirst()), main.isPresent() ? sans : sans.stream().skip(1).toList()));
    }

    /// Middlewares in their order, chains opened.
    private void chain(RouteDraft draft, Label label, Sort sort, List<String> above) {
        for (var written : label.list()) {
            var name = NewerServices.here(written);
            var found = name.flatMap(n -> definitions.named(sort, n));
            if (name.isEmpty()) {
                label.warning(findings, "Closed", "middleware " + Quote.of(written) + " is defined in another place, which is not here; the route lets nobody in",
                    Optional.of("define it with labels, or take it off the router"));
                draft.close("middleware " + Quote.of(written) + " is not defined here");
            } else if (found.isEmpty()) {
                label.warning(findings, "Closed", "no label here defines middleware " + Quote.of(name.get()) + "; another project may, which is not seen here, so the route lets nobody in",
                    Nearest.hint(name.get(), definitions.names(sort)).or(() -> Optional.of("define it with labels here too")));
                draft.close("middleware " + Quote.of(written) + " is not defined here");
            } else if (above.contains(name.get()) || above.size() > LONGEST_CHAIN) {
                label.error(findings, "MiddlewareCycle", "middleware " + Quote.of(name.get()) + " leads back to itself", Optional.empty());
                draft.forbid();
            } else if (draft.middlewares <= MOST_MIDDLEWARES) {
                var deeper = new ArrayList<>(above);
                deeper.add(name.get());
                middleware(draft, label, found.get(), sort, deeper);
            }
        }
    }

    private void middleware(RouteDraft draft, Label label, Definition middleware, Sort sort, List<String> above) {
        used.add(sort + middleware.name());
        if (draft.middlewares++ >= MOST_MIDDLEWARES) {
            label.error(findings, "TooMany", "a route has more than " + MOST_MIDDLEWARES + " middlewares", Optional.of("chains that name chains multiply"));
            draft.forbid();
            return;
        }
        middleware.lost().ifPresent(lost -> {
            label.warning(findings, "Closed", "middleware " + Quote.of(middleware.name()) + " cannot be kept; the route lets nobody in", Optional.empty());
            draft.close("middleware " + Quote.of(middleware.name()) + " cannot be kept, because of label " + lost);
        });
        new Middlewares(new Effects(routes, middleware.name(), new LabelValues(middleware.fields(), findings), draft)).apply();
        Optional.ofNullable(middleware.fields().get("chain.middlewares")).ifPresent(inner -> chain(draft, inner, sort, above));
    }

    private static boolean hasNoRouter(Labelled service) {
        return service.labels().stream().noneMatch(l -> l.name().toLowerCase(java.util.Locale.ROOT).matches("traefik\\.(http\\.routers|tcp|udp)\\..*"));
    }

    /// A service that is switched on, or whose labels define a service for HTTP, gets a router of its own from Traefik.
    private void byDefault(Labelled service) {
        service.labels().stream().filter(l -> l.name().toLowerCase(java.util.Locale.ROOT).startsWith("traefik.http.services.") || l.name().equalsIgnoreCase("traefik.enable")).findFirst()
            .ifPresent(at -> {
                var router = new Definition(service.component(), at, List.of(new Definition.Part(service, at, Map.of())), Optional.empty());
                router(router, Sort.ROUTER, false);
            });
    }

    /// What no router uses is read all the same, so that mistakes in it are found.
    private void unused() {
        for (var sort : List.of(Sort.MIDDLEWARE, Sort.TCP_MIDDLEWARE)) {
            definitions.all(sort).stream().filter(m -> !used.contains(sort + m.name())).forEach(m -> {
                m.at().notice(findings, "Unused", "no router here uses middleware " + Quote.of(m.name()));
                new Middlewares(new Effects(new Routes(routes.assembly(), findings), m.name(), new LabelValues(m.fields(), findings), new RouteDraft(findings))).apply();
            });
        }
    }
}
