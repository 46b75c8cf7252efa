package dev.plimsoll.controllers.certificate;

import dev.plimsoll.controllers.certificate.IssuerAccounts.Way;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.CertificateStatus;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.certificate.CertificateOrder;
import dev.plimsoll.model.certificate.HeldCertificate;
import dev.plimsoll.planning.certificate.Renewal;
import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Keeps a certificate good: orders one when there is none, when it lacks a name, when two thirds of its life are over, and when somebody asks; and reads what was uploaded.
public final class CertificateController implements Reconciler {
    /// Held until its keys are destroyed.
    public static final String FINALIZER = "dev.plimsoll/certificate";
    private static final Duration AT_ONCE = Duration.ofMillis(10);

    private final Certification certification;
    private final CertificateSecrets secrets;
    private final Ordering ordering;
    private final CertificateRemoval removal;

    public CertificateController(Certification certification) {
        var proofs = new Proofs(certification);
        this.certification = certification;
        this.secrets = new CertificateSecrets(certification);
        this.ordering = new Ordering(certification, secrets, proofs, new OrderLedger(certification.around().mirror()));
        this.removal = new CertificateRemoval(certification, secrets, proofs);
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        var found = certification.get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var certificate = found.get();
        if (certificate.metadata().deleting()) {
            return removal.reconcile(certificate, run);
        }
        if (!certificate.metadata().finalizers().contains(FINALIZER)) {
            certificate = certification.commit(List.of(new Write.Put(certificate.withMetadata(certificate.metadata().withFinalizer(FINALIZER)), Write.Expected.revision(certificate.metadata().revision()))), run).getFirst();
        }
        return certificate.spec(CertificateSpec.class).secret().isPresent() ? uploaded(certificate, run) : ordered(certificate, run);
    }

    private Outcome uploaded(Resource certificate, Run run) {
        var secret = CertificateSecrets.served(certificate);
        if (certification.get(secret).isEmpty()) {
            return unusable(certificate, secret, new Lack("ReferenceNotFound", "there is no " + secret.shortForm() + " with the uploaded certificate"), run);
        }
        try {
            var chain = secrets.chain(certificate).orElseThrow(() -> new InvalidValue("it has no entries " + CertificateSpec.CHAIN + " and " + CertificateSpec.PRIVATE_KEY));
            var read = certification.keys().read(chain);
            if (!new ServedCertificates(certification.around().mirror(), certification.around().vault()).fits(certificate, certification.keys())) {
                throw new InvalidValue("its " + CertificateSpec.PRIVATE_KEY + " is not the key of its " + CertificateSpec.CHAIN + " (the key is PKCS #8 in PEM: BEGIN PRIVATE KEY)");
            }
            var held = new HeldCertificate(read.names(), read.signedBy(), "", read.serial(), read.notBefore(), read.notAfter());
            var status = new CertificateDraft(certificate, certification.now()).held(Optional.of(held)).status("NotGood", "the uploaded certificate has ended, ends soon, or lacks one of the declared names; upload another one");
            certification.write(certificate, status, run);
            return status.level() ? Outcome.LEVEL : Outcome.waitingFor(secret, "another certificate has to be uploaded");
        } catch (InvalidValue unusable) {
            return unusable(certificate, secret, new Lack("NotReadable", secret.shortForm() + ": " + unusable.getMessage()), run);
        }
    }

    /// What was there before is not there any more: it lay in the same Secret.
    private Outcome unusable(Resource certificate, Key secret, Lack lack, Run run) {
        certification.write(certificate, draft(certificate).held(Optional.empty()).status(lack.reason(), lack.sentence()), run);
        return Outcome.waitingFor(secret, lack.sentence());
    }

    private Outcome ordered(Resource certificate, Run run) {
        var taken = secrets.taken(certificate);
        if (taken.isPresent()) {
            return lacking(certificate, taken, new Lack("NameTaken", taken.get().shortForm() + " is there already and was not made for this certificate; give one of them another name"), run);
        }
        var issuer = issuer(certificate);
        if (issuer.isEmpty()) {
            return lacking(certificate, Optional.empty(), new Lack("NoIssuer", "no issuer is declared with default: true, and the certificate names none"), run);
        }
        return switch (certification.accounts().to(issuer.get())) {
            case Way.Closed(var what, var reason, var sentence, var pause) -> {
                var outcome = lacking(certificate, what, new Lack(reason, sentence), run);
                yield pause.map(p -> Outcome.lookAgain(p, sentence)).orElse(outcome);
            }
            case Way.Open(var declared, var authority) -> {
                try {
                    yield by(certificate, new Ordering.By(declared, authority), run);
                } catch (CertificateFailure failure) {
                    certification.write(now(certificate), draft(now(certificate)).status(failure.code(), failure.getMessage()), run);
                    yield AuthorityTrouble.outcome(failure, issuer.get(), certification.accounts());
                }
            }
        };
    }

    private Outcome by(Resource certificate, Ordering.By by, Run run) {
        var status = certificate.status(CertificateStatus.class);
        var unwanted = status.held().filter(h -> h.serial().equals(certificate.metadata().annotations().get(CertificateSpec.REVOKE)));
        if (unwanted.isPresent()) {
            return revoke(certificate, by, unwanted.get(), run);
        }
        var order = status.order().filter(o -> asDeclared(o, certificate, by));
        if (order.isPresent()) {
            return ordering.goOn(certificate, by, order.get(), run);
        }
        var why = due(certificate, by);
        if (why.isEmpty()) {
            certification.write(certificate, draft(certificate).order(Optional.empty()).status("", ""), run);
            return Outcome.LEVEL;
        }
        var wait = status.retryAt().filter(then -> then.isAfter(certification.now()) && status.observedGeneration() == certificate.metadata().generation());
        if (wait.isPresent()) {
            var sentence = (status.lastFailure().isEmpty() ? "the next order waits" : status.lastFailure()) + " (next order after " + wait.get() + ")";
            certification.write(certificate, draft(certificate).status(status.lastFailure().isEmpty() ? "BudgetSpent" : "OrderFailed", sentence), run);
            return Outcome.lookAgain(Duration.between(certification.now(), wait.get()), sentence);
        }
        return ordering.begin(certificate, by, why.get(), run);
    }

    /// The old one first, because somebody else may have its key; its successor is ordered at once.
    private Outcome revoke(Resource certificate, Ordering.By by, HeldCertificate unwanted, Run run) {
        run.step("revoke certificate " + unwanted.serial() + " of " + certificate.key().shortForm());
        try {
            var chain = secrets.chain(certificate);
            if (chain.isPresent()) {
                by.authority().revoke(chain.get());
            }
        } catch (CertificateFailure.Rejected refused) {
            certification.write(certificate, draft(certificate).status(refused.code(), refused.getMessage()), run);
            return Outcome.failed(refused.getMessage());
        }
        certification.write(certificate, draft(certificate).held(Optional.empty()).revoked(unwanted.serial()).status("Revoked", "it was revoked; another one is ordered"), run);
        return Outcome.lookAgain(AT_ONCE, "it was revoked");
    }

    private Optional<String> due(Resource certificate, Ordering.By by) {
        var spec = certificate.spec(CertificateSpec.class);
        var status = certificate.status(CertificateStatus.class);
        if (status.held().isEmpty() || secrets.chain(certificate).isEmpty()) {
            return Optional.of("there is none");
        }
        var held = status.held().get();
        return !held.has(spec.names()) ? Optional.of("it lacks a name")
            : !held.issuer().equals(by.declared().metadata().name()) ? Optional.of("it is from another issuer")
            : !certificate.metadata().annotations().getOrDefault(CertificateSpec.RENEW, "").equals(status.renewed()) ? Optional.of("somebody asked for it")
            : !Renewal.at(held).isAfter(certification.now()) ? Optional.of("it ends " + held.notAfter()) : Optional.empty();
    }

    private static boolean asDeclared(CertificateOrder order, Resource certificate, Ordering.By by) {
        return order.names().equals(certificate.spec(CertificateSpec.class).names()) && order.issuer().equals(by.declared().metadata().name());
    }

    private Optional<Key> issuer(Resource certificate) {
        var project = certificate.metadata().project();
        return certificate.spec(CertificateSpec.class).issuer().map(name -> new Key(Kind.ISSUER, project, name))
            .or(() -> byDefault(certification, project).map(Resource::key));
    }

    /// The issuer of those that name none; of several, the first by name.
    static Optional<Resource> byDefault(Certification certification, String project) {
        return certification.around().mirror().list(Query.of(Kind.ISSUER).in(project)).stream().filter(i -> i.spec(IssuerSpec.class).byDefault() && !i.metadata().deleting()).findFirst();
    }

    private record Lack(String reason, String sentence) {}

    private Outcome lacking(Resource certificate, Optional<Key> what, Lack lack, Run run) {
        certification.write(certificate, draft(certificate).status(lack.reason(), lack.sentence()), run);
        return what.map(w -> Outcome.waitingFor(w, lack.sentence())).orElseGet(() -> Outcome.waiting(lack.sentence()));
    }

    private Resource now(Resource certificate) {
        return certification.get(certificate.key()).orElse(certificate);
    }

    private CertificateDraft draft(Resource certificate) {
        return new CertificateDraft(certificate, certification.now());
    }
}
