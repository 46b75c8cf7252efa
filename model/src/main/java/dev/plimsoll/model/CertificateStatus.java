package dev.plimsoll.model;

import dev.plimsoll.model.certificate.CertificateOrder;
import dev.plimsoll.model.certificate.HeldCertificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of a certificate.
public record CertificateStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("The certificate that is there and served.") Optional<HeldCertificate> held,
    @Doc("Secret it lies in, with its key.") Optional<String> secret,
    @Doc("When a new one is ordered.") Optional<Instant> renewAt,
    @Doc("The order under way.") Optional<CertificateOrder> order,
    @Doc("Orders that failed since the last one that did not.") int failures,
    @Doc("Nothing is ordered before.") Optional<Instant> retryAt,
    @Doc("What the last failure was, in the authority's words.") String lastFailure,
    @Doc("The wish for renewal that was last fulfilled.") String renewed,
    @Doc("Serial number of the last certificate that was revoked.") String revoked) implements Status {
    /// There is a certificate of these names that is good today.
    public static final String VALID = "Valid";
    /// It ends soon, though it should have been renewed.
    public static final String EXPIRING = "Expiring";

    public static final CertificateStatus EMPTY = new CertificateStatus(0, null, null, null, null, null, 0, null, null, null, null);

    public CertificateStatus {
        conditions = Values.list(conditions);
        held = Values.optional(held);
        secret = Values.optional(secret);
        renewAt = Values.optional(renewAt);
        order = Values.optional(order);
        retryAt = Values.optional(retryAt);
        lastFailure = Values.text(lastFailure);
        renewed = Values.text(renewed);
        revoked = Values.text(revoked);
    }
}
