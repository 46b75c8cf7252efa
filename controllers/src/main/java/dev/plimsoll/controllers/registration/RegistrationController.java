package dev.plimsoll.controllers.registration;

import dev.plimsoll.controllers.registration.RegisterAccounts.Way;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.RegistrationStatus;
import java.time.Duration;
import java.util.List;

/// Keeps a register level with the instances of a component, and takes its entries out again.
public final class RegistrationController implements Reconciler {
    private final RegistrationWork work;

    public RegistrationController(RegistrationWork work) {
        this.work = work;
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = work.around().mirror().get(key);
        if (found.isEmpty()) {
            work.registers().forget(key);
            return Outcome.LEVEL;
        }
        var declared = found.get();
        var spec = declared.spec(RegistrationSpec.class);
        var status = declared.status(RegistrationStatus.class);
        boolean leaves = declared.metadata().deleting();
        if (leaves && (spec.leave() || status.entries().isEmpty())) {
            work.remove(declared, run);
            return Outcome.LEVEL;
        }
        boolean moves = !status.entries().isEmpty() && !status.at().equals(spec.url());
        if (moves && spec.leave()) {
            work.write(declared, new RegistrationStatus(0, status.conditions(), spec.url(), List.of(), 0), run);
            return Outcome.lookAgain(Duration.ZERO, "it goes on at " + spec.url());
        }
        var address = moves ? status.at() : spec.url();
        return switch (work.registers().to(declared, address)) {
            case Way.Closed(var what, var reason, var sentence) -> {
                new RegisterReport(work, declared, run).notLevel(reason, sentence);
                yield what.map(w -> Outcome.waitingFor(w, sentence)).orElseGet(() -> Outcome.failed(sentence));
            }
            case Way.Open(var register) -> {
                var held = leaves ? declared : work.held(declared, run);
                yield new RegisterLook(work, register, new RegisterReport(work, held, run).at(address), leaves || moves).look(run);
            }
        };
    }
}
