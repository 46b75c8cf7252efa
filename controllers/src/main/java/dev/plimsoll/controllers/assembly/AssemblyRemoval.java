package dev.plimsoll.controllers.assembly;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Engines.Way;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.TopologyPlanner;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes a deleted assembly away: its components and routes first, then its networks (and volumes, when that was asked for), then its releases and itself.
public final class AssemblyRemoval {
    /// Annotation with the value `true` on an assembly whose volumes go with it.
    public static final String VOLUMES_TOO = dev.plimsoll.model.AssemblySpec.VOLUMES_TOO;
    private static final Duration ASK_AGAIN = Duration.ofSeconds(1);

    private final Surroundings around;
    private final Moving moving;

    AssemblyRemoval(Surroundings around, Moving moving) {
        this.around = around;
        this.moving = moving;
    }

    Outcome reconcile(Resource assembly, Run run) throws InterruptedException {
        var components = owned(assembly, Kind.COMPONENT);
        var now = around.clock().instant();
        // Routes in the same commit: nobody is to be led to what is about to stop.
        var unasked = Stream.concat(owned(assembly, Kind.ROUTE).stream(), components.stream()).filter(c -> !c.metadata().deleting())
            .map(c -> Children.deletion(c, now)).toList();
        if (!unasked.isEmpty()) {
            run.step("delete " + unasked.size() + " components and routes");
            around.commit(unasked).forEach(w -> run.wrote(w.metadata().revision()));
        }
        if (!components.isEmpty()) {
            tell(assembly, "Removing", components.size() + " components are still there: " + components.getFirst().key().shortForm(), run);
            return Outcome.waitingFor(components.getFirst().key(), components.size() + " components are still there");
        }
        if (volumesToo(assembly)) {
            // Those too that it left behind where it was before.
            for (var way : around.engines().ofProject(assembly.key().projectKey())) {
                var left = leave(assembly, way.engine(), run);
                if (left.isPresent()) {
                    return left.get();
                }
            }
        }
        return switch (around.engines().to(Location.named(assembly.metadata().project(), assembly.status(AssemblyStatus.class).cluster()))) {
            case Way.Open(var _, var engine) -> {
                var left = leave(assembly, engine, run);
                yield left.isPresent() ? left.get() : elsewhere(assembly, run);
            }
            case Way.Closed closed when closed.empty() -> elsewhere(assembly, run);
            case Way.Closed closed -> {
                tell(assembly, closed.reason(), closed.sentence(), run);
                yield Outcome.waitingFor(closed.cluster(), closed.sentence());
            }
        };
    }

    private static boolean volumesToo(Resource assembly) {
        return "true".equals(assembly.metadata().annotations().get(VOLUMES_TOO));
    }

    /// @return what it came to, when something was there
    private Optional<Outcome> leave(Resource assembly, ObservedEngine engine, Run run) throws InterruptedException {
        boolean volumesToo = volumesToo(assembly);
        var steps = TopologyPlanner.removal(engine.observe().inventory(), stamp -> Moving.ofAssembly(assembly, stamp), volumesToo);
        if (!steps.isEmpty()) {
            var failed = around.runner(engine).run(steps, run);
            if (!failed.isEmpty()) {
                tell(assembly, failed.getFirst().failure().code(), failed.getFirst().sentence(), run);
                return Optional.of(Outcome.retry(failed.getFirst().sentence()));
            }
            return Optional.of(Outcome.lookAgain(TopologyPlanner.removal(engine.observe().inventory(), stamp -> Moving.ofAssembly(assembly, stamp), volumesToo).isEmpty()
                ? Duration.ZERO : ASK_AGAIN, "its networks are being removed"));
        }
        return Optional.empty();
    }

    private Outcome elsewhere(Resource assembly, Run run) throws InterruptedException {
        var rest = moving.clear(assembly, run);
        if (rest.sentence().isPresent()) {
            tell(assembly, "LeftElsewhere", rest.sentence().get(), run);
            return rest.going() ? Outcome.lookAgain(ASK_AGAIN, rest.sentence().get()) : Outcome.retry(rest.sentence().get());
        }
        var writes = new ArrayList<Write>();
        writes.addAll(new OwnContents(around.mirror(), assembly).all().toList());
        owned(assembly, Kind.RELEASE).forEach(r -> writes.add(new Write.Remove(r.key(), Write.Expected.ANYTHING)));
        writes.add(new Write.Remove(assembly.key(), Write.Expected.revision(assembly.metadata().revision())));
        around.commit(writes).forEach(w -> run.wrote(w.metadata().revision()));
        return Outcome.LEVEL;
    }

    private List<Resource> owned(Resource assembly, Kind kind) {
        return around.mirror().list(Query.of(kind).in(assembly.metadata().project()).ownedBy(assembly.asOwner()));
    }

    private void tell(Resource assembly, String reason, String sentence, Run run) {
        var before = assembly.status(AssemblyStatus.class);
        var status = before.saying(new Conditions(before, around.clock().instant()).notLevel(reason, sentence).list());
        if (!status.equals(before)) {
            around.commit(List.of(new Write.PutStatus(assembly.key(), status, Write.Expected.ANYTHING))).forEach(w -> run.wrote(w.metadata().revision()));
        }
    }
}
