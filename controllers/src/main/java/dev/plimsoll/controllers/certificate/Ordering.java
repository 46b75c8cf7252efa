package dev.plimsoll.controllers.certificate;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.CertificateSpec;
import dev.plimsoll.model.IssuerSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.certificate.CertificateOrder;
import dev.plimsoll.model.certificate.CertificateOrder.PendingChallenge;
import dev.plimsoll.model.certificate.HeldCertificate;
import dev.plimsoll.planning.certificate.PlacedOrder;
import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.ports.certificates.CertificateIssuer;
import dev.plimsoll.ports.certificates.CertificateKeys;
import dev.plimsoll.ports.certificates.Challenge;
import dev.plimsoll.ports.certificates.IssuedCertificate;
import dev.plimsoll.ports.certificates.OrderState;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Brings an order from wish to certificate, one stage a run: the wish is written down and counted; the order is placed; the answers are put in place; the authority is told; the request is handed
/// in; the certificate takes its place. Each stage begins with what the one before wrote down, so a crash between any two of them repeats a question and never an order.
record Ordering(Certification certification, CertificateSecrets secrets, Proofs proofs, OrderLedger ledger) {
    private static final Duration AT_ONCE = Duration.ofMillis(10);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);
    /// An order that is still open after that is given up.
    private static final Duration PATIENCE = Duration.ofHours(1);

    /// @param declared  the issuer
    /// @param authority to ask
    record By(Resource declared, CertificateIssuer authority) {}

    /// Writes the wish down, when the budget allows it.
    Outcome begin(Resource certificate, By by, String why, Run run) {
        var issuer = by.declared().spec(IssuerSpec.class);
        var names = certificate.spec(CertificateSpec.class).names();
        var draft = draft(certificate);
        var renewal = certificate.status(dev.plimsoll.model.CertificateStatus.class).held().filter(h -> h.names().size() == names.size() && h.has(names)).isPresent();
        var wish = new PlacedOrder(certification.now(), names, renewal);
        var spent = ledger.refuses(issuer, wish);
        if (spent.isPresent()) {
            var sentence = spent.get().sentence();
            certification.write(certificate, draft.notBefore(spent.get().until()).status("BudgetSpent", sentence), run);
            return Outcome.lookAgain(Duration.between(certification.now(), spent.get().until()), sentence);
        }
        run.step("order a certificate for " + String.join(", ", names) + " from " + by.declared().key().shortForm() + ", because " + why);
        var order = new CertificateOrder(names, by.declared().metadata().name(), certification.now(), Optional.empty(), List.of());
        var writes = new ArrayList<>(ledger.with(issuer, wish));
        writes.addAll(secrets.dropped(certificate));
        writes.add(Certification.put(certificate, draft.order(Optional.of(order)).status("Ordering", "a certificate is being ordered, because " + why)));
        certification.commit(writes, run);
        return Outcome.lookAgain(AT_ONCE, "the order is written down");
    }

    Outcome goOn(Resource certificate, By by, CertificateOrder order, Run run) {
        if (order.begun().plus(PATIENCE).isBefore(certification.now())) {
            return failed(certificate, "the order was still open after " + PATIENCE.toMinutes() + " minutes, and is given up", Optional.empty(), run);
        }
        if (order.url().isEmpty()) {
            return place(certificate, by, order, run);
        }
        return switch (by.authority().look(order.url().get())) {
            case OrderState.Open(var challenges, var again) -> prove(certificate, by, new Proving(order, challenges, again), run);
            case OrderState.Ready _ -> finish(certificate, by, order, run);
            case OrderState.Working(var again) -> wait(again, "the authority is signing");
            case OrderState.Issued(var issued) -> take(certificate, order, issued, run);
            case OrderState.Failed(var _, var sentence) -> failed(certificate, sentence, Optional.empty(), run);
        };
    }

    private Outcome place(Resource certificate, By by, CertificateOrder order, Run run) {
        String url;
        try {
            url = by.authority().order(order.names());
        } catch (CertificateFailure.Throttled limited) {
            // Limits are mostly about these very names: nobody else has to wait for them.
            return failed(certificate, limited.getMessage(), limited.retryAfter().map(certification.now()::plus), run);
        } catch (CertificateFailure.Rejected refused) {
            return failed(certificate, refused.getMessage(), Optional.empty(), run);
        }
        write(certificate, order.withUrl(url), "the order is placed; names have to be proved", run);
        return Outcome.lookAgain(AT_ONCE, "the order is placed");
    }

    private record Proving(CertificateOrder order, List<Challenge> open, Optional<Duration> again) {}

    private Outcome prove(Resource certificate, By by, Proving proving, Run run) {
        var order = proving.order();
        var type = certificate.spec(CertificateSpec.class).challenge();
        var wanted = proving.open().stream().filter(c -> c.type() == type).toList();
        var unprovable = proving.open().stream().map(Challenge::name).filter(name -> wanted.stream().noneMatch(c -> c.name().equals(name))).findFirst();
        if (unprovable.isPresent()) {
            return failed(certificate, "the authority takes no proof by " + type.name().toLowerCase(java.util.Locale.ROOT) + " for " + unprovable.get()
                + (order.names().contains("*." + unprovable.get()) ? "; a wildcard is proved by dns: write challenge: dns" : ""), Optional.empty(), run);
        }
        var fresh = wanted.stream().filter(c -> order.challenges().stream().noneMatch(p -> p.url().equals(c.url()))).toList();
        if (!fresh.isEmpty()) {
            var challenges = new ArrayList<>(order.challenges());
            fresh.forEach(c -> challenges.add(new PendingChallenge(c.name(), c.type(), c.url(), c.token(), c.answer(), false)));
            write(certificate, order.withChallenges(challenges), "proofs are put in place", run);
            return Outcome.lookAgain(AT_ONCE, "proofs are put in place");
        }
        var placing = proofs.place(certificate, order);
        if (!placing.ready()) {
            certification.write(certificate, draft(certificate).status("Proving", placing.sentence()), run);
            if (!placing.writes().isEmpty()) {
                certification.commit(placing.writes(), run);
            }
            return placing.waitFor().map(key -> Outcome.waitingFor(key, placing.sentence())).orElseGet(() -> Outcome.lookAgain(SOON, placing.sentence()));
        }
        var untold = wanted.stream().filter(c -> c.state() == Challenge.State.WAITING && order.challenges().stream().anyMatch(p -> p.url().equals(c.url()) && !p.told())).toList();
        if (untold.isEmpty()) {
            return wait(proving.again(), "the authority checks " + String.join(", ", wanted.stream().map(Challenge::name).distinct().toList()));
        }
        run.step("tell the authority that the proofs for " + String.join(", ", untold.stream().map(Challenge::name).distinct().toList()) + " are in place");
        untold.forEach(c -> by.authority().prove(c.url()));
        write(certificate, order.withChallenges(order.challenges().stream().map(p -> untold.stream().anyMatch(c -> c.url().equals(p.url())) ? p.asTold() : p).toList()), "the authority checks the proofs", run);
        return wait(proving.again(), "the authority checks the proofs");
    }

    private Outcome finish(Resource certificate, By by, CertificateOrder order, Run run) {
        var pending = secrets.pending(certificate);
        if (pending.isEmpty()) {
            certification.commit(List.of(secrets.keep(certificate, certification.keys().fresh(order.names()))), run);
            return Outcome.lookAgain(AT_ONCE, "its key is made");
        }
        run.step("hand in the request for " + String.join(", ", order.names()));
        try {
            return by.authority().finish(order.url().orElseThrow(), pending.get().request()).map(issued -> take(certificate, order, issued, run))
                .orElseGet(() -> wait(Optional.empty(), "the authority is signing"));
        } catch (CertificateFailure.Rejected refused) {
            return failed(certificate, refused.getMessage(), Optional.empty(), run);
        }
    }

    private Outcome take(Resource certificate, CertificateOrder order, IssuedCertificate issued, Run run) {
        var key = secrets.pending(certificate).map(CertificateKeys.KeyRequest::key);
        if (key.isEmpty() || !certification.keys().fits(issued.chain(), key.get())) {
            return failed(certificate, "what was issued is for another key than ours", Optional.empty(), run);
        }
        if (!issued.names().containsAll(order.names()) || !issued.notAfter().isAfter(certification.now())) {
            return failed(certificate, "what was issued lacks a name, or has ended already", Optional.empty(), run);
        }
        run.step("put the certificate for " + String.join(", ", order.names()) + " in place, good until " + issued.notAfter());
        var held = new HeldCertificate(issued.names(), issued.signedBy(), order.issuer(), issued.serial(), issued.notBefore(), issued.notAfter());
        var writes = new ArrayList<Write>(secrets.issued(certificate, issued.chain(), key.get()));
        writes.addAll(proofs.cleared(certificate));
        writes.add(Certification.put(certificate, draft(certificate).issued(held).status("", "")));
        certification.commit(writes, run);
        return Outcome.lookAgain(AT_ONCE, "it is in place");
    }

    /// The order is over. What is served stays.
    Outcome failed(Resource certificate, String why, Optional<Instant> notBefore, Run run) {
        var status = draft(certificate).failed(why, notBefore).status("OrderFailed", why);
        var writes = new ArrayList<Write>(secrets.dropped(certificate));
        writes.addAll(proofs.cleared(certificate));
        writes.add(Certification.put(certificate, status));
        certification.commit(writes, run);
        return Outcome.lookAgain(Duration.between(certification.now(), status.retryAt().orElseThrow()), why);
    }

    private void write(Resource certificate, CertificateOrder order, String sentence, Run run) {
        certification.write(certificate, draft(certificate).order(Optional.of(order)).status("Ordering", sentence), run);
    }

    private CertificateDraft draft(Resource certificate) {
        return new CertificateDraft(certificate, certification.now());
    }

    private static Outcome wait(Optional<Duration> again, String sentence) {
        return Outcome.lookAgain(again.filter(d -> d.compareTo(LONGEST_WAIT) < 0).orElse(again.isPresent() ? LONGEST_WAIT : SOON), sentence);
    }
}
