package dev.plimsoll.ports.simulated.certificates;

import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import dev.plimsoll.ports.certificates.IssuerFacts;
import dev.plimsoll.ports.certificates.OrderState;
import java.util.List;
import java.util.Optional;

/// One account with a simulated authority.
record SimulatedIssuer(SimulatedAuthority authority, String account) implements CertificateIssuer {
    private static final SimulatedKeys READER = new SimulatedKeys(0);

    @Override
    public String name() {
        return "simulated";
    }

    @Override
    public IssuerFacts facts() {
        authority.requireOpen();
        return new IssuerFacts("account of " + Integer.toHexString(account.hashCode()), Optional.empty(), Optional.empty());
    }

    @Override
    public String order(List<String> names) {
        authority.requireOpen();
        return authority.order(names);
    }

    @Override
    public OrderState look(String order) {
        authority.requireOpen();
        return authority.look(order);
    }

    @Override
    public void prove(String challenge) {
        authority.requireOpen();
        authority.prove(challenge);
    }

    @Override
    public Optional<IssuedCertificate> finish(String order, String request) {
        authority.requireOpen();
        return Optional.of(authority.finish(order, request, READER));
    }

    @Override
    public void revoke(String chain) {
        authority.requireOpen();
        authority.revoke(READER.read(chain).serial());
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
