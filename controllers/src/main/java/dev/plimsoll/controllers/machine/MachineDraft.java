package dev.plimsoll.controllers.machine;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudObject;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.model.machine.MachineFailure;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// A machine's status while it is put together. What nothing is said about stays as it was.
record MachineDraft(MachineStatus base, long generation, Conditions conditions) {
    static MachineDraft of(Resource machine, Optional<MachineFailure> failure, Conditions conditions) {
        var s = machine.status(MachineStatus.class);
        return new MachineDraft(new MachineStatus(0, List.of(), s.intent(), s.phase(), s.zone(), s.addresses(), s.publicAddresses(), s.readySince(), failure, s.drain()), machine.metadata().generation(), conditions);
    }

    /// Another intent, or none, is about another machine: what was known of the one before is not so any more.
    MachineDraft of(Optional<Intent> intent) {
        boolean same = intent.isPresent() && intent.map(Intent::operation).equals(base.intent().map(Intent::operation));
        return same ? copy(new MachineStatus(0, List.of(), intent, base.phase(), base.zone(), base.addresses(), base.publicAddresses(), base.readySince(), base.failure(), base.drain()))
            : copy(new MachineStatus(0, List.of(), intent, "", "", List.of(), List.of(), Optional.empty(), base.failure(), base.drain()));
    }

    MachineDraft of(CloudObject.Machine object) {
        return copy(new MachineStatus(0, List.of(), base.intent(), object.phase().word(), object.zone(), object.addresses(), object.publicAddresses(), base.readySince(), base.failure(), base.drain()));
    }

    MachineDraft ready(Instant now) {
        conditions.state(MachineStatus.READY, true, "Ready", "it runs and has everything it was to have");
        return copy(new MachineStatus(0, List.of(), base.intent(), base.phase(), base.zone(), base.addresses(), base.publicAddresses(), Optional.of(base.readySince().orElse(now)), base.failure(), base.drain()));
    }

    MachineDraft failed(MachineFailure failure) {
        return copy(new MachineStatus(0, List.of(), base.intent(), base.phase(), base.zone(), base.addresses(), base.publicAddresses(), base.readySince(), Optional.of(failure), base.drain()));
    }

    MachineDraft with(Consumer<Conditions> statements) {
        statements.accept(conditions);
        return this;
    }

    MachineStatus status() {
        return new MachineStatus(generation, conditions.list(), base.intent(), base.phase(), base.zone(), base.addresses(), base.publicAddresses(), base.readySince(), base.failure(), base.drain());
    }

    private MachineDraft copy(MachineStatus changed) {
        return new MachineDraft(changed, generation, conditions);
    }
}
