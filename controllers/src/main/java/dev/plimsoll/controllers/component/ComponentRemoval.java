package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Engines.Way;
import dev.plimsoll.controllers.ObservedEngine;
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
    private final Resource component;

    ComponentRemoval(Surroundings around, Resource component) {
        this.around = around;
        this.component = component;
    }

    Outcome reconcile(Way way, Run run) throws InterruptedException {
        return switch (way) {
            case Way.Open(var _, var engine) -> on(engine, run);
            case Way.Closed closed when closed.empty() -> gone(run);
            case Way.Closed closed -> {
                tell(closed.reason(), closed.sentence(), run);
                yield Outcome.waitingFor(closed.cluster(), closed.sentence());
            }
        };
    }

    private Outcome on(ObservedEngine engine, Run run) throws InterruptedException {
        var companions = companions(engine);
        var sighting = engine.instances(List.of(component.key())).sighting(List.of(component.key()));
        var seen = sighting.instances();
        if (sighting.isEmpty()) {
            return gone(run);
        }
        var going = seen.stream().filter(i -> companions.stream().noneMatch(c -> c.stamp().slot() == i.stamp().slot() && c.stamp().hash().equals(i.stamp().hash()))).toList();
        if (going.isEmpty() && sighting.services().isEmpty()) {
            var primary = Members.primaryOf(component).orElseThrow();
            return Outcome.waitingFor(primary, "its instances go with those of " + primary.shortForm());
        }
        var steps = Planning.removal(new Sighting(going, sighting.services()), component.spec(ComponentSpec.class).process().stopGrace());
        var drain = around.drain(component.key(), Stops.of(steps));
        if (!drain.done()) {
            return Outcome.lookAgain(drain.lookAgain(), drain.sentence());
        }
        var failed = around.runner(engine).run(steps, run);
        if (failed.isEmpty()) {
            return Outcome.lookAgain(engine.instances(component.key()).isEmpty() ? Duration.ZERO : ASK_AGAIN, "its instances are being removed");
        }
        var first = failed.getFirst();
        tell(first.failure().code(), first.sentence(), run);
        return Outcome.retry(first.sentence());
    }

    private Outcome gone(Run run) throws InterruptedException {
        around.prober().forget(component.key());
        around.drain(component.key(), List.of());
        around.commit(List.of(new Write.Remove(component.key(), Write.Expected.revision(component.metadata().revision())))).forEach(g -> run.wrote(g.metadata().revision()));
        return Outcome.LEVEL;
    }

    private void tell(String reason, String sentence, Run run) {
        var before = component.status(ComponentStatus.class);
        var status = new ComponentStatus(before.observedGeneration(), new Conditions(before, around.clock().instant()).notLevel(reason, sentence).list(), before.ready(), before.image(),
            before.instances(), before.rollout(), before.lastFailure(), before.cluster());
        if (!status.equals(before)) {
            around.commit(List.of(new Write.PutStatus(component.key(), status, Write.Expected.ANYTHING))).forEach(w -> run.wrote(w.metadata().revision()));
        }
    }

    /// Instances of a primary that stays: as long as one of them was made together with one of ours, that one stays, too, because an update may fail and leave
    /// the old unit in place.
    private List<SeenInstance> companions(ObservedEngine engine) throws InterruptedException {
        var primary = Members.primaryOf(component).flatMap(around.mirror()::get).filter(p -> !p.metadata().deleting());
        return primary.isEmpty() ? List.of() : engine.instances(primary.get().key());
    }
}
