package dev.plimsoll.planning;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.route.Alternatives;
import dev.plimsoll.model.route.Match;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What a route claims for itself, as texts: two routes with a text in common take the same requests from each other, whatever the order in which
/// their conditions are written. Routes that merely overlap (a host, and a path below it) claim different things.
public final class Claims {
    /// Alternatives that are told apart; a longer match is claimed as a whole.
    private static final int MOST = 200;

    private Claims() {}

    public static Set<String> of(RouteSpec route) {
        var what = Alternatives.of(route.match(), MOST).orElseGet(() -> List.of(Set.of(route.match())));
        var claims = new HashSet<String>();
        for (var entryPoint : entryPoints(route)) {
            var where = entryPoint + " " + (route.protocol() == RouteSpec.Protocol.HTTP ? "http" : "connections") + (encrypted(route) ? " tls " : " ");
            what.forEach(all -> claims.add(where + all.stream().map(Match::text).sorted().collect(Collectors.joining(" && "))));
        }
        return Set.copyOf(claims);
    }

    /// The ports that the well-known names stand for, so that `websecure` and `443` are the same.
    private static List<String> entryPoints(RouteSpec route) {
        return route.entryPoints().isEmpty() ? List.of(encrypted(route) ? "443" : "80") : route.entryPoints().stream().map(name -> switch (name) {
            case "web" -> "80";
            case "websecure" -> "443";
            default -> name;
        }).toList();
    }

    private static boolean encrypted(RouteSpec route) {
        return route.tls().isPresent() || route.protocol() == RouteSpec.Protocol.PASSTHROUGH;
    }
}
