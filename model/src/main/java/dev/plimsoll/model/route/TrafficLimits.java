package dev.plimsoll.model.route;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How much a client may ask for, and how often a request is tried.
///
/// @param rates       each of them is kept; 429 beyond
/// @param inFlight    requests at the same time; 429 beyond
/// @param requestSize largest body; 413 beyond
/// @param retries     tries on further instances, when an instance cannot be reached
public record TrafficLimits(
    @Doc("Requests in a time; 429 beyond.") List<Rate> rates,
    @Doc("Requests at the same time; 429 beyond.") Optional<InFlight> inFlight,
    @Doc(value = "Largest body of a request, bytes; 413 beyond.", unit = Doc.Unit.BYTES) Optional<Long> requestSize,
    @Doc("Further tries when an instance cannot be reached.") Optional<Retries> retries) {
    public static final TrafficLimits NONE = new TrafficLimits(null, null, null, null);

    public TrafficLimits {
        rates = Values.list(rates);
        inFlight = Values.optional(inFlight);
        requestSize = Values.optional(requestSize);
        retries = Values.optional(retries);
        if (requestSize.filter(s -> s <= 0).isPresent()) {
            throw new InvalidValue("requestSize must be positive; leave it out for no limit");
        }
    }

    /// What is counted apart: each client address, each host asked for, or each value of a header.
    public enum By { CLIENT, HOST, HEADER }

    /// A token bucket.
    ///
    /// @param requests that are let through on average in each period
    /// @param period   1s
    /// @param burst    how many may come at once
    /// @param by       what has a bucket of its own
    /// @param header   whose values, when by is header
    public record Rate(@Doc("Requests on average in each period.") long requests, @Doc(value = "The period; 1s.", otherwise = "1s") Duration period,
                       @Doc(value = "Requests at once; 1.", otherwise = "1") long burst,
                       @Doc(value = "client (default), host or header: what is counted apart.", otherwise = "client") By by,
                       @Doc("The header, when by is header.") Optional<String> header) {
        public Rate {
            period = Values.or(period, Duration.ofSeconds(1));
            by = Values.or(by, By.CLIENT);
            header = named(by, header);
            if (requests < 1 || burst < 1 || period.isZero() || period.isNegative()) {
                throw new InvalidValue("a rate needs at least one request in a positive period, and a burst of at least one");
            }
        }
    }

    /// Requests at the same time.
    ///
    /// @param requests at most
    /// @param by       what is counted apart
    /// @param header   whose values, when by is header
    public record InFlight(@Doc("Requests at most.") long requests,
                           @Doc(value = "client (default), host or header: what is counted apart.", otherwise = "client") By by,
                           @Doc("The header, when by is header.") Optional<String> header) {
        public InFlight {
            by = Values.or(by, By.CLIENT);
            header = named(by, header);
            if (requests < 1) {
                throw new InvalidValue("requests must be positive; leave inFlight out for no limit");
            }
        }
    }

    /// @param attempts in all, the first one included
    /// @param pause    before the second; it grows with each
    public record Retries(@Doc("Tries in all.") int attempts, @Doc("Pause before the second try; it grows.") Duration pause) {
        public Retries {
            pause = Values.or(pause, Duration.ZERO);
            if (attempts < 1 || attempts > 100 || pause.isNegative()) {
                throw new InvalidValue("attempts must be between 1 and 100, and the pause not negative");
            }
        }
    }

    private static Optional<String> named(By by, Optional<String> header) {
        var name = Values.optional(header).map(h -> Texts.token("header", h));
        if (name.isPresent() != (by == By.HEADER)) {
            throw new InvalidValue(name.isPresent() ? "header is for 'by: header' only" : "by: header needs the header's name");
        }
        return name;
    }
}
