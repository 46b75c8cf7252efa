package dev.plimsoll.ports.certificates;

import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.outside.SecretText;
import java.util.Optional;

/// Opens issuers.
@FunctionalInterface
public interface Issuers {
    /// An issuer to talk to. Need not ask it anything yet.
    ///
    /// @throws CertificateFailure.Rejected when it cannot be one as it is declared (code `InvalidIssuer`), or no adapter knows its type (code `NotSupported`)
    CertificateIssuer open(Access access);

    /// What an adapter needs to know.
    ///
    /// @param issuer          whose it is, for messages
    /// @param spec            as declared
    /// @param account         key of the account, made by [CertificateKeys#account]
    /// @param externalAccount key of the external account, when one is declared
    record Access(Key issuer, IssuerSpec spec, SecretText account, Optional<SecretText> externalAccount) {}
}
