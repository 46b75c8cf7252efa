package dev.plimsoll.authority;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCSException;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequest;

/// Somebody's wish for a certificate (PKCS #10, RFC 2986). Only its key counts: what it says of names and uses is for the authority to decide.
///
/// @param key proved to be the sender's by the request's signature
public record SigningRequest(PublicKey key) {
    /// Bytes of a request at most.
    public static final int LARGEST = 16 << 10;
    private static final int SHORTEST_RSA = 2048;
    private static final int LONGEST_RSA = 4096;
    private static final int SHORTEST_EC = 256;
    private static final int LONGEST_EC = 521;

    /// @param pem from anybody
    /// @throws Unfit when it is no request, its signature is not that of its key, or the key is too weak or of a sort nobody needs
    public static SigningRequest read(byte[] pem) {
        if (pem.length > LARGEST) {
            throw new Unfit("it is longer than " + LARGEST + " bytes");
        }
        var der = Pem.REQUEST.der(new String(pem, StandardCharsets.US_ASCII)).orElseThrow(() -> new Unfit("it is no PEM of a CERTIFICATE REQUEST"));
        try {
            var request = new JcaPKCS10CertificationRequest(der);
            var key = request.getPublicKey();
            requireStrong(key);
            if (!request.isSignatureValid(new JcaContentVerifierProviderBuilder().build(key))) {
                throw new Unfit("it is not signed with its own key");
            }
            return new SigningRequest(key);
        } catch (Unfit unfit) {
            throw unfit;
        } catch (IOException | GeneralSecurityException | PKCSException | OperatorException | RuntimeException broken) {
            // Damaged DER shows as any of a dozen unchecked exceptions.
            throw new Unfit("it cannot be read as PKCS #10");
        }
    }

    private static void requireStrong(PublicKey key) {
        boolean strong = switch (key) {
            case ECPublicKey curve -> within(curve.getParams().getOrder().bitLength(), SHORTEST_EC, LONGEST_EC);
            case RSAPublicKey rsa -> within(rsa.getModulus().bitLength(), SHORTEST_RSA, LONGEST_RSA);
            default -> false;
        };
        if (!strong) {
            throw new Unfit("its key is not one of EC with 256 to 521 bits or RSA with 2048 to 4096 bits");
        }
    }

    private static boolean within(int bits, int least, int most) {
        return bits >= least && bits <= most;
    }

    /// A request that gets no certificate, and why.
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Unfit(String why) {
            super("the certificate request is refused: " + why, null, false, false);
        }
    }
}
