package dev.plimsoll.certificates.own;

import dev.plimsoll.authority.KeptAuthority;
import dev.plimsoll.certificates.PemKeys;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.OpenVault;
import dev.plimsoll.ports.certificates.CertificateContract;
import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.CertificateSubject;
import dev.plimsoll.ports.certificates.Challenge;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import dev.plimsoll.store.memory.MemoryStore;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

class OwnIssuerTest extends CertificateContract {
    @Override
    protected CertificateSubject subject() {
        return new Subject();
    }

    private static final class Subject implements CertificateSubject {
        private final SecureRandom random = new SecureRandom();
        private final PemKeys keys = new PemKeys(random);
        private final MemoryStore store = new MemoryStore(Clock.systemUTC(), () -> UUID.randomUUID().toString());

        @Override
        public CertificateKeys keys() {
            return keys;
        }

        /// Opened anew each time: the authority is the one kept in the store.
        @Override
        public CertificateIssuer open(SecretText account) {
            return new OwnIssuer(KeptAuthority.forNames(store, new OpenVault(), Clock.systemUTC(), random), keys);
        }

        @Override
        public String name(String word) {
            return word + ".internal";
        }

        @Override
        public void put(Challenge challenge, String answer) {
            throw new IllegalStateException("it asks for no proofs");
        }

        @Override
        public boolean proves() {
            return false;
        }

        @Override
        public boolean findsOrders() {
            return false;
        }

        @Override
        public boolean revokes() {
            return false;
        }

        @Override
        public boolean revoked(IssuedCertificate certificate) {
            return false;
        }

        @Override
        public void passTime() {
            // It signs at once.
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(5);
        }

        @Override
        public void close() {
            store.close();
        }
    }
}
