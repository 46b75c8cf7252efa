package dev.plimsoll.ports.certificates;

import dev.plimsoll.model.certificate.ChallengeType;

/// One way to prove one name.
///
/// @param name   to be proved, without a wildcard
/// @param url    what the authority calls it
/// @param token  with HTTP, the last part of the path `/.well-known/acme-challenge/TOKEN`
/// @param answer with HTTP, what has to be found there; with DNS, the text of a TXT record `_acme-challenge.NAME`
public record Challenge(String name, ChallengeType type, String url, String token, String answer, State state) {
    /// WAITING: for us to say that the answer is in place. CHECKING: the authority looks. DONE: it was found.
    public enum State { WAITING, CHECKING, DONE }
}
