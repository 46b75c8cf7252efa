package dev.plimsoll.controllers.certificate;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.certificate.IssuerAccounts.Way;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.IssuerStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.ports.certificates.CertificateFailure;
import dev.plimsoll.ports.certificates.IssuerFacts;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Keeps an account with each issuer's authority. Its key is made and sealed before the authority hears of it.
public final class IssuerController implements Reconciler {
    private static final Duration AT_ONCE = Duration.ofMillis(10);

    private final Certification certification;

    public IssuerController(Certification certification) {
        this.certification = certification;
    }

    @Override
    public Outcome reconcile(Key key, Run run) {
        var found = certification.get(key);
        if (found.isEmpty() || found.get().metadata().deleting()) {
            certification.accounts().forget(key);
            return Outcome.LEVEL;
        }
        var issuer = found.get();
        var account = certification.accounts().account(issuer, certification.keys());
        if (account.isPresent()) {
            run.step("make a key for an account of " + key.shortForm());
            certification.commit(List.of(account.get()), run);
            return Outcome.lookAgain(AT_ONCE, "an account is being made");
        }
        return switch (certification.accounts().to(key)) {
            case Way.Closed(var what, var reason, var sentence, var pause) -> {
                write(issuer, Optional.empty(), c -> c.notLevel(reason, sentence), run);
                yield what.map(w -> Outcome.waitingFor(w, sentence)).orElseGet(() -> pause.map(p -> Outcome.lookAgain(p, sentence)).orElseGet(() -> Outcome.failed(sentence)));
            }
            case Way.Open(var _, var authority) -> {
                try {
                    var facts = authority.facts();
                    write(issuer, Optional.of(facts), c -> c.level(authority.name() + " authority, account " + facts.account()), run);
                    yield Outcome.LEVEL;
                } catch (CertificateFailure failure) {
                    write(issuer, Optional.empty(), c -> c.notLevel(failure.code(), failure.getMessage()), run);
                    yield AuthorityTrouble.outcome(failure, key, certification.accounts());
                }
            }
        };
    }

    private void write(Resource issuer, Optional<IssuerFacts> facts, Consumer<Conditions> statements, Run run) {
        var conditions = new Conditions(issuer.status(), certification.now());
        statements.accept(conditions);
        var before = issuer.status(IssuerStatus.class);
        certification.write(issuer, new IssuerStatus(issuer.metadata().generation(), conditions.list(), facts.map(IssuerFacts::account).orElse(before.account()),
            facts.flatMap(IssuerFacts::terms).orElse(before.terms()), facts.flatMap(IssuerFacts::certificate).orElse(before.authority())), run);
    }
}
