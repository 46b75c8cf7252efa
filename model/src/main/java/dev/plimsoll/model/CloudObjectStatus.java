package dev.plimsoll.model;

import dev.plimsoll.model.machine.Intent;
import java.util.List;
import java.util.Optional;

/// What became of a network, firewall, SSH key or floating IP.
public record CloudObjectStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("What was asked for, and what the cloud calls it.") Optional<Intent> intent,
    @Doc("Addresses it has.") List<String> addresses) implements Status {
    public CloudObjectStatus {
        conditions = Values.list(conditions);
        intent = Values.optional(intent);
        addresses = Values.list(addresses);
    }
}
