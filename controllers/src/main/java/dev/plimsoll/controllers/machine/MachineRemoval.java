package dev.plimsoll.controllers.machine;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.cloud.CloudRemoval;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.util.List;

/// Takes a deleted machine away: the floating IP that it brought first, then the machine.
final class MachineRemoval {
    private final Machinery machinery;
    private final CloudRemoval removal;

    MachineRemoval(Machinery machinery) {
        this.machinery = machinery;
        this.removal = new CloudRemoval(machinery);
    }

    Outcome reconcile(Resource machine, Run run) throws InterruptedException {
        var addresses = machinery.around().mirror().list(Query.of(Kind.FLOATING_IP).in(machine.metadata().project()).ownedBy(machine.asOwner()));
        var unasked = addresses.stream().filter(a -> !a.metadata().deleting()).<Write>map(a -> new Write.Put(a.withMetadata(a.metadata().withDeletedAt(machinery.now())),
            Write.Expected.revision(a.metadata().revision()))).toList();
        if (!unasked.isEmpty()) {
            machinery.around().commit(unasked).forEach(w -> run.wrote(w.metadata().revision()));
        }
        if (!addresses.isEmpty()) {
            return Outcome.waitingFor(addresses.getFirst().key(), addresses.getFirst().key().shortForm() + " is being removed first");
        }
        var status = machine.status(MachineStatus.class);
        return removal.reconcile(new CloudRemoval.Leaving(machine, CloudKind.MACHINE, machine.spec(MachineSpec.class).region(), status.intent(), (reason, sentence) ->
            new MachineStatus(machine.metadata().generation(), new Conditions(status, machinery.now()).notLevel(reason, sentence).list(), status.intent(), "leaving", status.zone(), List.of(),
                List.of(), java.util.Optional.empty(), status.failure(), status.drain())), run);
    }
}
