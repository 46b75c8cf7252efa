package dev.plimsoll.certificates.acme;

import dev.plimsoll.model.certificate.ChallengeType;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.Challenge;
import dev.plimsoll.ports.certificates.OrderState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.shredzone.acme4j.Authorization;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Dns01Challenge;
import org.shredzone.acme4j.challenge.Http01Challenge;
import org.shredzone.acme4j.exception.AcmeException;

/// From the authority's order, its authorizations and challenges (RFC 8555, section 7.1.6) to what the caller has to know.
record OrderReading(CertificateKeys keys, InstantSource clock) {

    /// @param order fetched just now
    /// @param again when the authority wants to be asked again
    OrderState state(Order order, Optional<Instant> again) throws AcmeException {
        return switch (order.getStatus()) {
            case PENDING -> open(order, again);
            case READY -> new OrderState.Ready();
            case PROCESSING -> new OrderState.Working(pause(again));
            case VALID -> issued(order);
            default -> failed(order);
        };
    }

    private OrderState issued(Order order) throws AcmeException {
        var certificate = order.getCertificate();
        certificate.download();
        return new OrderState.Issued(keys.read(AcmeIssuer.text(certificate)));
    }

    private OrderState open(Order order, Optional<Instant> again) throws AcmeException {
        var open = new ArrayList<Challenge>();
        var soonest = again;
        for (var authorization : order.getAuthorizations()) {
            var its = authorization.fetch();
            if (authorization.getStatus() == Status.PENDING) {
                soonest = its.isPresent() ? its : soonest;
                challenges(authorization).forEach(open::add);
            } else if (authorization.getStatus() != Status.VALID) {
                return new OrderState.Failed("ChallengeFailed", reason(authorization));
            }
        }
        return new OrderState.Open(open, pause(soonest));
    }

    private static List<Challenge> challenges(Authorization authorization) {
        var name = authorization.getIdentifier().getDomain();
        var ways = new ArrayList<Challenge>();
        for (var way : authorization.getChallenges()) {
            switch (way) {
                case Http01Challenge http -> ways.add(new Challenge(name, ChallengeType.HTTP, http.getLocation().toString(), http.getToken(), http.getAuthorization(), state(http.getStatus())));
                case Dns01Challenge dns -> ways.add(new Challenge(name, ChallengeType.DNS, dns.getLocation().toString(), "", dns.getDigest(), state(dns.getStatus())));
                default -> { }
            }
        }
        return ways;
    }

    private static Challenge.State state(Status status) {
        return switch (status) {
            case VALID -> Challenge.State.DONE;
            case PROCESSING -> Challenge.State.CHECKING;
            default -> Challenge.State.WAITING;
        };
    }

    private static OrderState failed(Order order) throws AcmeException {
        for (var authorization : order.getAuthorizations()) {
            authorization.fetch();
            if (authorization.getStatus() != Status.VALID && authorization.getStatus() != Status.PENDING) {
                return new OrderState.Failed("ChallengeFailed", reason(authorization));
            }
        }
        return new OrderState.Failed("OrderFailed", order.getError().map(AcmeFailures::words).orElse("the authority says no more than that the order is " + order.getStatus()));
    }

    private static String reason(Authorization authorization) {
        return authorization.getIdentifier().getDomain() + ": " + authorization.getChallenges().stream().flatMap(c -> c.getError().stream()).findFirst().map(AcmeFailures::words)
            .orElse("the authority says no more than that the proof is " + authorization.getStatus());
    }

    private Optional<Duration> pause(Optional<Instant> again) {
        return again.map(then -> Duration.between(clock.instant(), then)).filter(Duration::isPositive);
    }
}
