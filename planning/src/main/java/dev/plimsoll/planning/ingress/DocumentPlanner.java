package dev.plimsoll.planning.ingress;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.IngressDocument;
import dev.plimsoll.model.ingress.Rule;
import dev.plimsoll.model.ingress.ServedCertificate;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.RouteTls;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Puts routes together to the document an ingress serves.
///
/// @param entryPoints  those that have names
/// @param certificates which there are
/// @param challenges   who answers the challenges of certificate issuers; none when nobody does
public record DocumentPlanner(EntryPoints entryPoints, Certificates certificates, Optional<Server> challenges) {
    private static final String PROJECT_END = "/";

    /// The document of these routes, which were resolved one by one.
    public IngressDocument document(Collection<ServedRoute> resolved) {
        var routes = resolved.stream().sorted(Comparator.comparing(ServedRoute::name)).toList();
        var points = new TreeMap<String, EntryPoint>();
        routes.stream().flatMap(r -> r.entryPoints().stream()).distinct().forEach(name -> entryPoints.resolve(name).ifPresent(e -> points.put(e.name(), e)));
        var certificates = new LinkedHashMap<String, ServedCertificate>();
        routes.forEach(r -> certificates(r).forEach(c -> certificates.put(c.name(), c)));
        if (challenges.isPresent() && routes.stream().anyMatch(r -> r.spec().tls().isPresent())) {
            // Whoever issues the certificates asks on the plain port, wherever they are shown.
            entryPoints.resolve(EntryPoint.WEB).ifPresent(web -> points.put(web.name(), web));
        }
        Optional.ofNullable(entryPoints.named().get(EntryPoint.METRICS)).filter(_ -> !routes.isEmpty()).ifPresent(e -> points.put(e.name(), e));
        var byDefault = routes.stream().flatMap(r -> r.spec().tls().flatMap(RouteTls::byDefault).flatMap(name -> this.certificates.named(project(r), name)).stream()).findFirst();
        return new IngressDocument(List.copyOf(points.values()), routes, rules(routes), List.copyOf(certificates.values()), byDefault, challenges);
    }

    /// The hosts of a route for which there is no certificate, although TLS is to end here. A name that is a pattern of a certificate's names covers those below it.
    public List<String> uncertified(ServedRoute route) {
        return route.spec().tls().isEmpty() ? List.of() : hosts(route).filter(host -> certificate(route, host).isEmpty()).toList();
    }

    private static List<Rule> rules(List<ServedRoute> routes) {
        return routes.stream().flatMap(r -> r.alternatives().stream().map(all -> RuleOrder.Ranked.of(new Rule(r.name(), all), r.spec().priority())))
            .sorted(new RuleOrder()).map(RuleOrder.Ranked::rule).toList();
    }

    private Stream<ServedCertificate> certificates(ServedRoute route) {
        if (route.spec().tls().isEmpty() || route.spec().protocol() == RouteSpec.Protocol.PASSTHROUGH) {
            return Stream.empty();
        }
        var tls = route.spec().tls().get();
        return Stream.concat(Stream.concat(tls.certificates().stream(), tls.byDefault().stream()).flatMap(name -> certificates.named(project(route), name).stream()),
            hosts(route).flatMap(host -> certificates.forHost(project(route), host).stream()));
    }

    private Optional<ServedCertificate> certificate(ServedRoute route, String host) {
        var tls = route.spec().tls().orElseThrow();
        return certificates.forHost(project(route), host).or(() -> tls.certificates().stream().flatMap(name -> certificates.named(project(route), name).stream()).findFirst());
    }

    /// The names a client may ask for, as far as they can be listed: the route's hosts, or those it says.
    public static Stream<String> hosts(ServedRoute route) {
        var said = route.spec().tls().map(RouteTls::domains).orElse(List.of());
        return said.isEmpty() ? route.alternatives().stream().flatMap(all -> all.stream()).flatMap(DocumentPlanner::host).distinct()
            : said.stream().flatMap(d -> Stream.concat(Stream.of(d.main()), d.alternatives().stream())).distinct();
    }

    private static Stream<String> host(Match condition) {
        return condition instanceof Match.Host(var how, var name) && (how == Match.How.EXACT || how == Match.How.WILDCARD) ? Stream.of(name) : Stream.empty();
    }

    private static String project(ServedRoute route) {
        return route.name().substring(0, route.name().indexOf(PROJECT_END));
    }
}
