package dev.plimsoll.controllers.ingress;

import dev.plimsoll.model.ingress.IngressState.Standing;
import dev.plimsoll.planning.ingress.RoutePlanner.Lack;
import java.util.List;
import java.util.Optional;

/// How traffic stands with one route.
///
/// @param lack      why it is not served as declared; none when nothing of its own hinders it
/// @param failure   why nothing is served at all; none when the ingress answers
/// @param standing  what the ingress made of it; none when it was not told of the route
/// @param addresses where clients reach it
/// @param ready     instances and outside addresses that answer
public record RouteStanding(Optional<Lack> lack, Optional<Lack> failure, Optional<Standing> standing, List<String> addresses, int ready) {
    static final RouteStanding UNKNOWN = new RouteStanding(Optional.empty(), Optional.empty(), Optional.empty(), List.of(), 0);

    /// What keeps requests from being answered as declared; none when they are.
    public Optional<Lack> hindrance() {
        return failure.or(() -> lack).or(() -> standing.flatMap(s -> s instanceof Standing.Refused(var reason, var sentence) ? Optional.of(new Lack(reason, sentence)) : Optional.empty()));
    }
}
