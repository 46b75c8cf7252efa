package dev.plimsoll.certificates;

import dev.plimsoll.authority.Pem;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.outside.SecretText;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Collection;
import java.util.List;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// Keys on the curve P-256, as PEM (RFC 7468).
public final class PemKeys implements CertificateKeys {
    private static final int LONGEST_CHAIN = 64 << 10;
    private static final int DNS_NAME = 2;
    private static final byte[] SAMPLE = "whose key is this".getBytes(StandardCharsets.US_ASCII);

    private final SecureRandom random;

    public PemKeys(SecureRandom random) {
        this.random = random;
    }

    @Override
    public SecretText account() {
        var pair = pair();
        return new SecretText(Pem.PRIVATE_KEY.text(pair.getPrivate().getEncoded()) + Pem.PUBLIC_KEY.text(pair.getPublic().getEncoded()));
    }

    /// Reads what [#account] wrote.
    ///
    /// @throws InvalidValue without anything of the key in it
    public static KeyPair account(SecretText text) {
        try {
            var key = Pem.PRIVATE_KEY.der(text.reveal()).orElseThrow(() -> new InvalidValue("the account's key is no PEM with a PRIVATE KEY and a PUBLIC KEY"));
            var its = Pem.PUBLIC_KEY.der(text.reveal()).orElseThrow(() -> new InvalidValue("the account's key has no PUBLIC KEY behind its PRIVATE KEY"));
            var factory = KeyFactory.getInstance("EC");
            return new KeyPair(factory.generatePublic(new X509EncodedKeySpec(its)), factory.generatePrivate(new PKCS8EncodedKeySpec(key)));
        } catch (GeneralSecurityException unreadable) {
            throw new InvalidValue("the account's key is none of EC");
        }
    }

    @Override
    public KeyRequest fresh(List<String> names) {
        var pair = pair();
        try {
            var extensions = new ExtensionsGenerator();
            extensions.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names.stream().map(n -> new GeneralName(GeneralName.dNSName, n)).toArray(GeneralName[]::new)));
            var request = new JcaPKCS10CertificationRequestBuilder(new X500Name(""), pair.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, extensions.generate())
                .build(new JcaContentSignerBuilder("SHA256withECDSA").setSecureRandom(random).build(pair.getPrivate()));
            return new KeyRequest(new SecretText(Pem.PRIVATE_KEY.text(pair.getPrivate().getEncoded())), Pem.REQUEST.text(request.getEncoded()));
        } catch (IOException | OperatorCreationException impossible) {
            throw new IllegalStateException("a certificate request cannot be made", impossible);
        }
    }

    @Override
    public IssuedCertificate read(String chain) {
        try {
            var first = first(chain);
            Collection<List<?>> names = first.getSubjectAlternativeNames();
            var dns = names == null ? List.<String>of() : names.stream().filter(n -> n.getFirst().equals(DNS_NAME)).map(n -> n.get(1).toString().toLowerCase(java.util.Locale.ROOT)).toList();
            return new IssuedCertificate(chain, dns, first.getIssuerX500Principal().getName(), first.getSerialNumber().toString(16), first.getNotBefore().toInstant(), first.getNotAfter().toInstant());
        } catch (GeneralSecurityException unreadable) {
            throw new InvalidValue("it is no certificate that can be read (X.509 in PEM, the certificate first)");
        }
    }

    @Override
    public boolean fits(String chain, SecretText key) {
        try {
            var its = first(chain).getPublicKey();
            var secret = secret(key, its);
            var algorithm = "SHA256with" + (its.getAlgorithm().equals("EC") ? "ECDSA" : its.getAlgorithm());
            var signing = Signature.getInstance(algorithm);
            signing.initSign(secret, random);
            signing.update(SAMPLE);
            var checking = Signature.getInstance(algorithm);
            checking.initVerify(its);
            checking.update(SAMPLE);
            return checking.verify(signing.sign());
        } catch (GeneralSecurityException | InvalidValue cannotBe) {
            return false;
        }
    }

    private static PrivateKey secret(SecretText key, PublicKey its) throws GeneralSecurityException {
        var der = Pem.PRIVATE_KEY.der(key.reveal()).orElseThrow(() -> new InvalidValue("it is no PRIVATE KEY in PEM"));
        return KeyFactory.getInstance(its.getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(der));
    }

    private static X509Certificate first(String chain) throws GeneralSecurityException {
        if (chain.length() > LONGEST_CHAIN) {
            throw new InvalidValue("a chain of certificates has at most " + LONGEST_CHAIN + " characters");
        }
        var der = Pem.CERTIFICATE.der(chain).orElseThrow(() -> new InvalidValue("it is no certificate in PEM"));
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
