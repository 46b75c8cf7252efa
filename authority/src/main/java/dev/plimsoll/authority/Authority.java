package dev.plimsoll.authority;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.HexFormat;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority: its key, its certificate, and what it signs. Certificates follow RFC 5280.
public final class Authority {
    private static final Duration LIFE = Duration.ofDays(3650);
    /// Clocks of new machines are wrong before they have asked somebody.
    private static final Duration EARLIER = Duration.ofHours(24);
    private static final String SIGNATURE = "SHA256withECDSA";

    private final X509Certificate certificate;
    private final PrivateKey key;
    private final Clock clock;
    private final SecureRandom random;

    private Authority(X509Certificate certificate, PrivateKey key, Clock clock, SecureRandom random) {
        this.certificate = certificate;
        this.key = key;
        this.clock = clock;
        this.random = random;
    }

    /// A new one, for ten years.
    ///
    /// @param name for people
    static Authority fresh(String name, Clock clock, SecureRandom random) {
        var keys = Keys.fresh(random);
        var self = new Authority(null, keys.getPrivate(), clock, random);
        var certificate = self.sign(new Wish(name, keys.getPublic(), LIFE, Purpose.AUTHORITY, ServerNames.NONE));
        return new Authority(certificate, keys.getPrivate(), clock, random);
    }

    /// One kept as two PEM texts.
    ///
    /// @throws IllegalStateException when they are not what [#certificatePem] and [#keyPem] wrote
    static Authority read(String certificatePem, String keyPem, Clock clock, SecureRandom random) {
        try {
            var certificate = certificate(Pem.CERTIFICATE.der(certificatePem).orElseThrow(() -> new GeneralSecurityException("no certificate")));
            var der = Pem.PRIVATE_KEY.der(keyPem).orElseThrow(() -> new GeneralSecurityException("no key"));
            return new Authority(certificate, KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(der)), clock, random);
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException("the stored authority cannot be read: " + broken.getMessage() + "; restore the control plane's state from a backup", broken);
        }
    }

    public X509Certificate certificate() {
        return certificate;
    }

    public String certificatePem() {
        return pem(certificate);
    }

    String keyPem() {
        return Pem.PRIVATE_KEY.text(key.getEncoded());
    }

    /// SHA-256 of the certificate, in lower-case hex: what machines are told to trust.
    public String fingerprint() {
        return HexFormat.of().formatHex(sha256(encoded(certificate)));
    }

    /// For a TLS server of these names.
    public X509Certificate server(String subject, PublicKey its, Duration life, ServerNames names) {
        return sign(new Wish(subject, its, life, Purpose.SERVER, names));
    }

    /// For a TLS client: whoever has its key commands every machine's engine.
    X509Certificate client(String subject, PublicKey its, Duration life) {
        return sign(new Wish(subject, its, life, Purpose.CLIENT, ServerNames.NONE));
    }

    public static String pem(X509Certificate certificate) {
        return Pem.CERTIFICATE.text(encoded(certificate));
    }

    private enum Purpose { AUTHORITY, SERVER, CLIENT }

    private record Wish(String subject, PublicKey its, Duration life, Purpose purpose, ServerNames names) {}

    private X509Certificate sign(Wish wish) {
        var now = clock.instant();
        var subject = new X500NameBuilder(BCStyle.INSTANCE).addRDN(BCStyle.CN, wish.subject).build();
        var issuer = certificate == null ? subject : org.bouncycastle.asn1.x500.X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        var end = now.plus(wish.life);
        if (certificate != null && end.isAfter(certificate.getNotAfter().toInstant())) {
            end = certificate.getNotAfter().toInstant();
        }
        var builder = new JcaX509v3CertificateBuilder(issuer, new BigInteger(127, random).setBit(126), Date.from(now.minus(EARLIER)), Date.from(end), subject, wish.its);
        try {
            var extensions = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.subjectKeyIdentifier, false, extensions.createSubjectKeyIdentifier(wish.its));
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(wish.purpose == Purpose.AUTHORITY));
            if (wish.purpose == Purpose.AUTHORITY) {
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            } else {
                builder.addExtension(Extension.authorityKeyIdentifier, false, extensions.createAuthorityKeyIdentifier(certificate.getPublicKey()));
                builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
                builder.addExtension(Extension.extendedKeyUsage, true,
                    new ExtendedKeyUsage(wish.purpose == Purpose.SERVER ? KeyPurposeId.id_kp_serverAuth : KeyPurposeId.id_kp_clientAuth));
            }
            if (!wish.names.isEmpty()) {
                builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(wish.names.general()));
            }
            return certificate(builder.build(new JcaContentSignerBuilder(SIGNATURE).setSecureRandom(random).build(key)).getEncoded());
        } catch (IOException | GeneralSecurityException | OperatorCreationException impossible) {
            throw new IllegalStateException("a certificate cannot be made: " + impossible.getMessage(), impossible);
        }
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
