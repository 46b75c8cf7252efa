package dev.plimsoll.model.route;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// How requests are spread over instances.
///
/// @param strategy      who gets the next one
/// @param stickiness    keeps a client at its instance
/// @param check         asks instances whether they answer; besides what the component's own health says
/// @param drain         how long a stopping instance may finish its requests while it gets no new ones
/// @param passHost      the target is told the host the client asked for; false: its own
/// @param proxyProtocol 1 or 2 tells the target the client's address before each connection; 0 does not
public record Balancing(
    @Doc(value = "round_robin (default), least_connections, two_random or client_hash.", otherwise = "round_robin") Strategy strategy,
    @Doc("Keeps a client at its instance by a cookie.") Optional<Stickiness> stickiness,
    @Doc("Asks instances whether they answer.") Optional<Check> check,
    @Doc("How long a stopping instance may finish its requests; 0s.") Duration drain,
    @Doc(value = "Tell the target the host that was asked for; true.", otherwise = "true") boolean passHost,
    @Doc("Version of the PROXY protocol spoken to the target; 0 is none.") int proxyProtocol) {
    public static final Balancing USUAL = new Balancing(null, null, null, null, true, 0);

    public Balancing {
        strategy = Values.or(strategy, Strategy.ROUND_ROBIN);
        stickiness = Values.optional(stickiness);
        check = Values.optional(check);
        drain = Values.or(drain, Duration.ZERO);
        if (drain.isNegative() || proxyProtocol < 0 || proxyProtocol > 2) {
            throw new InvalidValue("drain cannot be negative, and proxyProtocol is 0, 1 or 2");
        }
    }

    public Balancing withDrain(Duration changed) {
        return new Balancing(strategy, stickiness, check, changed, passHost, proxyProtocol);
    }

    /// Who gets the next request: the next in turn by weight, who has fewest, the less busy of two, or always the same for a client's address.
    public enum Strategy { ROUND_ROBIN, LEAST_CONNECTIONS, TWO_RANDOM, CLIENT_HASH }

    /// A cookie that names the instance.
    ///
    /// @param cookie   its name; empty lets the ingress choose one
    /// @param mode     INSERT: the ingress sets it. REWRITE: it changes the one the target sets. PREFIX: it puts the instance before the target's own value
    /// @param indirect the target does not see it
    /// @param noCache  answers that set it are marked as not to be cached
    /// @param postOnly set only in answers to POST
    public record Stickiness(@Doc("Name of the cookie; empty lets the ingress choose.") String cookie, @Doc("Only over TLS.") boolean secure,
                             @Doc("Not for scripts.") boolean httpOnly, @Doc("strict, lax or none.") Optional<SameSite> sameSite,
                             @Doc("Path it is for.") Optional<String> path, @Doc("Domain it is for.") Optional<String> domain,
                             @Doc("How long it lives; 0s is until the browser closes.") Duration maxAge,
                             @Doc(value = "insert (default), rewrite or prefix.", otherwise = "insert") Mode mode, @Doc("The target does not see it.") boolean indirect,
                             @Doc("Answers that set it are not cached.") boolean noCache, @Doc("Set only in answers to POST.") boolean postOnly) {
        public Stickiness {
            cookie = Values.text(cookie).isEmpty() ? "" : Texts.token("cookie", cookie);
            sameSite = Values.optional(sameSite);
            path = Values.optional(path).map(Texts::path);
            domain = Values.optional(domain).map(d -> Texts.line("domain", d));
            maxAge = Values.or(maxAge, Duration.ZERO);
            mode = Values.or(mode, Mode.INSERT);
        }

        /// A cookie set by the ingress, with everything else as usual.
        public static Stickiness ofCookie(String name) {
            return new Stickiness(name, false, false, null, null, null, null, null, false, false, false);
        }

        public enum SameSite { STRICT, LAX, NONE }

        public enum Mode { INSERT, REWRITE, PREFIX }
    }

    /// An active check.
    ///
    /// @param path     asked for by HTTP; empty: a TCP connection is enough
    /// @param port     0 is the target's
    /// @param interval 30s
    /// @param timeout  5s
    /// @param scheme   none is the target's
    /// @param host     host name in the request
    /// @param headers  of the request
    /// @param method   GET
    /// @param status   wanted; 0 is any from 200 to 399
    /// @param rise     checks in a row that make an instance good again
    /// @param fall     failures in a row that make it bad
    public record Check(@Doc("Path to ask for; empty only connects.") String path, @Doc("Port; 0 is the target's.") int port,
                        @Doc(value = "Between two checks; 30s.", otherwise = "30s") Duration interval,
                        @Doc(value = "Until a check has failed; 5s.", otherwise = "5s") Duration timeout, @Doc("http, https or h2c, when not the target's.") Optional<Target.Scheme> scheme,
                        @Doc("Host name in the request.") Optional<String> host, @Doc("Headers of the request.") Map<String, String> headers,
                        @Doc(value = "Method; GET.", otherwise = "GET") String method, @Doc("Status wanted; 0 is any from 200 to 399.") int status,
                        @Doc(value = "Successes in a row that count; 2.", otherwise = "2") int rise, @Doc(value = "Failures in a row that count; 3.", otherwise = "3") int fall) {
        public Check {
            path = Values.text(path).isEmpty() ? "" : Texts.path(path);
            interval = Values.or(interval, Duration.ofSeconds(30));
            timeout = Values.or(timeout, Duration.ofSeconds(5));
            scheme = Values.optional(scheme);
            host = Values.optional(host).map(h -> Texts.host(Match.How.EXACT, h));
            headers = Values.map(headers);
            headers.forEach((name, value) -> Texts.line("value of header " + Texts.token("header", name), value));
            method = Texts.token("method", Values.text(method));
            if (port < 0 || port > 65_535 || status != 0 && (status < 100 || status > 599)) {
                throw new InvalidValue("port " + port + " or status " + status + " is none there can be");
            }
            if (interval.isZero() || interval.isNegative() || timeout.isZero() || timeout.isNegative() || rise < 1 || fall < 1) {
                throw new InvalidValue("interval, timeout, rise and fall of a check must be positive");
            }
        }
    }
}
