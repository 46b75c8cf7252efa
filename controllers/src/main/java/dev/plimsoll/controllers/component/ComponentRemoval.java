package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.Planning;
import dev.plimsoll.planning.Sighting;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;

/// Takes a deleted component's instances away: asks, then asks until they are gone, and only then lets the resource go.
final class ComponentRemoval {
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final Surroundings around;
    private final StepRunner runner;

    ComponentRemoval(Surroundings around, StepRunner runner) {
        this.around = around;
        this.runner = runner;
    }

    Outcome reconcile(Resource component, Run run) throws InterruptedException {
        var companions = companions(component);
        var sighting = around.engine().instances(List.of(component.key())).sighting(List.of(component.key()));
        var seen = sighting.instances();
        if (sighting.isEmpty()) {
            around.prober().forget(component.key());
            around.traffic().drain(component.key(), List.of());
            var gone = around.commit(List.of(new Write.Remove(component.key(), Write.Expected.revision(component.metadata().revision()))));
            gone.forEach(g -> run.wrote(g.metadata().revision()));
            return Outcome.LEVEL;
        }
        var going = seen.stream().filter(i -> companions.stream().noneMatch(c -> c.stamp().slot() == i.stamp().slot() && c.stamp().hash().equals(i.stamp().hash()))).toList();
        if (going.isEmpty() && sighting.services().isEmpty()) {
            var primary = Members.primaryOf(component).orElseThrow();
            return Outcome.waitingFor(primary, "its instances go with those of " + primary.shortForm());
        }
        var steps = Planning.removal(new Sighting(going, sighting.services()), component.spec(ComponentSpec.class).process().stopGrace());
        var drain = around.traffic().drain(component.key(), Stops.of(steps));
        if (!drain.done()) {
            return Outcome.lookAgain(drain.lookAgain(), drain.sentence());
        }
        var failed = runner.run(steps, run);
        if (failed.isEmpty()) {
            return Outcome.lookAgain(around.engine().instances(component.key()).isEmpty() ? Duration.ZERO : ASK_AGAIN, "its instances are being removed");
        }
        var first = failed.getFirst();
        var before = component.status(ComponentStatus.class);
        var status = new ComponentStatus(before.observedGeneration(), new Conditions(before, around.clock().instant())
            .notLevel(first.failure().code(), first.sentence()).list(), before.ready(), before.image(), before.instances(), before.rollout(), before.lastFailure());
        around.commit(List.of(new Write.PutStatus(component.key(), status, Write.Expected.ANYTHING))).forEach(w -> run.wrote(w.metadata().revision()));
        return Outcome.retry(first.sentence());
    }

    /// Instances of a primary that stays: as long as one of them was made together with one of ours, that one stays, too, because an update may fail and leave
    /// the old unit in place.
    private List<SeenInstance> companions(Resource component) throws InterruptedException {
        var primary = Members.primaryOf(component).flatMap(around.mirror()::get).filter(p -> !p.metadata().deleting());
        return primary.isEmpty() ? List.of() : around.engine().instances(primary.get().key());
    }
}
