package dev.plimsoll.ports.certificates;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How an order stands.
public sealed interface OrderState {
    /// Names have to be proved.
    ///
    /// @param challenges of the names not yet proved, each in every way the authority takes
    /// @param again      when the authority wants to be asked again; none when it did not say
    record Open(List<Challenge> challenges, Optional<Duration> again) implements OrderState {
        public Open {
            challenges = List.copyOf(challenges);
        }
    }

    /// All names are proved; the request is wanted.
    record Ready() implements OrderState {}

    /// The authority is signing.
    record Working(Optional<Duration> again) implements OrderState {}

    record Issued(IssuedCertificate certificate) implements OrderState {}

    /// It came to nothing, for the reason that the authority gives.
    ///
    /// @param code stable CamelCase word, such as `ChallengeFailed`
    record Failed(String code, String sentence) implements OrderState {}
}
