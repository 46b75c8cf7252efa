package dev.plimsoll.model.certificate;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.Values;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An order that is under way. Written down before the authority is asked, so that a control plane that died finds it and goes on.
public record CertificateOrder(
    @Doc("Names asked for.") List<String> names,
    @Doc("Issuer it was placed with.") String issuer,
    @Doc("When.") Instant begun,
    @Doc("What the authority calls it; none while it may not have been asked yet.") Optional<String> url,
    @Doc("Names that have to be proved, and how.") List<PendingChallenge> challenges) {
    public CertificateOrder {
        names = Values.list(names);
        issuer = Values.text(issuer);
        begun = Values.or(begun, Instant.EPOCH);
        url = Values.optional(url);
        challenges = Values.list(challenges);
    }

    public CertificateOrder withUrl(String found) {
        return new CertificateOrder(names, issuer, begun, Optional.of(found), challenges);
    }

    public CertificateOrder withChallenges(List<PendingChallenge> changed) {
        return new CertificateOrder(names, issuer, begun, url, changed);
    }

    /// One proof that the authority waits for. Nothing of it is secret: the answer is what everybody may read while it is checked.
    public record PendingChallenge(
        @Doc("Name to be proved, without a wildcard.") String name,
        @Doc("http or dns.") ChallengeType type,
        @Doc("What the authority calls it.") String url,
        @Doc("Part of the address that it asks for, with http.") String token,
        @Doc("What has to be found there.") String answer,
        @Doc("Whether the authority was told that it is there.") boolean told) {
        public PendingChallenge {
            name = Values.text(name);
            type = Values.or(type, ChallengeType.HTTP);
            url = Values.text(url);
            token = Values.text(token);
            answer = Values.text(answer);
        }

        public PendingChallenge asTold() {
            return new PendingChallenge(name, type, url, token, answer, true);
        }
    }
}
