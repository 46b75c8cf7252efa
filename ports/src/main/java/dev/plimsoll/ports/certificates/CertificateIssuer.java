package dev.plimsoll.ports.certificates;

import java.util.List;
import java.util.Optional;

/// One account with one certificate authority. All calls block until the authority has answered, not until it has done what it was asked for.
///
/// Every call may throw a [CertificateFailure]. After one that [CertificateFailure#mayHaveHappened] the effect may be there all the same. Implementations are safe for many threads.
public interface CertificateIssuer extends AutoCloseable {
    /// Short name of the adapter for people and metrics, such as `acme`.
    String name();

    /// What the authority is. Makes the account when there is none for this key yet, and agrees to the terms of service; binds it to the external account when there is one.
    ///
    /// `Denied` with code `AccountRefused` when the authority does not want this account.
    IssuerFacts facts();

    /// Places an order. Where the authority can list orders, an open one of exactly these names is taken instead (a lost reply), which may be somebody else's of the same account:
    /// callers check that what is issued fits their key.
    ///
    /// `Rejected` with code `NameRefused` when it will not sign for one of the names; `Throttled` when there were too many.
    ///
    /// @return what the authority calls it
    String order(List<String> names);

    /// How an order stands. `Absent` with code `OrderNotFound` when the authority does not know it (any more).
    OrderState look(String order);

    /// Asks the authority to check a challenge whose answer is in place. One that is checked already, or was, stays as it is.
    ///
    /// @param challenge [Challenge#url]
    void prove(String challenge);

    /// Hands in the request of an order that is ready.
    ///
    /// @param request PKCS #10 in PEM, as [CertificateKeys#fresh] makes it
    /// @return the certificate, when the authority signs at once; otherwise [#look] has it later
    Optional<IssuedCertificate> finish(String order, String request);

    /// Declares a certificate bad before its end. One that is revoked already is success.
    ///
    /// `Rejected` with code `NotRevocable` when this authority cannot.
    ///
    /// @param chain PEM, the certificate first
    void revoke(String chain);

    @Override
    void close();
}
