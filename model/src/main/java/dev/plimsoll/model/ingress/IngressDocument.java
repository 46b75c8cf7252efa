package dev.plimsoll.model.ingress;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Everything an ingress is to serve. What is not in it is not served.
///
/// @param entryPoints  those that routes listen on; two never have the same address and port
/// @param routes       in the order of their names
/// @param rules        of all routes, in the order in which they are asked
/// @param certificates for connections whose TLS ends at the ingress
/// @param byDefault    certificate for clients that ask for no known name; none turns them away
/// @param challenges   who answers below `/.well-known/acme-challenge/`, on plain HTTP, before every route; none leaves such paths to the routes
public record IngressDocument(List<EntryPoint> entryPoints, List<ServedRoute> routes, List<Rule> rules, List<ServedCertificate> certificates,
                              Optional<ServedCertificate> byDefault, Optional<Server> challenges) {
    /// Serves nothing.
    public static final IngressDocument NOTHING = new IngressDocument(List.of(), List.of(), List.of(), List.of(), Optional.empty(), Optional.empty());

    public IngressDocument {
        entryPoints = List.copyOf(entryPoints);
        routes = List.copyOf(routes);
        rules = List.copyOf(rules);
        certificates = List.copyOf(certificates);
    }

    /// Without this route.
    public IngressDocument without(String name) {
        return new IngressDocument(entryPoints, routes.stream().filter(r -> !r.name().equals(name)).toList(), rules.stream().filter(r -> !r.route().equals(name)).toList(), certificates,
            byDefault, challenges);
    }

    /// With this route in place of the one of its name.
    public IngressDocument with(ServedRoute route) {
        return new IngressDocument(entryPoints, routes.stream().map(r -> r.name().equals(route.name()) ? route : r).toList(), rules, certificates, byDefault, challenges);
    }

    /// Without these entry points. A route that listens on no other one is no longer there.
    public IngressDocument withoutEntryPoints(Set<String> names) {
        if (names.isEmpty()) {
            return this;
        }
        var left = routes.stream().map(r -> r.on(r.entryPoints().stream().filter(e -> !names.contains(e)).toList())).filter(r -> !r.entryPoints().isEmpty()).toList();
        var known = left.stream().map(ServedRoute::name).collect(Collectors.toSet());
        return new IngressDocument(entryPoints.stream().filter(e -> !names.contains(e.name())).toList(), left, rules.stream().filter(r -> known.contains(r.route())).toList(), certificates,
            byDefault, challenges);
    }
}
