package dev.plimsoll.bench.figure;

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
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Routes of one host each, resolved, and documents of them.
final class ServedRoutes {
    private static final int ALTERNATIVES = 9;

    private ServedRoutes() {}

    /// @param edition a response header's value; empty: no such header
    static ServedRoute of(String name, String host, String edition, Server... servers) {
        var headers = edition.isEmpty() ? HeaderRules.NONE : new HeaderRules(null, Map.of("X-Edition", edition), null, null);
        var spec = new RouteSpec(Match.parse("Host(`" + host + "`)"), null, null, 0, null, List.of(Target.of("web", 80)), null, null, headers, null, null, false, null, false);
        return new ServedRoute("p/" + name, 1, spec, List.of(EntryPoint.WEB), Alternatives.of(spec.match(), ALTERNATIVES).orElseThrow(),
            List.of(new TargetServers(spec.targets().getFirst(), List.of(servers))), Map.of());
    }

    static IngressDocument document(EntryPoint web, Collection<ServedRoute> routes) {
        return new IngressDocument(List.of(web), List.copyOf(routes), routes.stream().map(r -> new Rule(r.name(), r.alternatives().getFirst())).toList(), List.of(), Optional.empty(),
            Optional.empty());
    }
}
