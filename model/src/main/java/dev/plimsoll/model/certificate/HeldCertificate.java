package dev.plimsoll.model.certificate;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.Values;
import java.time.Instant;
import java.util.List;

/// A certificate that is there, with its key, in a Secret.
public record HeldCertificate(
    @Doc("Names it has.") List<String> names,
    @Doc("Who signed it, as it says itself.") String signedBy,
    @Doc("Issuer it was ordered from; empty when it was uploaded.") String issuer,
    @Doc("Its serial number, in hexadecimal.") String serial,
    @Doc("From when it is good.") Instant notBefore,
    @Doc("Until when.") Instant notAfter) {
    public HeldCertificate {
        names = Values.list(names);
        signedBy = Values.text(signedBy);
        issuer = Values.text(issuer);
        serial = Values.text(serial);
        notBefore = Values.or(notBefore, Instant.EPOCH);
        notAfter = Values.or(notAfter, Instant.EPOCH);
    }

    /// Whether it has all these names.
    public boolean has(List<String> wanted) {
        return names.containsAll(wanted);
    }
}
