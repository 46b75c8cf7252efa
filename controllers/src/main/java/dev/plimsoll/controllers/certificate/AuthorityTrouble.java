package dev.plimsoll.controllers.certificate;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.model.Key;
import dev.plimsoll.ports.certificates.CertificateFailure;
import java.time.Duration;

/// What a failed call to an authority leads to.
final class AuthorityTrouble {
    private static final Duration THROTTLED = Duration.ofMinutes(5);
    /// Somebody has to change something, maybe outside, where we do not see it.
    private static final Duration REFUSED = Duration.ofHours(1);

    private AuthorityTrouble() {}

    static Outcome outcome(CertificateFailure failure, Key issuer, IssuerAccounts accounts) {
        return switch (failure) {
            case CertificateFailure.Throttled throttled -> {
                accounts.rest(issuer, throttled.retryAfter());
                yield Outcome.lookAgain(throttled.retryAfter().orElse(THROTTLED), failure.getMessage());
            }
            // One name that is refused delays no other, so the issuer is not left alone for it.
            case CertificateFailure.Denied _, CertificateFailure.Rejected _, CertificateFailure.Absent _ -> Outcome.lookAgain(REFUSED, failure.getMessage());
            case CertificateFailure.Unreachable _ -> Outcome.retry(failure.getMessage());
        };
    }
}
