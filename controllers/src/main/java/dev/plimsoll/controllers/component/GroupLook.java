package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.ComponentPlan;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.GroupDefinition;
import dev.plimsoll.planning.Planning;
import dev.plimsoll.planning.Sighting;
import dev.plimsoll.planning.Step;
import dev.plimsoll.ports.EngineFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One look at a group on its engine: what is to be, what is there, the steps from one to the other, and what that says of the group.
final class GroupLook {
    private static final Duration SETTLING = Duration.ofMillis(500);

    private final Surroundings around;
    private final ObservedEngine engine;
    private final DeclaredGroup group;
    private final Definitions definitions;
    private final GroupImages images;
    private final StepRunner runner;
    private final LastLevel lastLevel;
    private final DependencyGate gate;
    private final FailureNotes notes;

    GroupLook(Surroundings around, ObservedEngine engine, DeclaredGroup group) {
        this.around = around;
        this.engine = engine;
        this.group = group;
        this.definitions = new Definitions(engine.plane(), around.mirror()::get);
        this.images = new GroupImages(new ImageResolution(engine.engine().images(), around.contexts(), engine.plane()));
        this.runner = around.runner(engine);
        this.lastLevel = new LastLevel(around.mirror()::get, definitions, engine.engine().images());
        this.gate = new DependencyGate(around.mirror()::get);
        this.notes = new FailureNotes(engine.engine().console(), around.clock());
    }

    Outcome lead(Run run) throws InterruptedException {
        var drafts = new ArrayList<Definitions.Draft.Complete>();
        for (var member : group.members()) {
            switch (definitions.of(member)) {
                case Definitions.Draft.Lacking lacking -> {
                    write(status().with(c -> c.notLevel("ReferenceNotFound", lacking.sentence())), run);
                    return Outcome.waitingFor(lacking.what(), lacking.sentence());
                }
                case Definitions.Draft.Complete draft -> drafts.add(draft);
            }
        }
        boolean byServices = engine.instances(group.keys()).inventory().services().isPresent();
        Map<Key, ComponentStatus.ResolvedImage> found;
        GroupDefinition wanted;
        try {
            found = images.of(group, drafts, run);
            wanted = wanted(drafts, found, byServices);
        } catch (EngineFailure failure) {
            return noImage(failure, run);
        } catch (InvalidValue impossible) {
            write(formerHealed(run).with(c -> c.notLevel("Impossible", impossible.getMessage())), run);
            return Outcome.failed(impossible.getMessage());
        }
        return drive(wanted, found, run);
    }

    private GroupDefinition wanted(List<Definitions.Draft.Complete> drafts, Map<Key, ComponentStatus.ResolvedImage> found, boolean byServices) {
        var definitions = new ArrayList<Definition>();
        for (int i = 0; i < drafts.size(); i++) {
            var image = Optional.ofNullable(found.get(group.members().get(i).key()));
            definitions.add(drafts.get(i).with(image.map(ComponentStatus.ResolvedImage::id).orElse("")));
        }
        var sidekicks = definitions.subList(1, definitions.size());
        return byServices ? GroupDefinition.ofServices(definitions.getFirst(), sidekicks) : GroupDefinition.of(definitions.getFirst(), sidekicks);
    }

    private Outcome drive(GroupDefinition wanted, Map<Key, ComponentStatus.ResolvedImage> found, Run run) throws InterruptedException {
        var observed = engine.instances(group.keys());
        var seen = seen(observed);
        var plan = Planning.plan(wanted, sighting(observed, seen), group.status(), around.clock().instant());
        var closed = plan.steps().stream().anyMatch(Step::starts) ? gate.closed(wanted) : Optional.<DependencyGate.Closed>empty();
        var next = status().of(plan, found, seen).withFailure(notes.of(plan, wanted.primary(), group.status()));
        if (closed.isPresent()) {
            var sentence = closed.get().sentence();
            write(next.with(c -> c.notLevel("WaitingForDependency", sentence)), run);
            return Outcome.waitingFor(closed.get().key(), sentence);
        }
        if (plan.verdict() instanceof ComponentPlan.Verdict.Stuck stuck && !plan.failures().isEmpty()) {
            // What shows that an update failed is about to be taken away: should we die after that, the next life must know of it.
            write(status().of(plan, found, seen).withFailure(next.lastFailure()).with(c -> c.notLevel(stuck.reason(), stuck.sentence())), run);
        }
        if (plan.verdict() instanceof ComponentPlan.Verdict.Going going && !plan.steps().isEmpty() && group.status().level()) {
            // Steps may take long, and nobody is to believe meanwhile that all is well.
            write(status().of(plan, found, seen).withFailure(next.lastFailure()).with(c -> c.notLevel(going.reason(), going.sentence())), run);
        }
        var drain = around.drain(group.primary().key(), Stops.of(plan.steps()));
        var failed = runner.run(drain.done() ? plan.steps() : Stops.besides(plan.steps()), run);
        if (!failed.isEmpty()) {
            return stepsFailed(next, failed, run);
        }
        if (!drain.done()) {
            // The update's own clock stands still meanwhile: nothing of this batch has been done yet.
            write(status().with(c -> c.notLevel("Draining", drain.sentence())), run);
            return Outcome.lookAgain(drain.lookAgain(), drain.sentence());
        }
        return verdict(next, plan, run);
    }

    /// The instances of each member, their probes heeded.
    private Map<Key, List<SeenInstance>> seen(ObservedEngine.Observation observed) {
        var seen = new LinkedHashMap<Key, List<SeenInstance>>();
        for (var member : group.members()) {
            var instances = observed.instances(member.key());
            seen.put(member.key(), around.prober().judged(member.key(), member.spec(ComponentSpec.class), instances, member.status(ComponentStatus.class).instances()));
        }
        return seen;
    }

    private Sighting sighting(ObservedEngine.Observation observed, Map<Key, List<SeenInstance>> judged) {
        return new Sighting(judged.values().stream().flatMap(List::stream).toList(), observed.sighting(group.keys()).services());
    }

    /// Without its image nothing is updated: what runs goes on running (P24), and what fails of it is replaced by the same again. An image that does not exist fails an update for good; a registry that does
    /// not answer is asked again.
    private Outcome noImage(EngineFailure failure, Run run) throws InterruptedException {
        boolean forGood = failure instanceof EngineFailure.Absent || failure instanceof EngineFailure.Rejected;
        var noted = failure.lastLines().isEmpty() ? Optional.<ComponentStatus.Failure>empty() : Optional.of(notes.of(failure, group.status()));
        write(formerHealed(run).withFailure(noted).with(c -> {
            c.notLevel(failure.code(), failure.getMessage());
            if (forGood) {
                c.state(ComponentStatus.UPDATE_FAILED, true, failure.code(), failure.getMessage());
            }
        }), run);
        return Outcome.retry(failure.getMessage());
    }

    /// The new ones cannot be made, or not yet; what serves is held up all the same.
    private GroupStatus formerHealed(Run run) throws InterruptedException {
        try {
            var former = lastLevel.of(group);
            if (former.isEmpty()) {
                return status();
            }
            var observed = engine.instances(group.keys());
            var seen = seen(observed);
            var plan = Planning.heal(former.get(), sighting(observed, seen), group.status(), around.clock().instant());
            runner.run(plan.steps(), run);
            return status().of(plan, group.images(), seen).withFailure(notes.of(plan, former.get().primary(), group.status()));
        } catch (EngineFailure nothingIsSeen) {
            return status();
        }
    }

    private Outcome stepsFailed(GroupStatus next, List<StepRunner.Failed> failed, Run run) {
        var first = failed.getFirst();
        var noted = next.withFailure(Optional.of(notes.of(first, group.status())));
        // Only a refusal speaks against the new definition: no room, a lost image or network, silence, or somebody else's container of that name may pass.
        boolean refused = first.step().starts() && first.failure() instanceof EngineFailure.Rejected && !first.failure().code().equals("NameTaken");
        var counted = refused ? noted.countUpdateFailure() : noted;
        write(counted.with(c -> c.notLevel(first.failure().code(), first.sentence())), run);
        return Outcome.retry(first.sentence());
    }

    private Outcome verdict(GroupStatus next, ComponentPlan plan, Run run) {
        return switch (plan.verdict()) {
            case ComponentPlan.Verdict.Level _ -> {
                write(next.with(c -> c.level(plan.ready() + " of " + plan.ready() + " ready")), run);
                yield Outcome.LEVEL;
            }
            case ComponentPlan.Verdict.Going going -> {
                write(next.with(c -> c.notLevel(going.reason(), going.sentence())), run);
                // After our own steps we look again soon, because only then is it known since when the new instances are well.
                yield plan.steps().isEmpty() ? going.lookAgain().map(d -> Outcome.lookAgain(d, going.sentence())).orElse(Outcome.waiting(going.sentence()))
                    : Outcome.lookAgain(Duration.ZERO, going.sentence());
            }
            case ComponentPlan.Verdict.Stuck stuck -> {
                write(next.with(c -> {
                    c.notLevel(stuck.reason(), stuck.sentence());
                    if (stuck.reason().equals(ComponentStatus.UPDATE_FAILED)) {
                        c.state(ComponentStatus.UPDATE_FAILED, true, stuck.reason(), stuck.sentence());
                    }
                }), run);
                yield plan.steps().isEmpty() ? stuck.lookAgain().map(d -> Outcome.lookAgain(d, stuck.sentence())).orElse(Outcome.failed(stuck.sentence()))
                    : Outcome.lookAgain(SETTLING, stuck.sentence());
            }
        };
    }

    private GroupStatus status() {
        return GroupStatus.of(group, around.clock().instant());
    }

    private void write(GroupStatus status, Run run) {
        var writes = status.writes();
        if (!writes.isEmpty()) {
            around.commit(writes).forEach(w -> run.wrote(w.metadata().revision()));
        }
    }
}
