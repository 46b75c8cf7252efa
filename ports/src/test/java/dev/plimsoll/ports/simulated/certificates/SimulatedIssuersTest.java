package dev.plimsoll.ports.simulated.certificates;

import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.certificates.CertificateContract;
import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.CertificateSubject;
import dev.plimsoll.ports.certificates.Challenge;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import dev.plimsoll.ports.certificates.Issuers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

class SimulatedIssuersTest extends CertificateContract {
    private static final String DIRECTORY = "https://simulated.example/directory";

    @Override
    protected CertificateSubject subject() {
        return new Subject();
    }

    private static final class Subject implements CertificateSubject {
        private final Map<String, String> placed = new HashMap<>();
        private final SimulatedKeys keys = new SimulatedKeys(1);
        private final SimulatedIssuers issuers = new SimulatedIssuers(Clock.systemUTC(), c -> c.answer().equals(placed.get(c.url())));

        @Override
        public CertificateKeys keys() {
            return keys;
        }

        @Override
        public CertificateIssuer open(SecretText account) {
            return issuers.open(new Issuers.Access(new Key(Kind.ISSUER, "default", "simulated"), IssuerSpec.acme(DIRECTORY), account, Optional.empty()));
        }

        @Override
        public String name(String word) {
            return word + ".example.org";
        }

        @Override
        public void put(Challenge challenge, String answer) {
            placed.put(challenge.url(), answer);
        }

        @Override
        public boolean proves() {
            return true;
        }

        @Override
        public boolean findsOrders() {
            return true;
        }

        @Override
        public boolean revokes() {
            return true;
        }

        @Override
        public boolean revoked(IssuedCertificate certificate) {
            return issuers.authority(DIRECTORY).revoked().contains(certificate.serial());
        }

        @Override
        public void passTime() {
            // A simulated authority answers at once.
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(5);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }
}
