package dev.plimsoll.controllers.machine;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.cloud.CloudRemoval;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.drain.Belonging;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudKind;
import dev.plimsoll.model.machine.Drain;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;

/// Takes a deleted machine away: out of its cluster first, then the floating IP that it brought, then the machine.
final class MachineRemoval {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Machinery machinery;
    private final Belonging belonging;
    private final CloudRemoval removal;

    MachineRemoval(Machinery machinery) {
        this.machinery = machinery;
        this.belonging = new Belonging(machinery.around().mirror());
        this.removal = new CloudRemoval(machinery);
    }

    Outcome reconcile(Resource machine, Run run) throws InterruptedException {
        var drain = machine.status(MachineStatus.class).drain();
        var cluster = belonging.cluster(machine);
        if (cluster.isEmpty() || drain.filter(d -> d.state() == Drain.State.OUT).isPresent()) {
            return outOfCloud(machine, run);
        }
        // How far that is says the drain itself, so that not each of its steps is told twice.
        var sentence = drain.filter(Drain::isHeld).map(Drain::told).orElse("it is taken out of its cluster first");
        tell(machine, drain.map(Drain::held).filter(held -> !held.isEmpty()).orElse("Leaving"), sentence, run);
        // Woken when it is out; that its cluster goes as a whole wakes nobody.
        return cluster.get().metadata().deleting() ? Outcome.lookAgain(SOON, sentence) : Outcome.waiting(sentence);
    }

    /// What was known of it stays known, so that the next look finds it. It works until it has left: who leads requests there lets them end first.
    private void tell(Resource machine, String reason, String sentence, Run run) {
        var s = machine.status(MachineStatus.class);
        var conditions = new Conditions(s, machinery.now()).notLevel(reason, sentence);
        s.condition(MachineStatus.READY).ifPresent(c -> conditions.state(c.type(), c.holds(), c.reason(), c.sentence()));
        machinery.write(machine, new MachineStatus(machine.metadata().generation(), conditions.list(), s.intent(), s.phase(), s.zone(), s.addresses(),
            s.publicAddresses(), s.readySince(), s.failure(), s.drain()), run);
    }

    private Outcome outOfCloud(Resource machine, Run run) throws InterruptedException {
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
