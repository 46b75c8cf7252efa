package dev.plimsoll.controllers.certificate;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.CertificateStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.certificate.CertificateOrder;
import dev.plimsoll.model.certificate.HeldCertificate;
import dev.plimsoll.planning.certificate.FailurePause;
import dev.plimsoll.planning.certificate.Renewal;
import java.time.Instant;
import java.util.Optional;

/// A certificate's status while it is being written.
final class CertificateDraft {
    private final Resource certificate;
    private final Instant now;
    private Optional<HeldCertificate> held;
    private Optional<CertificateOrder> order;
    private int failures;
    private Optional<Instant> retryAt;
    private String lastFailure;
    private String renewed;
    private String revoked;

    CertificateDraft(Resource certificate, Instant now) {
        var status = certificate.status(CertificateStatus.class);
        this.certificate = certificate;
        this.now = now;
        this.held = status.held();
        this.order = status.order();
        this.failures = status.failures();
        this.retryAt = status.retryAt();
        this.lastFailure = status.lastFailure();
        this.renewed = status.renewed();
        this.revoked = status.revoked();
    }

    CertificateDraft order(Optional<CertificateOrder> changed) {
        order = changed;
        return this;
    }

    CertificateDraft held(Optional<HeldCertificate> changed) {
        held = changed;
        return this;
    }

    CertificateDraft revoked(String serial) {
        revoked = serial;
        return this;
    }

    /// The order ended well.
    CertificateDraft issued(HeldCertificate certificateNow) {
        held = Optional.of(certificateNow);
        order = Optional.empty();
        failures = 0;
        retryAt = Optional.empty();
        lastFailure = "";
        renewed = certificate.metadata().annotations().getOrDefault(CertificateSpec.RENEW, "");
        return this;
    }

    /// The order came to nothing: the next one waits, longer each time.
    CertificateDraft failed(String why, Optional<Instant> notBefore) {
        order = Optional.empty();
        failures++;
        var pause = now.plus(FailurePause.after(failures));
        retryAt = Optional.of(notBefore.filter(pause::isBefore).orElse(pause));
        lastFailure = why;
        return this;
    }

    /// Nothing is ordered before.
    CertificateDraft notBefore(Instant then) {
        retryAt = Optional.of(then);
        return this;
    }

    /// With conditions as they follow from what is held. What is good, has time and was not wished away is level, whatever is being done about its successor.
    ///
    /// @param reason   why it is not level, when it is not
    /// @param sentence the same for people
    CertificateStatus status(String reason, String sentence) {
        var conditions = new Conditions(certificate.status(), now);
        var alarm = held.flatMap(h -> Renewal.alarm(h, now));
        var valid = held.filter(h -> now.isBefore(h.notAfter()) && h.has(certificate.spec(CertificateSpec.class).names()));
        if (valid.isPresent() && alarm.isEmpty() && !wished()) {
            conditions.level("good until " + valid.get().notAfter() + (sentence.isEmpty() ? "" : "; " + sentence));
        } else {
            conditions.notLevel(reason, sentence);
        }
        conditions.state(CertificateStatus.VALID, valid.isPresent(), valid.isPresent() ? "Valid" : held.isPresent() ? "NotGoodForAll" : "NoneYet",
            valid.map(h -> "good until " + h.notAfter()).orElseGet(() -> held.isPresent() ? "what is there has ended, or lacks a name" : "there is none yet"));
        conditions.state(CertificateStatus.EXPIRING, alarm.isPresent(), alarm.map(CertificateDraft::word).orElse("HasTime"),
            alarm.map(_ -> "it ends " + held.orElseThrow().notAfter() + " and is not renewed" + because()).orElse("it has time"));
        return new CertificateStatus(certificate.metadata().generation(), conditions.list(), held, held.map(_ -> CertificateSecrets.served(certificate).name()), renewAt(), order, failures, retryAt,
            lastFailure, renewed, revoked);
    }

    /// Nobody renews what was uploaded but who uploaded it.
    private Optional<Instant> renewAt() {
        return certificate.spec(CertificateSpec.class).secret().isPresent() ? Optional.empty() : held.map(Renewal::at);
    }

    /// Whether somebody asked for something that is not done yet.
    private boolean wished() {
        var wishes = certificate.metadata().annotations();
        return !wishes.getOrDefault(CertificateSpec.RENEW, "").equals(renewed) || held.filter(h -> h.serial().equals(wishes.get(CertificateSpec.REVOKE))).isPresent();
    }

    private static String word(Renewal.Alarm alarm) {
        return switch (alarm) {
            case SOON -> "EndsSoon";
            case VERY_SOON -> "EndsVerySoon";
            case OVER -> "Ended";
        };
    }

    private String because() {
        return lastFailure.isEmpty() ? "" : ": " + lastFailure;
    }
}
