package dev.plimsoll.model.ingress;

import dev.plimsoll.model.route.Match;
import java.util.Set;

/// One alternative of a route: who meets all conditions is the route's, unless an earlier rule of the same entry point took it.
///
/// @param route      name of the route
/// @param conditions each plain or negated; none takes everything
public record Rule(String route, Set<Match> conditions) {
    public Rule {
        conditions = Set.copyOf(conditions);
    }
}
