package dev.plimsoll.planning.ingress;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.route.Match;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Where clients reach a route, for people: `https://shop.example.org/api`, or `tcp://:5000`.
public final class Addresses {
    private static final int MOST = 8;

    private Addresses() {}

    /// Those that are plain to say; a pattern of hosts stands as it is.
    public static List<String> of(ServedRoute route, EntryPoints entryPoints) {
        return route.entryPoints().stream().flatMap(name -> entryPoints.resolve(name).stream()).flatMap(e -> route.alternatives().stream().map(all -> address(route.spec(), e, all)))
            .distinct().limit(MOST).toList();
    }

    private static String address(RouteSpec spec, EntryPoint entryPoint, Set<Match> conditions) {
        var host = conditions.stream().flatMap(c -> c instanceof Match.Host(var how, var name) && how != Match.How.REGEXP ? Stream.of(name) : Stream.empty())
            .findFirst().orElse(entryPoint.address());
        if (spec.protocol() != RouteSpec.Protocol.HTTP) {
            return (spec.protocol() == RouteSpec.Protocol.TCP && spec.tls().isEmpty() ? "tcp://" : "tls://") + host + ":" + entryPoint.port();
        }
        boolean secure = spec.tls().isPresent();
        var path = conditions.stream().flatMap(c -> c instanceof Match.Path(var how, var text) && how != Match.How.REGEXP ? Stream.of(text) : Stream.empty())
            .findFirst().orElse("/");
        return (secure ? "https://" : "http://") + (host.isEmpty() ? "*" : host) + (entryPoint.port() == (secure ? 443 : 80) ? "" : ":" + entryPoint.port()) + path;
    }
}
