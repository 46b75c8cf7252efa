package dev.plimsoll.registration;

import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.announcement.Keyspaces;
import dev.plimsoll.ports.tls.TrustedAuthorities;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// Whom to trust, and what to show, where an etcd has certificates of its own.
final class EtcdTls {
    private static final Pattern KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final char[] NO_PASSWORD = new char[0];

    private EtcdTls() {}

    /// None when the secret says nothing of it.
    ///
    /// @throws IllegalArgumentException when an entry cannot be read; the message begins with its name, and holds nothing of it
    static Optional<SSLContext> of(Keyspaces.Access access) {
        var authorities = access.secret("ca");
        var certificate = access.secret("certificate");
        var key = access.secret("key");
        if (certificate.isPresent() != key.isPresent()) {
            throw new IllegalArgumentException("entries certificate and key go together, and one of them is missing");
        }
        if (authorities.isEmpty() && key.isEmpty()) {
            return Optional.empty();
        }
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(key.isPresent() ? shown(certificate.orElseThrow(), key.get()) : null, authorities.isPresent() ? read("ca", authorities.get(), TrustedAuthorities::managers) : null, null);
            return Optional.of(context);
        } catch (GeneralSecurityException | IOException unreadable) {
            throw new IllegalArgumentException("entries cannot be used for TLS", unreadable);
        }
    }

    private static KeyManager[] shown(SecretText chain, SecretText key) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", privateKey(key), NO_PASSWORD, read("certificate", chain, TrustedAuthorities::certificates).toArray(Certificate[]::new));
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, NO_PASSWORD);
        return managers.getKeyManagers();
    }

    /// What an entry becomes; who is told of a text that cannot be read learns which.
    private static <T> T read(String entry, SecretText pem, Function<String, T> reading) {
        try {
            return reading.apply(pem.reveal());
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalArgumentException("entry " + entry + " holds " + unreadable.getMessage(), unreadable);
        }
    }

    private static PrivateKey privateKey(SecretText pem) throws GeneralSecurityException {
        var text = KEY.matcher(pem.reveal());
        if (text.find()) {
            for (var algorithm : List.of("EC", "RSA", "Ed25519")) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(text.group(1))));
                } catch (InvalidKeySpecException another) {
                    // The next one.
                }
            }
        }
        throw new IllegalArgumentException("entry key is no key in PEM (PKCS #8, BEGIN PRIVATE KEY)");
    }
}
