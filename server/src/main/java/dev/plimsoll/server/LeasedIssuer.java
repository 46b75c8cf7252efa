package dev.plimsoll.server;

import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import dev.plimsoll.ports.certificates.IssuerFacts;
import dev.plimsoll.ports.certificates.OrderState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// An authority of which nothing is asked, not even an account, while another control plane may have taken over, for the same reason as in [LeasedEngine]. Orders are counted by authorities, so what
/// two ask for, both pay for.
final class LeasedIssuer implements CertificateIssuer {
    private static final Duration A_WHILE = Duration.ofSeconds(5);

    private final CertificateIssuer issuer;
    private final BooleanSupplier ours;

    /// @param ours whether nobody else may act at this moment
    LeasedIssuer(CertificateIssuer issuer, BooleanSupplier ours) {
        this.issuer = issuer;
        this.ours = ours;
    }

    @Override
    public String name() {
        return issuer.name();
    }

    @Override
    public IssuerFacts facts() {
        requireOurs();
        return issuer.facts();
    }

    @Override
    public String order(List<String> names) {
        requireOurs();
        return issuer.order(names);
    }

    @Override
    public OrderState look(String order) {
        return issuer.look(order);
    }

    @Override
    public void prove(String challenge) {
        requireOurs();
        issuer.prove(challenge);
    }

    @Override
    public Optional<IssuedCertificate> finish(String order, String request) {
        requireOurs();
        return issuer.finish(order, request);
    }

    @Override
    public void revoke(String chain) {
        requireOurs();
        issuer.revoke(chain);
    }

    @Override
    public void close() {
        issuer.close();
    }

    private void requireOurs() {
        if (!ours.getAsBoolean()) {
            throw new CertificateFailure.Throttled("nothing is asked of " + issuer.name() + ": the lease of this control plane could not be renewed, so another one may act by now", Optional.of(A_WHILE));
        }
    }
}
