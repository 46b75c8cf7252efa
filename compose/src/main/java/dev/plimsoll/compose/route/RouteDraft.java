package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.Balancing;
import dev.plimsoll.model.route.HeaderRules;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Redirect;
import dev.plimsoll.model.route.Rewrite;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.model.route.TrafficLimits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A route while its labels are read one after the other.
final class RouteDraft {
    private final Findings findings;

    Match match = Match.ANY;
    RouteSpec.Protocol protocol = RouteSpec.Protocol.HTTP;
    List<String> entryPoints = List.of();
    int priority;
    Optional<RouteTls> tls = Optional.empty();
    final List<Target> targets = new ArrayList<>();
    final List<Redirect> redirects = new ArrayList<>();
    final List<Rewrite> rewrites = new ArrayList<>();
    final Map<String, String> requestHeaders = new LinkedHashMap<>();
    final Map<String, String> responseHeaders = new LinkedHashMap<>();
    Optional<HeaderRules.Hsts> hsts = Optional.empty();
    Optional<HeaderRules.Cors> cors = Optional.empty();
    Optional<Access.Basic> basic = Optional.empty();
    Optional<Access.Sources> sources = Optional.empty();
    List<String> hosts = List.of();
    final List<TrafficLimits.Rate> rates = new ArrayList<>();
    Optional<TrafficLimits.InFlight> inFlight = Optional.empty();
    Optional<Long> requestSize = Optional.empty();
    Optional<TrafficLimits.Retries> retries = Optional.empty();
    boolean compress;
    Balancing balance = Balancing.USUAL;
    boolean acceptProxy;
    /// Middlewares applied so far: chains that name chains multiply, and somebody has to stop that.
    int middlewares;
    private boolean forbidden;
    private Optional<String> closed = Optional.empty();

    RouteDraft(Findings findings) {
        this.findings = findings;
    }

    Findings findings() {
        return findings;
    }

    /// The route cannot be made, because it is not known what it would take; a finding says why.
    void forbid() {
        forbidden = true;
    }

    /// The route must let nobody in, because what guards it, or where it leads, cannot be kept. Without it a wider route would take what it should have guarded.
    void close(String why) {
        closed = closed.or(() -> Optional.of(why));
    }

    /// A second list would have to let in only what both let in.
    void sources(Label at, Access.Sources found) {
        if (sources.filter(s -> !s.equals(found)).isPresent()) {
            at.warning(findings, "Closed", "there are two lists of addresses on one route, of which only one can be kept; the route lets nobody in", Optional.of("write one list"));
            close("there are two lists of addresses");
        }
        sources = Optional.of(found);
    }

    void basic(Label at, Access.Basic found) {
        if (basic.filter(b -> !b.equals(found)).isPresent()) {
            at.warning(findings, "Closed", "there are two sets of users on one route, of which only one can be asked for; the route lets nobody in", Optional.of("name one"));
            close("there are two sets of users");
        }
        basic = Optional.of(found);
    }

    void redirect(Label at, Redirect redirect) {
        if (!rewrites.isEmpty()) {
            at.warning(findings, "Approximated", "redirects are answered before the path is changed, whatever their order", Optional.empty());
        }
        redirects.add(redirect);
    }

    /// A route that leads nowhere and sends nobody elsewhere is not made.
    void requireEnd(Label at) {
        if (!forbidden && closed.isEmpty() && targets.isEmpty() && redirects.isEmpty()) {
            at.warning(findings, "NotRouted", "it leads nowhere and sends nobody elsewhere; the route is not made", Optional.empty());
            forbid();
        }
    }

    /// The route; none when it must not be made, or cannot be, which a finding at the label says.
    Optional<RouteSpec> made(Label at) {
        if (forbidden) {
            return Optional.empty();
        }
        if (closed.isPresent()) {
            return new LabelValues(Map.of(), findings).made(at, () -> new RouteSpec(match, protocol, entryPoints, priority, tls, null, null, null, null,
                Access.closed(closed.get()), null, false, null, acceptProxy));
        }
        return new LabelValues(Map.of(), findings).made(at, () -> new RouteSpec(match, protocol, entryPoints, priority, tls, targets, redirects, rewrites,
            new HeaderRules(requestHeaders, responseHeaders, hsts, cors), new Access(basic, sources, hosts), new TrafficLimits(rates, inFlight, requestSize, retries),
            compress, balance, acceptProxy));
    }
}
