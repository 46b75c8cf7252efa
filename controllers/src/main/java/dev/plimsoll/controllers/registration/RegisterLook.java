package dev.plimsoll.controllers.registration;

import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.registration.RegisterEntry;
import dev.plimsoll.model.registration.RegisteredInstance;
import dev.plimsoll.model.registration.RegisteredInstance.State;
import dev.plimsoll.planning.registration.Registrant;
import dev.plimsoll.planning.registration.RegistrationPlan;
import dev.plimsoll.planning.registration.RegistrationPlanner;
import dev.plimsoll.planning.registration.RegistrationPlanner.Rules;
import dev.plimsoll.planning.registration.RegistrationStep;
import dev.plimsoll.ports.registration.Register;
import dev.plimsoll.ports.registration.RegisterFailure;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One look at a register: what is there, what is to be there, and the calls from one to the other. What is to be ours is written down before the first call.
final class RegisterLook {
    /// A call may come to something this long after its answer was given up.
    private static final int PATIENCE = 2;
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration TAKEN = Duration.ofMinutes(1);

    private final RegistrationWork work;
    private final Register register;
    private final RegisterReport report;
    private final boolean goes;

    /// @param goes all entries are to go
    RegisterLook(RegistrationWork work, Register register, RegisterReport report, boolean goes) {
        this.work = work;
        this.register = register;
        this.report = report;
        this.goes = goes;
    }

    Outcome look(Run run) throws InterruptedException {
        var known = new Registrants(work.around(), work.around().deregistrations()::leaving).of(report.registration());
        if (known.isEmpty()) {
            var sentence = "who of its component is there cannot be seen now, so its entries stay as they are";
            report.notLevel("EngineUnreachable", sentence);
            return Outcome.retry(sentence);
        }
        try {
            var there = register.list();
            var instances = known.get().stream().map(Registrants.Known::registrant).map(i -> goes ? i.leaves() : i).toList();
            var plan = RegistrationPlanner.plan(new RegistrationPlanner.Situation(rules(), instances, there, report.before(), work.around().clock().instant()));
            report.entries(plan.written(), others(there, plan.written()));
            return plan.steps().isEmpty() ? settled(plan) : carryOut(plan, known.get(), run);
        } catch (BudgetSpent spent) {
            return Outcome.lookAgain(spent.pause(), spent.getMessage());
        } catch (RegisterFailure failure) {
            report.notLevel(failure.code(), failure.getMessage());
            return RegistrationWork.outcome(failure);
        }
    }

    private Rules rules() {
        var spec = report.registration().spec(RegistrationSpec.class);
        return new Rules(spec.calls(), work.registers().mark(report.registration().key()), spec.drain(), spec.timeout().multipliedBy(PATIENCE));
    }

    private static int others(List<RegisterEntry> there, List<RegisteredInstance> ours) {
        var ids = ours.stream().flatMap(o -> o.id().stream()).collect(Collectors.toSet());
        return (int) there.stream().filter(e -> !ids.contains(e.id())).count();
    }

    private Outcome carryOut(RegistrationPlan plan, List<Registrants.Known> known, Run run) {
        report.intend(plan.steps().getFirst().sentence());
        var failed = Optional.<RegisterFailure>empty();
        var notAdded = new HashSet<String>();
        for (var step : plan.steps()) {
            try {
                if (failed.filter(f -> !(f instanceof RegisterFailure.Rejected)).isEmpty()) {
                    run.step(step.sentence());
                    call(step, known);
                } else if (step instanceof RegistrationStep.Add(var registrant)) {
                    notAdded.add(registrant.key());
                }
            } catch (RegisterFailure failure) {
                failed = Optional.of(failure);
                if (step instanceof RegistrationStep.Add(var registrant) && !(failure instanceof RegisterFailure.Unreachable)) {
                    notAdded.add(registrant.key());
                }
            }
        }
        if (failed.isPresent()) {
            report.notAdded(notAdded);
            throw failed.get();
        }
        // The list shows what came of it. One that shows nothing new, as an API may for a while, is not asked in a circle.
        return Outcome.lookAgain(plan.written().equals(report.before()) ? SOON : Duration.ZERO, "the list shows what came of it");
    }

    private void call(RegistrationStep step, List<Registrants.Known> known) {
        switch (step) {
            case RegistrationStep.Add(var registrant) -> add(registrant, known);
            case RegistrationStep.Enable(var entry) -> register.enable(entry);
            case RegistrationStep.Drain(var entry) -> register.drain(entry);
            case RegistrationStep.Remove(var entry) -> register.remove(entry);
        }
    }

    private void add(Registrant registrant, List<Registrants.Known> known) {
        var places = new HashMap<>(known.stream().filter(k -> k.registrant().equals(registrant)).findFirst().orElseThrow().places());
        places.put("key", registrant.key());
        places.put("mark", work.registers().mark(report.registration().key()));
        register.add(places);
    }

    private Outcome settled(RegistrationPlan plan) {
        if (goes && plan.written().isEmpty()) {
            return gone();
        }
        if (!plan.taken().isEmpty()) {
            var sentence = String.join(", ", plan.taken()) + (plan.taken().size() == 1 ? " is" : " are") + " there already, made by somebody else, and left alone; remove it there, or declare another key";
            report.notLevel("Taken", sentence);
            return Outcome.lookAgain(TAKEN, sentence);
        }
        if (!plan.waits().isEmpty()) {
            var sentence = String.join("; ", plan.waits());
            report.notLevel(plan.written().stream().anyMatch(e -> e.state() == State.DRAINING) ? "Draining" : "WaitingForInstance", sentence);
            return plan.lookAgain().map(d -> Outcome.lookAgain(d, sentence)).orElseGet(() -> Outcome.waiting(sentence));
        }
        var component = RegistrationWork.component(report.registration());
        if (work.around().mirror().get(component).isEmpty()) {
            var sentence = "there is no " + component.shortForm();
            report.notLevel("ReferenceNotFound", sentence);
            return Outcome.waitingFor(component, sentence);
        }
        report.level(plan.written().size() == 1 ? "1 instance is registered" : plan.written().size() + " instances are registered");
        return Outcome.LEVEL;
    }

    private Outcome gone() {
        if (report.registration().metadata().deleting()) {
            report.remove();
            return Outcome.LEVEL;
        }
        var url = report.registration().spec(RegistrationSpec.class).url();
        report.at(url).entries(List.of(), 0).intend("it goes on at " + url);
        return Outcome.lookAgain(Duration.ZERO, "it goes on at " + url);
    }
}
