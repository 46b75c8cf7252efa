package dev.plimsoll.model;

import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.model.machine.MachineFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What became of a machine.
public record MachineStatus(
    @Doc("Generation of the spec this speaks of.") long observedGeneration,
    @Doc("What is so and not so.") List<Condition> conditions,
    @Doc("What was asked for, and what the cloud calls it.") Optional<Intent> intent,
    @Doc("As the cloud last showed it: pending, ready, failed, leaving; empty when it is not there.") String phase,
    @Doc("Zone it is in.") String zone,
    @Doc("Addresses in its networks, the first network's first.") List<String> addresses,
    @Doc("Addresses that the world can reach.") List<String> publicAddresses,
    @Doc("When it was first ready.") Optional<Instant> readySince,
    @Doc("How the last try failed; kept until one has been ready for a while.") Optional<MachineFailure> failure,
    @Doc("How far it is emptied, when it is to be.") Optional<Drain> drain) implements Status {
    /// The machine runs and has everything it was to have.
    public static final String READY = "Ready";
    /// Plimsoll has stopped trying; a change of the declaration starts anew.
    public static final String BLOCKED = "Blocked";
    /// It is made from what is declared now.
    public static final String CURRENT = "Current";
    public static final MachineStatus EMPTY = new MachineStatus(0, null, null, null, null, null, null, null, null, null);

    public MachineStatus {
        conditions = Values.list(conditions);
        intent = Values.optional(intent);
        phase = Values.text(phase);
        zone = Values.text(zone);
        addresses = Values.list(addresses);
        publicAddresses = Values.list(publicAddresses);
        readySince = Values.optional(readySince);
        failure = Values.optional(failure);
        drain = Values.optional(drain);
    }

    /// The same, emptied so far.
    public MachineStatus withDrain(Optional<Drain> changed) {
        return new MachineStatus(observedGeneration, conditions, intent, phase, zone, addresses, publicAddresses, readySince, failure, changed);
    }
}
