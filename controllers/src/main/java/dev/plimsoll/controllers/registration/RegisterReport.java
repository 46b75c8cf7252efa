package dev.plimsoll.controllers.registration;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.RegistrationStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.registration.RegisteredInstance;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// The status of a registration as it comes about during one look.
final class RegisterReport {
    private final RegistrationWork work;
    private final Run run;
    private final RegistrationStatus before;
    private Resource registration;
    private String address;
    private List<RegisteredInstance> entries;
    private int others;

    RegisterReport(RegistrationWork work, Resource registration, Run run) {
        this.work = work;
        this.run = run;
        this.registration = registration;
        this.before = registration.status(RegistrationStatus.class);
        this.address = before.at();
        this.entries = before.entries();
        this.others = before.others();
    }

    RegisterReport at(String where) {
        address = where;
        return this;
    }

    Resource registration() {
        return registration;
    }

    /// Ours, as written down before.
    List<RegisteredInstance> before() {
        return before.entries();
    }

    /// What is ours from now on.
    RegisterReport entries(List<RegisteredInstance> ours, int all) {
        entries = ours;
        others = all;
        return this;
    }

    /// These were not added after all.
    void notAdded(Set<String> keys) {
        entries = entries.stream().map(e -> keys.contains(e.key()) ? e.notAsked() : e).filter(e -> e.adds() > 0).toList();
    }

    /// Written down before the register is asked for anything.
    void intend(String sentence) {
        write(before.level() || before.conditions().isEmpty() ? new Conditions(before, work.around().clock().instant()).notLevel("Changing", sentence).list() : before.conditions());
    }

    void level(String sentence) {
        state(c -> c.level(sentence));
    }

    void notLevel(String reason, String sentence) {
        state(c -> c.notLevel(reason, sentence));
    }

    private void state(UnaryOperator<Conditions> stating) {
        write(stating.apply(new Conditions(before, work.around().clock().instant())).list());
    }

    private void write(List<dev.plimsoll.model.Condition> conditions) {
        registration = work.write(registration, new RegistrationStatus(registration.metadata().generation(), conditions, address, entries, others), run);
    }

    /// It is gone, and everything of it.
    void remove() {
        work.remove(registration, run);
    }
}
