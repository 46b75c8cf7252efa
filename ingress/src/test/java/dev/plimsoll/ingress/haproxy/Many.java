package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.ingress.TargetServers;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.HeaderRules;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Many routes of one host each, one of which changes.
///
/// @param routes in their order
record Many(EntryPoint web, List<ServedRoute> routes) {
    static Many of(EntryPoint web, int count, Server server) {
        var routes = new ArrayList<ServedRoute>();
        for (int i = 0; i < count; i++) {
            routes.add(route("r" + i, "h" + i + ".test", null, server));
        }
        return new Many(web, routes);
    }

    static ServedRoute route(String name, String host, HeaderRules headers, Server... servers) {
        var spec = new RouteSpec(Match.parse("Host(`" + host + "`)"), null, null, 0, null, List.of(Target.of("web", 80)), null, null, headers, null, null, false, null, false);
        return new ServedRoute("p/" + name, 1, spec, List.of("web"), Alternatives.of(spec.match(), 9).orElseThrow(), List.of(new TargetServers(spec.targets().getFirst(), List.of(servers))), Map.of());
    }

    static HeaderRules headers(String value) {
        return new HeaderRules(null, Map.of("X-Edition", value), null, null);
    }

    /// With this one in place of the one of its name, or added.
    Many with(ServedRoute route) {
        var changed = new ArrayList<>(routes);
        changed.removeIf(r -> r.name().equals(route.name()));
        changed.add(route);
        changed.sort(java.util.Comparator.comparing(ServedRoute::name));
        return new Many(web, changed);
    }

    Many without(String name) {
        return new Many(web, routes.stream().filter(r -> !r.name().equals("p/" + name)).toList());
    }

    IngressDocument document() {
        return new IngressDocument(List.of(web), routes, routes.stream().map(r -> new Rule(r.name(), r.alternatives().getFirst())).toList(), List.of(), Optional.empty(), Optional.empty());
    }
}
