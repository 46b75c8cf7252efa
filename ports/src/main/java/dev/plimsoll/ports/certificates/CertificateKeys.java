package dev.plimsoll.ports.certificates;

import dev.plimsoll.model.outside.SecretText;
import java.util.List;

/// Makes keys and requests, and reads certificates. Works on texts alone; asks nobody.
public interface CertificateKeys {
    /// A new key for an account, as [Issuers.Access#account] wants it.
    SecretText account();

    /// A new key, and a request for a certificate of these names signed with it.
    KeyRequest fresh(List<String> names);

    /// What a certificate says of itself.
    ///
    /// @param chain PEM, the certificate first
    /// @throws dev.plimsoll.model.InvalidValue when it is none
    IssuedCertificate read(String chain);

    /// Whether the first certificate of the chain is for this key.
    ///
    /// @param key PKCS #8 in PEM
    boolean fits(String chain, SecretText key);

    /// @param key     PKCS #8 in PEM
    /// @param request PKCS #10 in PEM; not secret
    record KeyRequest(SecretText key, String request) {}
}
