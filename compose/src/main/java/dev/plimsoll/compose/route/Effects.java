package dev.plimsoll.compose.route;

import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.TrafficLimits;
import dev.plimsoll.model.route.TrafficLimits.By;
import java.util.Optional;
import java.util.function.Supplier;

/// What labels do to a route, of whatever version they are. What narrows access and cannot be kept closes the route.
///
/// @param name   of the middleware, or of v1's frontend
/// @param values its labels that count
record Effects(Routes routes, String name, LabelValues values, RouteDraft draft) {
    /// @param users the label with users and hashes
    void basic(Label users, String realm, Optional<String> userHeader, boolean removeHeader) {
        values.made(users, () -> new Access.Basic("unknown", realm, userHeader, removeHeader)).flatMap(with -> routes.basic(users, name, with))
            .ifPresentOrElse(basic -> draft.basic(users, basic), () -> draft.close("it has no users whose passwords can be checked"));
    }

    void sources(Label at, Supplier<Access.Sources> sources) {
        values.made(at, sources).ifPresentOrElse(s -> draft.sources(at, s), () -> draft.close("its list of addresses cannot be read"));
    }

    /// @param by     how requests are counted; throws when that cannot be read
    /// @param header by which, when by one
    void inFlight(Label at, long amount, Supplier<By> by, Optional<String> header) {
        values.made(at, () -> new TrafficLimits.InFlight(amount, by.get(), header)).ifPresent(limit -> draft.inFlight = Optional.of(limit));
    }
}
