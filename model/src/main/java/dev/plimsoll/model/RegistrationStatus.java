package dev.plimsoll.model;

import dev.plimsoll.model.registration.RegisteredInstance;
import java.util.List;

/// What became of a registration.
public record RegistrationStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("Address of the API where the entries are.") String at,
    @Doc("Entries there that are ours.") List<RegisteredInstance> entries,
    @Doc("Entries there that are not ours, and are never touched.") int others) implements Status {
    public RegistrationStatus {
        conditions = Values.list(conditions);
        at = Values.text(at);
        entries = Values.list(entries);
    }

    /// Of these, how many get something.
    public long enabled() {
        return entries.stream().filter(e -> e.state() == RegisteredInstance.State.ENABLED).count();
    }
}
