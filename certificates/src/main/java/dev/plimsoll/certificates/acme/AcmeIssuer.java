package dev.plimsoll.certificates.acme;

import dev.plimsoll.authority.Pem;
import dev.plimsoll.certificates.PemKeys;
import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import dev.plimsoll.ports.certificates.IssuerFacts;
import dev.plimsoll.ports.certificates.Issuers;
import dev.plimsoll.ports.certificates.OrderState;
import dev.plimsoll.ports.tls.TrustedAuthorities;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.UnknownHostException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.shredzone.acme4j.AccountBuilder;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.Identifier;
import org.shredzone.acme4j.Login;
import org.shredzone.acme4j.Order;
import org.shredzone.acme4j.RevocationReason;
import org.shredzone.acme4j.Session;
import org.shredzone.acme4j.Status;
import org.shredzone.acme4j.challenge.Challenge;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeNotSupportedException;
import org.shredzone.acme4j.exception.AcmeServerException;

/// One account with one ACME authority.
public final class AcmeIssuer implements CertificateIssuer {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String ERROR = "urn:ietf:params:acme:error:";
    /// Of the account's orders, as far as the authority lists them at all.
    private static final int ORDERS_LOOKED_AT = 50;

    private final Issuers.Access access;
    private final CertificateKeys keys;
    private final Session session;
    private final KeyPair account;
    private final AcmeFailures failures;
    private final OrderReading reading;
    private volatile Login login;

    /// @throws CertificateFailure.Rejected with code `InvalidIssuer` when what is declared cannot be used
    public AcmeIssuer(Issuers.Access access, CertificateKeys keys, InstantSource clock) {
        var directory = access.spec().directory().orElseThrow(() -> new CertificateFailure.Rejected("InvalidIssuer", "an acme issuer names its directory", null));
        this.access = access;
        this.keys = keys;
        this.account = PemKeys.account(access.account());
        this.failures = new AcmeFailures(directory, clock);
        this.reading = new OrderReading(keys, clock);
        this.session = new Session(URI.create(directory), new DirectoryProvider(Optional.of(access.spec().trust()).filter(t -> !t.isEmpty()).map(AcmeIssuer::trusted)));
        session.networkSettings().setTimeout(PATIENCE);
    }

    private static SSLContext trusted(String pem) {
        try {
            return TrustedAuthorities.context(pem);
        } catch (IllegalArgumentException unreadable) {
            throw new CertificateFailure.Rejected("InvalidIssuer", "trust holds " + unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public String name() {
        return "acme";
    }

    @Override
    public IssuerFacts facts() {
        return asked(() -> new IssuerFacts(login().getAccountLocation().toString(), session.getMetadata().getTermsOfService().map(URI::toString), Optional.empty()));
    }

    @Override
    public String order(List<String> names) {
        return asked(() -> {
            var open = open(names);
            return (open.isPresent() ? open.get() : login().newOrder().domains(names).create()).getLocation().toString();
        });
    }

    @Override
    public OrderState look(String order) {
        return asked(() -> {
            var found = login().bindOrder(address(order));
            try {
                var again = found.fetch();
                return reading.state(found, again);
            } catch (AcmeServerException unknown) {
                if (unknown.getType().toString().equals(ERROR + "malformed")) {
                    throw new CertificateFailure.Absent("OrderNotFound", AcmeFailures.words(unknown.getProblem()), unknown);
                }
                throw unknown;
            }
        });
    }

    @Override
    public void prove(String challenge) {
        asked(() -> {
            var found = login().bindChallenge(address(challenge), Challenge.class);
            if (found.getStatus() == Status.PENDING) {
                found.trigger();
            }
            return found;
        });
    }

    @Override
    public Optional<IssuedCertificate> finish(String order, String request) {
        return asked(() -> {
            var found = login().bindOrder(address(order));
            var again = found.fetch();
            if (found.getStatus() == Status.READY) {
                found.execute(Pem.REQUEST.der(request).orElseThrow(() -> new CertificateFailure.Rejected("RequestRefused", "the request is no PEM", null)));
                again = found.fetch();
            }
            return reading.state(found, again) instanceof OrderState.Issued(var certificate) ? Optional.of(certificate) : Optional.empty();
        });
    }

    @Override
    public void revoke(String chain) {
        asked(() -> {
            try {
                Certificate.revoke(login(), CertificateText.first(chain), RevocationReason.UNSPECIFIED);
            } catch (AcmeServerException refused) {
                if (!refused.getType().toString().equals(ERROR + "alreadyRevoked")) {
                    throw refused;
                }
            }
            return chain;
        });
    }

    @Override
    public void close() {
        session.getHttpClient().shutdownNow();
    }

    /// Two at once both make the account, and the authority answers both with the same one.
    private Login login() throws AcmeException {
        var known = login;
        if (known == null) {
            requireReachable();
            var builder = new AccountBuilder().agreeToTermsOfService().useKeyPair(account);
            access.spec().contact().ifPresent(builder::addEmail);
            access.externalAccount().ifPresent(key -> builder.withKeyIdentifier(access.spec().externalAccount().orElseThrow().id(), key.reveal().strip()));
            known = builder.createLogin(session);
            login = known;
        }
        return known;
    }

    /// An issuer's address is a person's word: it may not make us speak to what answers on this machine's own link, such as a cloud's metadata service.
    private void requireReachable() {
        var host = session.getServerUri().getHost();
        try {
            for (var address : InetAddress.getAllByName(host)) {
                if (address.isLinkLocalAddress() || address.isAnyLocalAddress() || address.isMulticastAddress()) {
                    throw new CertificateFailure.Rejected("InvalidIssuer", "the directory's host " + host + " is " + address.getHostAddress() + ", which is no address of an authority", null);
                }
            }
        } catch (UnknownHostException unknown) {
            throw new CertificateFailure.Unreachable("the directory's host " + host + " has no address", unknown);
        }
    }

    /// Few authorities list orders (Let's Encrypt does not; it answers a second order of the same names with the first one).
    private Optional<Order> open(List<String> names) throws AcmeException {
        var wanted = Set.copyOf(names);
        try {
            var orders = login().getAccount().getOrders();
            for (int n = 0; n < ORDERS_LOOKED_AT && orders.hasNext(); n++) {
                var order = orders.next();
                order.fetch();
                var open = order.getStatus() == Status.PENDING || order.getStatus() == Status.READY;
                if (open && order.getIdentifiers().stream().map(Identifier::getDomain).collect(Collectors.toSet()).equals(wanted)) {
                    return Optional.of(order);
                }
            }
            return Optional.empty();
        } catch (AcmeNotSupportedException noListing) {
            return Optional.empty();
        }
    }

    private static URL address(String text) {
        try {
            return URI.create(text).toURL();
        } catch (MalformedURLException | IllegalArgumentException wrong) {
            throw new CertificateFailure.Absent("OrderNotFound", "that is no address of this authority", wrong);
        }
    }

    /// A call to the authority.
    private interface Call<T> {
        T ask() throws AcmeException;
    }

    private <T> T asked(Call<T> call) {
        try {
            return call.ask();
        } catch (AcmeException failed) {
            throw failures.of(failed);
        } catch (CertificateFailure known) {
            throw known;
        } catch (RuntimeException failed) {
            throw failures.of(failed);
        }
    }

    /// PEM of a chain.
    static String text(Certificate certificate) {
        var chain = new StringWriter();
        try {
            certificate.writeCertificate(chain);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return chain.toString();
    }
}
