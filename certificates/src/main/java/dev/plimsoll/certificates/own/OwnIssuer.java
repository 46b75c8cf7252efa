package dev.plimsoll.certificates.own;

import dev.plimsoll.authority.Authority;
import dev.plimsoll.authority.ServerNames;
import dev.plimsoll.authority.SigningRequest;
import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import dev.plimsoll.ports.certificates.IssuerFacts;
import dev.plimsoll.ports.certificates.OrderState;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Signs without asking for proofs: what is declared is the operator's word. Keeps nothing: an order's id holds its names.
///
/// @param authority for names
/// @param keys      reads what was signed
public record OwnIssuer(Authority authority, CertificateKeys keys) implements CertificateIssuer {
    private static final Duration LIFE = Duration.ofDays(90);
    private static final String ORDER = "own:";
    private static final int LONGEST_COMMON_NAME = 64;

    @Override
    public String name() {
        return "internal";
    }

    @Override
    public IssuerFacts facts() {
        return new IssuerFacts("this control plane", Optional.empty(), Optional.of(authority.certificatePem()));
    }

    @Override
    public String order(List<String> names) {
        return ORDER + String.join(",", names);
    }

    @Override
    public OrderState look(String order) {
        names(order);
        return new OrderState.Ready();
    }

    @Override
    public void prove(String challenge) {
        throw new CertificateFailure.Absent("ChallengeNotFound", "the internal authority asks for no proofs", null);
    }

    @Override
    public Optional<IssuedCertificate> finish(String order, String request) {
        var names = names(order);
        try {
            var key = SigningRequest.read(request.getBytes(StandardCharsets.US_ASCII)).key();
            var subject = names.stream().filter(n -> n.length() <= LONGEST_COMMON_NAME).findFirst().orElse("a name");
            var signed = authority.server(subject, key, LIFE, new ServerNames(names, List.of()));
            return Optional.of(keys.read(Authority.pem(signed) + authority.certificatePem()));
        } catch (SigningRequest.Unfit unfit) {
            throw new CertificateFailure.Rejected("RequestRefused", unfit.getMessage(), unfit);
        }
    }

    @Override
    public void revoke(String chain) {
        throw new CertificateFailure.Rejected("NotRevocable", "the internal authority publishes no list of revoked certificates; delete the certificate, or renew it, and let the old one end", null);
    }

    @Override
    public void close() {
        // Nothing is open.
    }

    private static List<String> names(String order) {
        if (!order.startsWith(ORDER)) {
            throw new CertificateFailure.Absent("OrderNotFound", "there is no such order", null);
        }
        return Arrays.asList(order.substring(ORDER.length()).split(","));
    }
}
