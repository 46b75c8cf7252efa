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

    RouteDraft(Findings findings) {
        this.findings = findings;
    }

    Findings findings() {
        return findings;
    }

    /// The route must not be made; a finding says why.
    void forbid() {
        forbidden = true;
    }

    /// A second list would have to let in only what both let in.
    void sources(Label at, Access.Sources found) {
        if (sources.filter(s -> !s.equals(found)).isPresent()) {
            at.warning(findings, "NotRouted", "there are two lists of addresses on one route, of which only one can be kept; the route is not made", Optional.of("write one list"));
            forbid();
        }
        sources = Optional.of(found);
    }

    void basic(Label at, Access.Basic found) {
        if (basic.filter(b -> !b.equals(found)).isPresent()) {
            at.warning(findings, "NotRouted", "there are two sets of users on one route, of which only one can be asked for; the route is not made", Optional.of("name one"));
            forbid();
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
        if (!forbidden && targets.isEmpty() && redirects.isEmpty()) {
            at.warning(findings, "NotRouted", "it leads nowhere and sends nobody elsewhere; the route is not made", Optional.empty());
            forbid();
        }
    }

    /// The route; none when it must not be made, or cannot be, which a finding at the label says.
    Optional<RouteSpec> made(Label at) {
        if (forbidden) {
            return Optional.empty();
        }
        return new LabelValues(Map.of(), findings).made(at, () -> new RouteSpec(match, protocol, entryPoints, priority, tls, targets, redirects, rewrites,
            new HeaderRules(requestHeaders, responseHeaders, hsts, cors), new Access(basic, sources, hosts), new TrafficLimits(rates, inFlight, requestSize, retries),
            compress, balance, acceptProxy));
    }
}
