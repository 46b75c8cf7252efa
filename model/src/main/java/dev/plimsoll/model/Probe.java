package dev.plimsoll.model;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/// A health check made from outside by the control plane, so that the image needs no program for it: a connection to a TCP port, or an HTTP request
/// whose answer must be 2xx or 3xx. It is no part of what an instance is made from: changing it replaces nobody. An instance with a probe and an engine's
/// check is well when both say so.
///
/// A new or restarted instance is *starting* until `healthyThreshold` tries in a row have passed; from then on `unhealthyThreshold` failed tries in a row make
/// it unhealthy, and as many passed ones healthy again. These are the rules of Rancher 1.6's `health_check`.
///
/// @param port                  where it listens, inside
/// @param request               none: that the port takes a connection is enough
/// @param interval              from the end of one try to the next
/// @param timeout               until a try counts as failed
/// @param healthyThreshold      tries in a row that must pass
/// @param unhealthyThreshold    tries in a row that must fail
/// @param initializingTimeout   how long a new instance may take to become healthy; none: the update's deadline
/// @param reinitializingTimeout the same after a restart by the engine
/// @param strategy              what an unhealthy instance leads to
/// @param quorum                for RECREATE_ON_QUORUM: instances that must be well while another one is replaced
public record Probe(
    @Doc("Port inside the instance.") int port,
    @Doc("What to ask; none: that the port takes a connection is enough.") Optional<Request> request,
    @Doc(value = "Between two tries; 2s.", otherwise = "2s") Duration interval,
    @Doc(value = "Until a try counts as failed; 2s.", otherwise = "2s") Duration timeout,
    @Doc(value = "Tries in a row that must pass; 2.", otherwise = "2") int healthyThreshold,
    @Doc(value = "Tries in a row that must fail; 3.", otherwise = "3") int unhealthyThreshold,
    @Doc("How long a new instance may take to become healthy; the update's deadline when not given.") Optional<Duration> initializingTimeout,
    @Doc("The same for one that the engine restarted.") Optional<Duration> reinitializingTimeout,
    @Doc("recreate (default), recreate_on_quorum or none.") Strategy strategy,
    @Doc("For recreate_on_quorum: instances that must be well meanwhile.") int quorum) {
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(1);
    private static final int HIGHEST_THRESHOLD = 1_000;

    public Probe {
        request = Values.optional(request);
        interval = Values.or(interval, Duration.ofSeconds(2));
        timeout = Values.or(timeout, Duration.ofSeconds(2));
        healthyThreshold = healthyThreshold == 0 ? 2 : healthyThreshold;
        unhealthyThreshold = unhealthyThreshold == 0 ? 3 : unhealthyThreshold;
        initializingTimeout = Values.optional(initializingTimeout);
        reinitializingTimeout = Values.optional(reinitializingTimeout);
        strategy = Values.or(strategy, Strategy.RECREATE);
        if (port < 1 || port > 65_535) {
            throw new InvalidValue("a probe's port " + port + " is not between 1 and 65535");
        }
        if (interval.compareTo(SHORTEST_INTERVAL) < 0) {
            throw new InvalidValue("a probe's interval must be at least " + SHORTEST_INTERVAL.toMillis() + " ms");
        }
        if (!timeout.isPositive() || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw new InvalidValue("a probe's timeout must be more than nothing and at most " + LONGEST_TIMEOUT.toSeconds() + " s");
        }
        requireThreshold("healthyThreshold", healthyThreshold);
        requireThreshold("unhealthyThreshold", unhealthyThreshold);
        if (initializingTimeout.filter(Duration::isNegative).isPresent() || reinitializingTimeout.filter(Duration::isNegative).isPresent() || quorum < 0) {
            throw new InvalidValue("a probe's time-outs and quorum cannot be negative");
        }
        if (quorum > 0 && strategy != Strategy.RECREATE_ON_QUORUM) {
            throw new InvalidValue("a quorum is for the strategy recreate_on_quorum only");
        }
    }

    /// The same at another port.
    public Probe at(int other) {
        return new Probe(other, request, interval, timeout, healthyThreshold, unhealthyThreshold, initializingTimeout, reinitializingTimeout, strategy, quorum);
    }

    private static void requireThreshold(String what, int value) {
        if (value < 1 || value > HIGHEST_THRESHOLD) {
            throw new InvalidValue("a probe's " + what + " " + value + " is not between 1 and " + HIGHEST_THRESHOLD);
        }
    }

    /// That the port takes a connection, with everything else as usual.
    public static Probe tcp(int port) {
        return new Probe(port, null, null, null, 0, 0, null, null, null, 0);
    }

    /// That a GET of the path is answered, with everything else as usual.
    public static Probe http(int port, String path) {
        return tcp(port).asking(new Request("GET", path, null, null));
    }

    public Probe asking(Request changed) {
        return new Probe(port, Optional.of(changed), interval, timeout, healthyThreshold, unhealthyThreshold, initializingTimeout, reinitializingTimeout, strategy,
            quorum);
    }

    public Probe every(Duration changedInterval, Duration changedTimeout) {
        return new Probe(port, request, changedInterval, changedTimeout, healthyThreshold, unhealthyThreshold, initializingTimeout, reinitializingTimeout, strategy,
            quorum);
    }

    public Probe counting(int healthy, int unhealthy) {
        return new Probe(port, request, interval, timeout, healthy, unhealthy, initializingTimeout, reinitializingTimeout, strategy, quorum);
    }

    public Probe within(Optional<Duration> initializing, Optional<Duration> reinitializing) {
        return new Probe(port, request, interval, timeout, healthyThreshold, unhealthyThreshold, initializing, reinitializing, strategy, quorum);
    }

    /// @param leastWell for RECREATE_ON_QUORUM, otherwise 0
    public Probe leadingTo(Strategy changed, int leastWell) {
        return new Probe(port, request, interval, timeout, healthyThreshold, unhealthyThreshold, initializingTimeout, reinitializingTimeout, changed, leastWell);
    }

    /// What is asked, for people: `GET /healthz on port 8080`.
    public String words() {
        return request.map(r -> r.method() + " " + r.path() + " on port ").orElse("a connection to port ") + port;
    }

    /// RECREATE: an unhealthy instance is replaced. RECREATE_ON_QUORUM: only while so many others are well. NONE: it is only told; a new instance of an update
    /// that does not become healthy still fails the update.
    public enum Strategy { RECREATE, RECREATE_ON_QUORUM, NONE }

    /// An HTTP request without a body.
    ///
    /// @param method  GET when not given
    /// @param path    with query; `/` when not given
    /// @param headers besides Host and Connection, which are made up when they are not given
    /// @param version 1.0 or 1.1 (default)
    public record Request(@Doc(value = "GET when not given.", otherwise = "GET") String method, @Doc(value = "Path and query; / when not given.", otherwise = "/") String path,
                          @Doc("Further headers.") Map<String, String> headers, @Doc(value = "HTTP version, 1.0 or 1.1 (default).", otherwise = "1.1") String version) {
        private static final int LONGEST = 4_096;

        public Request {
            method = method == null || method.isEmpty() ? "GET" : method;
            path = path == null || path.isEmpty() ? "/" : path;
            headers = Values.map(headers);
            version = version == null || version.isEmpty() ? "1.1" : version;
            if (!method.matches("[A-Z]{1,20}")) {
                throw new InvalidValue("'" + method + "' is no HTTP method");
            }
            if (!path.matches("[/*][!-~]*") || path.length() > LONGEST) {
                throw new InvalidValue("the path of a probe must begin with / and hold no spaces and at most " + LONGEST + " characters");
            }
            if (!version.equals("1.0") && !version.equals("1.1")) {
                throw new InvalidValue("HTTP version '" + version + "' is neither 1.0 nor 1.1");
            }
            headers.forEach((name, value) -> {
                if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}") || !value.matches("[ -~\\t]*") || value.length() > LONGEST) {
                    throw new InvalidValue("'" + name + "' is no HTTP header that a probe can send");
                }
            });
        }
    }
}
