package dev.plimsoll.certificates.acme;

import dev.plimsoll.authority.Pem;
import dev.plimsoll.ports.certificates.CertificateFailure;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/// A chain of certificates as text.
final class CertificateText {
    private CertificateText() {}

    static X509Certificate first(String chain) {
        try {
            var der = Pem.CERTIFICATE.der(chain).orElseThrow(() -> new GeneralSecurityException("no PEM"));
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException unreadable) {
            throw new CertificateFailure.Rejected("Refused", "the certificate cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }
}
