package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.Names;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Labels of Traefik v1: each service, or each of its segments, becomes a route. Services that share a `backend` share its targets.
final class OlderRoutes {
    private final Routes routes;
    private final EntryPoints entryPoints;
    private final boolean portRequired;
    private final Findings findings;
    private final List<Front> fronts = new ArrayList<>();

    OlderRoutes(Routes routes, EntryPoints entryPoints, boolean portRequired) {
        this.routes = routes;
        this.entryPoints = entryPoints;
        this.portRequired = portRequired;
        this.findings = routes.findings();
    }

    /// Something that becomes a route.
    ///
    /// @param segment empty: the service itself
    /// @param first   of the service's labels
    private record Front(Labelled service, String segment, Label first, LabelValues values, Optional<String> lost) {
        /// The pool its instances are in. Since 1.6 each segment has its own, whatever backend it names.
        String backend() {
            return segment.isEmpty() ? values.text("backend").orElse(service.service()) : service.service() + "/" + segment;
        }

        Label at() {
            return values.label("frontend.rule").or(() -> values.labels().values().stream().findFirst()).orElse(first);
        }
    }

    /// @param labels of the service, without those of later versions
    void add(Labelled service, List<Label> labels) {
        var segments = Segments.of(labels, findings);
        if (segments.segments().isEmpty() && !segments.own().isEmpty()) {
            fronts.add(new Front(service, "", labels.getFirst(), new LabelValues(segments.own(), findings), segments.lost()));
        }
        segments.segments().keySet().forEach(name -> fronts.add(new Front(service, name, labels.getFirst(), new LabelValues(segments.of(name), findings), segments.lost())));
    }

    void read() {
        boolean ordered = fronts.stream().anyMatch(f -> f.values().has("frontend.priority"));
        var seen = new LinkedHashSet<String>();
        for (var front : fronts) {
            var rule = rule(front);
            // Services of one backend with one rule are one route, to all of them.
            if (rule.isPresent() && seen.add(rule.get() + "\n" + front.backend())) {
                route(front, rule.get(), ordered);
            }
        }
    }

    private Optional<String> rule(Front front) {
        var written = front.values().text("frontend.rule");
        var domain = front.values().text("domain");
        if (written.isPresent() || domain.isPresent()) {
            return written.or(() -> Optional.of("Host:" + Names.toLabel(front.service().service()) + "." + routes.assembly() + "." + domain.get()));
        }
        front.at().warning(findings, "NotRouted", "there is neither a rule nor a domain, so it is not known which requests " + Quote.of(front.service().service()) + " answers; no route is made",
            Optional.of("add traefik.frontend.rule=Host:NAME"));
        return Optional.empty();
    }

    private void route(Front front, String rule, boolean ordered) {
        var values = front.values();
        var draft = new RouteDraft(findings);
        values.made(front.at(), () -> OlderRules.read(rule)).ifPresentOrElse(r -> {
            draft.match = r.match();
            draft.rewrites.addAll(r.rewrites());
        }, draft::forbid);
        draft.priority = values.whole("frontend.priority").filter(p -> p != 0).orElse(ordered ? rule.length() : 0);
        var name = front.segment().isEmpty() ? front.service().component() : front.service().component() + "-" + front.segment();
        new OlderFrontend(new Effects(routes, name, values, draft)).apply();
        targets(draft, front);
        front.lost().ifPresent(label -> draft.close("label " + label + " cannot be kept"));
        listen(draft, front, name);
    }

    private void targets(RouteDraft draft, Front front) {
        fronts.stream().filter(f -> f.backend().equals(front.backend())).forEach(f -> target(draft, f));
        draft.balance = new OlderBackend(front.values(), findings).balance(front.at());
    }

    private void target(RouteDraft draft, Front front) {
        var values = front.values();
        var port = values.whole("port").or(() -> values.whole("portindex").filter(i -> i >= 0 && i < front.service().ports().size()).map(front.service().ports()::get))
            .or(() -> front.service().ports().stream().findFirst());
        if (port.isEmpty() || portRequired && !values.has("port")) {
            front.at().warning(findings, "NotRouted", "no label" + (portRequired ? " says" : ", nor ports or expose, say") + " which port of " + Quote.of(front.service().service())
                + " it leads to; no route is made", Optional.of("add traefik.port"));
            draft.forbid();
            return;
        }
        var scheme = values.read("protocol", NewerServices::scheme).orElse(Target.Scheme.HTTP);
        values.made(front.at(), () -> new Target(Optional.of(front.service().component()), null, port.get(), null, values.whole("weight").orElse(1), scheme))
            .ifPresentOrElse(t -> {
                if (!draft.targets.contains(t)) {
                    draft.targets.add(t);
                }
            }, draft::forbid);
    }

    /// In v1 it is the entry point that speaks TLS or does not, so a frontend on both is two routes.
    private void listen(RouteDraft draft, Front front, String name) {
        var names = front.values().label("frontend.entrypoints").map(l -> entryPoints.named(l, findings)).orElse(List.of());
        var byTls = new LinkedHashMap<Boolean, List<String>>();
        names.forEach(n -> byTls.computeIfAbsent(n.equals("websecure"), _ -> new ArrayList<>()).add(n));
        if (byTls.isEmpty()) {
            byTls.put(false, List.of());
        }
        for (Map.Entry<Boolean, List<String>> group : byTls.entrySet()) {
            draft.entryPoints = group.getValue();
            draft.tls = group.getKey() ? Optional.of(RouteTls.ON) : Optional.empty();
            draft.made(front.at()).ifPresent(spec -> routes.add(group.getKey() && byTls.size() > 1 ? name + "-tls" : name, spec));
        }
    }

    static boolean isOlder(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).startsWith("traefik.") && !Definitions.isNewer(name);
    }
}
