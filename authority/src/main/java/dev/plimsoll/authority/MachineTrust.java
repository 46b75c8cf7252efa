package dev.plimsoll.authority;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertPath;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/// Trusts one machine. Its address does not matter, because addresses change hands; the name in its certificate does not.
final class MachineTrust extends X509ExtendedTrustManager {
    /// Object identifier of "TLS server" among the uses of a key (RFC 5280, 4.2.1.12).
    private static final String SERVER = "1.3.6.1.5.5.7.3.1";
    private static final int DNS_NAME = 2;

    private final X509Certificate authority;
    private final String machine;
    private final Clock clock;

    MachineTrust(X509Certificate authority, String machine, Clock clock) {
        this.authority = authority;
        this.machine = machine;
        this.clock = clock;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        try {
            var leaf = chain[0];
            requireSigned(leaf, authority, clock);
            if (leaf.getExtendedKeyUsage() == null || !leaf.getExtendedKeyUsage().contains(SERVER)) {
                throw new CertificateException("its certificate is not for servers");
            }
            var names = leaf.getSubjectAlternativeNames();
            if (names == null || names.stream().noneMatch(name -> name.get(0).equals(DNS_NAME) && name.get(1).equals(machine))) {
                throw new CertificateException("what answers is another machine than " + machine + ": " + (names == null ? "its certificate has no name" : names));
            }
        } catch (CertificateException refused) {
            throw refused;
        } catch (GeneralSecurityException refused) {
            throw new CertificateException("what answers is no machine of this control plane: " + refused.getMessage(), refused);
        }
    }

    /// @throws GeneralSecurityException when the authority has not signed it, or its time is over
    static void requireSigned(X509Certificate leaf, X509Certificate authority, Clock clock) throws GeneralSecurityException {
        CertPath path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
        var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(clock.instant()));
        CertPathValidator.getInstance("PKIX").validate(path, parameters);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
        throw new CertificateException("no clients are expected here: " + Arrays.stream(chain).map(X509Certificate::getSubjectX500Principal).toList());
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return new X509Certificate[] {authority};
    }
}
