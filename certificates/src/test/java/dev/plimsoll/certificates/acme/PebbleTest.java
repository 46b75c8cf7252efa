package dev.plimsoll.certificates.acme;

import dev.plimsoll.certificates.PemKeys;
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
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/// Against Pebble at its worst: every second nonce is refused, and proofs take their time.
@Tag("validators")
class PebbleTest extends CertificateContract {
    private static Pebble pebble;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        pebble = new Pebble(folder, Map.of("PEBBLE_WFE_NONCEREJECT", "50", "PEBBLE_VA_SLEEPTIME", "1", "PEBBLE_AUTHZREUSE", "0"), Map.of());
    }

    @AfterAll
    static void stop() {
        pebble.close();
    }

    @Override
    protected CertificateSubject subject() {
        return new Subject(pebble, Optional.empty());
    }

    /// @param external key of the external account, when one is asked for
    record Subject(Pebble pebble, Optional<SecretText> external) implements CertificateSubject {
        private static final PemKeys KEYS = new PemKeys(new SecureRandom());

        @Override
        public CertificateKeys keys() {
            return KEYS;
        }

        @Override
        public CertificateIssuer open(SecretText account) {
            return new AcmeIssuer(new Issuers.Access(new Key(Kind.ISSUER, "default", "pebble"), IssuerSpec.acme(pebble.directory()).withTrust(pebble.trust()), account, external), KEYS, Clock.systemUTC());
        }

        @Override
        public String name(String word) {
            return word + "." + UUID.randomUUID().toString().substring(0, 8) + ".example.org";
        }

        @Override
        public void put(Challenge challenge, String answer) {
            pebble.put(challenge.token(), answer);
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
            return pebble.status(certificate.serial()).contains("Revoked");
        }

        @Override
        public void passTime() {
            LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(90);
        }

        @Override
        public void close() {
            // Pebble is everybody's.
        }
    }
}
