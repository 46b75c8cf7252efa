package dev.plimsoll.model;

import dev.plimsoll.model.certificate.CertificateName;
import dev.plimsoll.model.certificate.ChallengeType;
import java.util.List;
import java.util.Optional;

/// A certificate and its key: ordered from an issuer and renewed by itself, or uploaded as a Secret.
public record CertificateSpec(
    @Doc("DNS names it has to have, such as shop.example.org or *.example.org; those of the uploaded one when empty.") List<String> names,
    @Doc("Issuer; the default one when not given.") Optional<String> issuer,
    @Doc(value = "How names are proved: http, or dns, which wildcards need.", otherwise = "http") ChallengeType challenge,
    @Doc("With dns: DnsZone that takes the proofs; the one that the name lies in when not given.") Optional<String> zone,
    @Doc("Secret with an uploaded certificate: tls.crt (its chain, PEM) and tls.key (PKCS #8, PEM).") Optional<String> secret) implements Spec {
    /// Annotation with the time at which somebody asked for a new one before its time.
    public static final String RENEW = "dev.plimsoll/renew";
    /// Annotation with the serial number of the certificate that somebody asked to be revoked.
    public static final String REVOKE = "dev.plimsoll/revoke";
    /// Entry of a Secret that holds a certificate, with the chain behind it.
    public static final String CHAIN = "tls.crt";
    /// Entry of a Secret that holds a certificate's key.
    public static final String PRIVATE_KEY = "tls.key";
    private static final int MOST_NAMES = 100;

    public CertificateSpec {
        names = Values.list(names).stream().map(CertificateName::require).distinct().toList();
        issuer = Values.optional(issuer);
        challenge = Values.or(challenge, ChallengeType.HTTP);
        zone = Values.optional(zone);
        secret = Values.optional(secret);
        if (names.size() > MOST_NAMES) {
            throw new InvalidValue("a certificate has at most " + MOST_NAMES + " names");
        }
        if (secret.isEmpty() && names.isEmpty()) {
            throw new InvalidValue("a certificate has names, or a secret it was uploaded in");
        }
        if (secret.isPresent() && (issuer.isPresent() || zone.isPresent() || challenge != ChallengeType.HTTP)) {
            throw new InvalidValue("an uploaded certificate has no issuer, challenge or zone");
        }
        issuer.ifPresent(name -> Names.requireLabel("issuer", name));
        zone.ifPresent(name -> Names.requireLabel("zone", name));
        secret.ifPresent(name -> Names.requireLabel("secret", name));
        if (zone.isPresent() && challenge != ChallengeType.DNS) {
            throw new InvalidValue("a zone is for proofs by DNS: write challenge: dns");
        }
    }

    /// Ordered from the default issuer, proved over HTTP.
    public static CertificateSpec of(String... names) {
        return new CertificateSpec(List.of(names), null, null, null, null);
    }

    /// One that somebody made elsewhere.
    public static CertificateSpec uploaded(String secret) {
        return new CertificateSpec(List.of(), null, null, null, Optional.of(secret));
    }

    public CertificateSpec from(String other) {
        return new CertificateSpec(names, Optional.of(other), challenge, zone, secret);
    }

    public CertificateSpec byDns(Optional<String> through) {
        return new CertificateSpec(names, issuer, ChallengeType.DNS, through, secret);
    }
}
