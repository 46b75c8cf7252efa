package dev.plimsoll.model.ingress;

import java.util.List;
import java.util.Optional;

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

    /// Without these routes.
    public IngressDocument without(java.util.Set<String> names) {
        return names.isEmpty() ? this : new IngressDocument(entryPoints, routes.stream().filter(r -> !names.contains(r.name())).toList(),
            rules.stream().filter(r -> !names.contains(r.route())).toList(), certificates, byDefault, challenges);
    }
}
