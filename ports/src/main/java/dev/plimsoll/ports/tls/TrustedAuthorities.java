package dev.plimsoll.ports.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/// Certificate authorities that a declaration names in place of the usual ones, as certificates in PEM, one after the other.
public final class TrustedAuthorities {
    private TrustedAuthorities() {}

    /// Believes whom these have signed, and nobody else.
    ///
    /// @throws IllegalArgumentException as [#certificates]
    public static SSLContext context(String pem) {
        var managers = managers(pem);
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, managers, null);
            return context;
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The same, for a context that shows a certificate as well.
    ///
    /// @throws IllegalArgumentException as [#certificates]
    public static TrustManager[] managers(String pem) {
        var certificates = certificates(pem);
        try {
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (var certificate : certificates) {
                store.setCertificateEntry("ca-" + store.size(), certificate);
            }
            var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            managers.init(store);
            return managers.getTrustManagers();
        } catch (GeneralSecurityException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// At least one.
    ///
    /// @throws IllegalArgumentException when there is none, or something else; the message holds nothing of the text, for it may be a key by mistake
    public static Collection<? extends Certificate> certificates(String pem) {
        try {
            var all = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.UTF_8)));
            if (!all.isEmpty()) {
                return all;
            }
        } catch (CertificateException unreadable) {
            // Said below.
        }
        throw new IllegalArgumentException("no certificates in PEM (BEGIN CERTIFICATE)");
    }
}
