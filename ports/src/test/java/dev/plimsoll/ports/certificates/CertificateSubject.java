package dev.plimsoll.ports.certificates;

import dev.plimsoll.model.outside.SecretText;
import java.time.Duration;

/// An authority to be tested, and hands in its world.
public interface CertificateSubject extends AutoCloseable {
    CertificateKeys keys();

    /// An issuer for this account; the caller closes it.
    CertificateIssuer open(SecretText account);

    /// A name under which [#put] can place answers, made from this word.
    String name(String word);

    /// Places the answer of a challenge, or another text instead of it.
    void put(Challenge challenge, String answer);

    /// Whether names have to be proved.
    boolean proves();

    /// Whether an open order of the same names is found again.
    boolean findsOrders();

    /// Whether certificates can be revoked.
    boolean revokes();

    /// Whether the authority says so of this certificate.
    boolean revoked(IssuedCertificate certificate);

    /// Lets time pass.
    void passTime();

    /// Longest wait for what takes its time.
    Duration patience();

    @Override
    void close();
}
