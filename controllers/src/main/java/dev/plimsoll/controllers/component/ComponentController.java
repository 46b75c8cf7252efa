package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.controllers.minding.Minders;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
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
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes the instances of one component and its sidekicks what they declare: the only place where containers are started and stopped. What a sidekick
/// needs is done when its primary is looked at.
public final class ComponentController implements Reconciler {
    /// Held by a component until none of its instances is left.
    public static final String FINALIZER = "dev.plimsoll/instances";
    private static final Duration SETTLING = Duration.ofMillis(500);

    private final Surroundings around;
    private final Definitions definitions;
    private final Members members;
    private final GroupImages images;
    private final StepRunner runner;
    private final LastLevel lastLevel;
    private final DependencyGate gate;
    private final FailureNotes notes;
    private final Minders minders;

    public ComponentController(Surroundings around, Minders minders) {
        this.around = around;
        this.definitions = new Definitions(around.engine().plane(), around.mirror()::get);
        this.members = new Members(around.mirror()::get);
        this.images = new GroupImages(new ImageResolution(around.engine().engine().images(), around.contexts(), around.engine().plane()));
        this.runner = new StepRunner(around.engine(), around.lanes(), new InstanceParts(around.mirror()::get, around.vault(), around.engine()::host));
        this.lastLevel = new LastLevel(around.mirror()::get, definitions, around.engine().engine().images());
        this.gate = new DependencyGate(around.mirror()::get);
        this.minders = minders;
        this.notes = new FailureNotes(around.engine().engine().console(), around.clock());
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = around.mirror().get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var component = found.get();
        if (component.metadata().deleting()) {
            return new ComponentRemoval(around, runner).reconcile(component, run);
        }
        if (!component.metadata().finalizers().contains(FINALIZER)) {
            component = around.commit(List.of(new Write.Put(component.withMetadata(component.metadata().withFinalizer(FINALIZER)),
                Write.Expected.revision(component.metadata().revision())))).getFirst();
            run.wrote(component.metadata().revision());
        }
        // Once: whether it helped is for the next look from all sides to tell.
        minders.treat(key, run);
        return switch (members.role(component)) {
            case Members.Role.Leads(var group) -> lead(group, run);
            case Members.Role.Follows(var primary) -> Outcome.waitingFor(primary, "it is looked after with " + primary.shortForm());
            case Members.Role.Stray(var primary, var sentence) -> {
                write(GroupStatus.of(new DeclaredGroup(List.of(component)), around.clock().instant()).with(c -> c.notLevel("PrimaryNotFound", sentence)), run);
                yield Outcome.waitingFor(primary, sentence);
            }
        };
    }

    private Outcome lead(DeclaredGroup group, Run run) throws InterruptedException {
        var drafts = new ArrayList<Definitions.Draft.Complete>();
        for (var member : group.members()) {
            switch (definitions.of(member)) {
                case Definitions.Draft.Lacking lacking -> {
                    write(status(group).with(c -> c.notLevel("ReferenceNotFound", lacking.sentence())), run);
                    return Outcome.waitingFor(lacking.what(), lacking.sentence());
                }
                case Definitions.Draft.Complete draft -> drafts.add(draft);
            }
        }
        boolean byServices = around.engine().instances(group.keys()).inventory().services().isPresent();
        Map<Key, ComponentStatus.ResolvedImage> found;
        GroupDefinition wanted;
        try {
            found = images.of(group, drafts, run);
            wanted = wanted(group, drafts, found, byServices);
        } catch (EngineFailure failure) {
            return noImage(group, failure, run);
        } catch (InvalidValue impossible) {
            write(formerHealed(group, run).with(c -> c.notLevel("Impossible", impossible.getMessage())), run);
            return Outcome.failed(impossible.getMessage());
        }
        return drive(group, wanted, found, run);
    }

    private static GroupDefinition wanted(DeclaredGroup group, List<Definitions.Draft.Complete> drafts, Map<Key, ComponentStatus.ResolvedImage> found, boolean byServices) {
        var definitions = new ArrayList<Definition>();
        for (int i = 0; i < drafts.size(); i++) {
            var image = Optional.ofNullable(found.get(group.members().get(i).key()));
            definitions.add(drafts.get(i).with(image.map(ComponentStatus.ResolvedImage::id).orElse("")));
        }
        var sidekicks = definitions.subList(1, definitions.size());
        return byServices ? GroupDefinition.ofServices(definitions.getFirst(), sidekicks) : GroupDefinition.of(definitions.getFirst(), sidekicks);
    }

    private Outcome drive(DeclaredGroup group, GroupDefinition wanted, Map<Key, ComponentStatus.ResolvedImage> found, Run run) throws InterruptedException {
        var observed = around.engine().instances(group.keys());
        var seen = seen(group, observed);
        var plan = Planning.plan(wanted, sighting(group, observed, seen), group.status(), around.clock().instant());
        var closed = plan.steps().stream().anyMatch(Step::starts) ? gate.closed(wanted) : Optional.<DependencyGate.Closed>empty();
        var next = status(group).of(plan, found, seen).withFailure(notes.of(plan, wanted.primary(), group.status()));
        if (closed.isPresent()) {
            var sentence = closed.get().sentence();
            write(next.with(c -> c.notLevel("WaitingForDependency", sentence)), run);
            return Outcome.waitingFor(closed.get().key(), sentence);
        }
        if (plan.verdict() instanceof ComponentPlan.Verdict.Stuck stuck && !plan.failures().isEmpty()) {
            // What shows that an update failed is about to be taken away: should we die after that, the next life must know of it.
            write(status(group).of(plan, found, seen).withFailure(next.lastFailure()).with(c -> c.notLevel(stuck.reason(), stuck.sentence())), run);
        }
        if (plan.verdict() instanceof ComponentPlan.Verdict.Going going && !plan.steps().isEmpty() && group.status().level()) {
            // Steps may take long, and nobody is to believe meanwhile that all is well.
            write(status(group).of(plan, found, seen).withFailure(next.lastFailure()).with(c -> c.notLevel(going.reason(), going.sentence())), run);
        }
        var drain = around.traffic().drain(group.primary().key(), Stops.of(plan.steps()));
        var failed = runner.run(drain.done() ? plan.steps() : Stops.besides(plan.steps()), run);
        if (!failed.isEmpty()) {
            return stepsFailed(group, next, failed, run);
        }
        if (!drain.done()) {
            // The update's own clock stands still meanwhile: nothing of this batch has been done yet.
            write(status(group).with(c -> c.notLevel("Draining", drain.sentence())), run);
            return Outcome.lookAgain(drain.lookAgain(), drain.sentence());
        }
        return verdict(next, plan, run);
    }

    /// The instances of each member, their probes heeded.
    private Map<Key, List<SeenInstance>> seen(DeclaredGroup group, ObservedEngine.Observation observed) {
        var seen = new LinkedHashMap<Key, List<SeenInstance>>();
        for (var member : group.members()) {
            var instances = observed.instances(member.key());
            seen.put(member.key(), around.prober().judged(member.key(), member.spec(ComponentSpec.class), instances, member.status(ComponentStatus.class).instances()));
        }
        return seen;
    }

    private static Sighting sighting(DeclaredGroup group, ObservedEngine.Observation observed, Map<Key, List<SeenInstance>> judged) {
        return new Sighting(judged.values().stream().flatMap(List::stream).toList(), observed.sighting(group.keys()).services());
    }

    /// Without its image nothing is updated: what runs goes on running (P24), and what fails of it is replaced by the same again. An image that does not exist fails an update for good; a registry that does
    /// not answer is asked again.
    private Outcome noImage(DeclaredGroup group, EngineFailure failure, Run run) throws InterruptedException {
        boolean forGood = failure instanceof EngineFailure.Absent || failure instanceof EngineFailure.Rejected;
        var noted = failure.lastLines().isEmpty() ? Optional.<ComponentStatus.Failure>empty() : Optional.of(notes.of(failure, group.status()));
        write(formerHealed(group, run).withFailure(noted).with(c -> {
            c.notLevel(failure.code(), failure.getMessage());
            if (forGood) {
                c.state(ComponentStatus.UPDATE_FAILED, true, failure.code(), failure.getMessage());
            }
        }), run);
        return Outcome.retry(failure.getMessage());
    }

    /// The new ones cannot be made, or not yet; what serves is held up all the same.
    private GroupStatus formerHealed(DeclaredGroup group, Run run) throws InterruptedException {
        try {
            var former = lastLevel.of(group);
            if (former.isEmpty()) {
                return status(group);
            }
            var observed = around.engine().instances(group.keys());
            var seen = seen(group, observed);
            var plan = Planning.heal(former.get(), sighting(group, observed, seen), group.status(), around.clock().instant());
            runner.run(plan.steps(), run);
            return status(group).of(plan, group.images(), seen).withFailure(notes.of(plan, former.get().primary(), group.status()));
        } catch (EngineFailure nothingIsSeen) {
            return status(group);
        }
    }

    private Outcome stepsFailed(DeclaredGroup group, GroupStatus next, List<StepRunner.Failed> failed, Run run) {
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

    private GroupStatus status(DeclaredGroup group) {
        return GroupStatus.of(group, around.clock().instant());
    }

    private void write(GroupStatus status, Run run) {
        var writes = status.writes();
        if (!writes.isEmpty()) {
            around.commit(writes).forEach(w -> run.wrote(w.metadata().revision()));
        }
    }
}
