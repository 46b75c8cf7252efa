package dev.plimsoll.authority;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/// Certificate requests as machines, and their impostors, send them.
public final class Requests {
    private Requests() {}

    public static KeyPair key(String algorithm, int bits) {
        try {
            var generator = KeyPairGenerator.getInstance(algorithm);
            generator.initialize(bits);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException broken) {
            throw new AssertionError(broken);
        }
    }

    public static KeyPair key() {
        return key("EC", 256);
    }

    public static byte[] of(KeyPair keys) {
        return of(keys, keys, "SHA256withECDSA");
    }

    /// Claims one key and signs with another's; asks for names it has no right to.
    static byte[] of(KeyPair claimed, KeyPair signing, String algorithm) {
        try {
            var names = new ExtensionsGenerator();
            names.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(GeneralName.dNSName, "victim.example.org")));
            var request = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=victim"), claimed.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, names.generate())
                .build(new JcaContentSignerBuilder(algorithm).build(signing.getPrivate()));
            return Pem.REQUEST.text(request.getEncoded()).getBytes(StandardCharsets.US_ASCII);
        } catch (Exception broken) {
            throw new AssertionError(broken);
        }
    }
}
