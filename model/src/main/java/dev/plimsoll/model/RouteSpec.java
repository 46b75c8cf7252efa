package dev.plimsoll.model;

import dev.plimsoll.model.route.Access;
import dev.plimsoll.model.route.Balancing;
import dev.plimsoll.model.route.HeaderRules;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Redirect;
import dev.plimsoll.model.route.Rewrite;
import dev.plimsoll.model.route.RouteTls;
import dev.plimsoll.model.route.Target;
import dev.plimsoll.model.route.TrafficLimits;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Traffic from outside: which requests or connections it takes, and where they go. Whatever the order in a file, a request passes `access`, `limits`,
/// `redirects`, `headers` and `rewrites` in this order; redirects and rewrites among themselves in the order written.
///
/// Of several routes that match, the one with the largest priority takes the request. Without priorities: exact hosts before wildcards and
/// regular expressions before any host, and under the same host, longer paths first.
public record RouteSpec(
    @Doc("What it takes, such as Host(`shop.example.org`) && PathPrefix(`/api`); everything when not given.") Match match,
    @Doc(value = "http (default); tcp, connections as they are; passthrough, TLS chosen by its server name and handed on unopened.", otherwise = "http") Protocol protocol,
    @Doc("Entry points it listens on: names such as web (port 80) and websecure (port 443), or ports; web, or with tls websecure, when empty.") List<String> entryPoints,
    @Doc("Larger ones are asked first; 0 leaves the order to hosts and paths.") int priority,
    @Doc("TLS that ends at the ingress.") Optional<RouteTls> tls,
    @Doc("Where requests go, by weight.") List<Target> targets,
    @Doc("Answers that send the client elsewhere.") List<Redirect> redirects,
    @Doc("Changes of the path.") List<Rewrite> rewrites,
    @Doc("Headers set on the way.") HeaderRules headers,
    @Doc("Who may come in.") Access access,
    @Doc("How much a client may ask for.") TrafficLimits limits,
    @Doc("Compress answers for clients that can read it.") boolean compress,
    @Doc("How requests are spread over instances.") Balancing balance,
    @Doc("Clients' addresses come by the PROXY protocol from a balancer in front.") boolean acceptProxy) implements Spec {
    private static final Pattern ENTRY_POINT = Pattern.compile("[a-zA-Z0-9]([a-zA-Z0-9_-]{0,61}[a-zA-Z0-9])?");

    public RouteSpec {
        match = Values.or(match, Match.ANY);
        protocol = Values.or(protocol, Protocol.HTTP);
        entryPoints = Values.list(entryPoints);
        tls = Values.optional(tls);
        targets = Values.list(targets);
        redirects = Values.list(redirects);
        rewrites = Values.list(rewrites);
        headers = Values.or(headers, HeaderRules.NONE);
        access = Values.or(access, Access.EVERYBODY);
        limits = Values.or(limits, TrafficLimits.NONE);
        balance = Values.or(balance, Balancing.USUAL);
        entryPoints.forEach(RouteSpec::requireEntryPoint);
        if (access.closed().isPresent() && !(targets.isEmpty() && redirects.isEmpty())) {
            throw new InvalidValue("a route that lets nobody in leads nowhere: remove targets and redirects, or closed");
        }
        if (access.closed().isEmpty() && targets.isEmpty() && redirects.isEmpty()) {
            throw new InvalidValue("a route needs targets, or redirects");
        }
        if (!targets.isEmpty() && targets.stream().allMatch(t -> t.weight() == 0)) {
            throw new InvalidValue("all targets have weight 0, so requests could go nowhere");
        }
        if (protocol == Protocol.PASSTHROUGH && tls.isPresent()) {
            throw new InvalidValue("TLS is either ended here (tls) or handed on (passthrough)");
        }
        if (protocol != Protocol.HTTP) {
            requireConnections(redirects.isEmpty() && rewrites.isEmpty() && headers.equals(HeaderRules.NONE) && access.basic().isEmpty() && access.hosts().isEmpty()
                && !compress && balance.stickiness().isEmpty() && limits.requestSize().isEmpty() && limits.retries().isEmpty() && limits.rates().isEmpty(), protocol);
            requireMatchable(match, protocol == Protocol.PASSTHROUGH || tls.isPresent());
        }
    }

    /// HTTP: requests. TCP: connections, inside TLS when `tls` is there. PASSTHROUGH: TLS connections, chosen by the server name that the client asks for.
    public enum Protocol { HTTP, TCP, PASSTHROUGH }

    /// A route with everything else as usual.
    public static RouteSpec of(Match match, List<Target> targets) {
        return new RouteSpec(match, null, null, 0, null, targets, null, null, null, null, null, false, null, false);
    }

    public RouteSpec withMatch(Match changed) {
        return new RouteSpec(changed, protocol, entryPoints, priority, tls, targets, redirects, rewrites, headers, access, limits, compress, balance, acceptProxy);
    }

    public RouteSpec withTargets(List<Target> changed) {
        return new RouteSpec(match, protocol, entryPoints, priority, tls, changed, redirects, rewrites, headers, access, limits, compress, balance, acceptProxy);
    }

    public RouteSpec withEntryPoints(List<String> changed) {
        return new RouteSpec(match, protocol, changed, priority, tls, targets, redirects, rewrites, headers, access, limits, compress, balance, acceptProxy);
    }

    public RouteSpec withTls(Optional<RouteTls> changed) {
        return new RouteSpec(match, protocol, entryPoints, priority, changed, targets, redirects, rewrites, headers, access, limits, compress, balance, acceptProxy);
    }

    public RouteSpec withBalance(Balancing changed) {
        return new RouteSpec(match, protocol, entryPoints, priority, tls, targets, redirects, rewrites, headers, access, limits, compress, changed, acceptProxy);
    }

    private static void requireEntryPoint(String name) {
        if (!ENTRY_POINT.matcher(name).matches() || name.chars().allMatch(Character::isDigit) && (name.length() > 5 || Integer.parseInt(name) < 1 || Integer.parseInt(name) > 65_535)) {
            throw new InvalidValue("entry point '" + (name.length() > 60 ? name.substring(0, 60) + "…" : name).replaceAll("\\p{Cntrl}", "?")
                + "' is neither a name of letters, digits, '_' and '-' nor a port");
        }
    }

    private static void requireConnections(boolean plain, Protocol protocol) {
        if (!plain) {
            throw new InvalidValue("a " + protocol.name().toLowerCase(java.util.Locale.ROOT) + " route sees connections, not requests: it has no redirects, rewrites, headers, basic access, "
                + "cookies, compression, rates, request sizes or retries");
        }
    }

    /// Connections show their address, and inside TLS the server name; nothing else can be asked of them.
    private static void requireMatchable(Match match, boolean names) {
        switch (match) {
            case Match.Any _, Match.Client _ -> { }
            case Match.Host _ -> {
                if (!names) {
                    throw new InvalidValue("a connection without TLS names no host; leave Host out, or use tls or passthrough");
                }
            }
            case Match.And(var parts) -> parts.forEach(p -> requireMatchable(p, names));
            case Match.Or(var parts) -> parts.forEach(p -> requireMatchable(p, names));
            case Match.Not(var inner) -> requireMatchable(inner, names);
            case Match.Path _, Match.Method _, Match.Header _, Match.Query _ ->
                throw new InvalidValue("a connection has no path, method, header or query to match");
        }
    }
}
