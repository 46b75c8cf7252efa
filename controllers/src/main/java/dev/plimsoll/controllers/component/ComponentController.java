package dev.plimsoll.controllers.component;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.ComponentPlan;
import dev.plimsoll.planning.ComponentPlanner;
import dev.plimsoll.planning.Step;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Makes the instances of one component what it declares: the only place where containers are started and stopped.
public final class ComponentController implements Reconciler {
    /// Held by a component until none of its instances is left.
    public static final String FINALIZER = "dev.plimsoll/instances";
    private static final Duration SETTLING = Duration.ofMillis(500);

    private final Surroundings around;
    private final Definitions definitions;
    private final ImageResolution images;
    private final StepRunner runner;
    private final DependencyGate gate;
    private final FailureNotes notes;

    public ComponentController(Surroundings around) {
        this.around = around;
        this.definitions = new Definitions(around.engine().plane(), around.mirror()::get);
        this.images = new ImageResolution(around.engine().engine().images(), around.contexts(), around.engine().plane());
        this.runner = new StepRunner(around.engine(), around.lanes(), new InstanceParts(around.mirror()::get, around.vault()));
        this.gate = new DependencyGate(around.mirror()::get);
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
        return switch (definitions.of(component)) {
            case Definitions.Draft.Lacking lacking -> {
                write(component, run, status(component).with(c -> c.notLevel("ReferenceNotFound", lacking.sentence())));
                yield Outcome.waitingFor(lacking.what(), lacking.sentence());
            }
            case Definitions.Draft.Complete draft -> drive(component, draft, run);
        };
    }

    private Outcome drive(Resource component, Definitions.Draft.Complete draft, Run run) throws InterruptedException {
        Optional<ComponentStatus.ResolvedImage> image;
        try {
            image = image(component, draft.spec(), run);
        } catch (EngineFailure failure) {
            return noImage(component, failure, run);
        }
        var wanted = draft.with(image.map(ComponentStatus.ResolvedImage::id).orElse(""));
        var seen = around.engine().instances(component.key());
        var plan = ComponentPlanner.plan(wanted, seen, component.status(ComponentStatus.class), around.clock().instant());
        var closed = plan.steps().stream().anyMatch(s -> s instanceof Step.RunInstance) ? gate.closed(draft.identity(), draft.spec()) : Optional.<DependencyGate.Closed>empty();
        var next = status(component).of(plan, image);
        next = next.withFailure(notes.of(plan, wanted, component.status(ComponentStatus.class)));
        if (closed.isPresent()) {
            var sentence = closed.get().sentence();
            write(component, run, next.with(c -> c.notLevel("WaitingForDependency", sentence)));
            return Outcome.waitingFor(closed.get().key(), sentence);
        }
        if (plan.verdict() instanceof ComponentPlan.Verdict.Stuck stuck && !plan.failures().isEmpty()) {
            // What shows that an update failed is about to be taken away: should we die after that, the next life must know of it.
            write(component, run, status(component).of(plan, image).withFailure(next.base().lastFailure()).with(c -> c.notLevel(stuck.reason(), stuck.sentence())));
        }
        var failed = runner.run(plan.steps(), run);
        if (!failed.isEmpty()) {
            return stepsFailed(component, next, failed, run);
        }
        return verdict(component, next, plan, run);
    }

    /// None when nothing is to run: then no missing image may keep from stopping what runs.
    private Optional<ComponentStatus.ResolvedImage> image(Resource component, ComponentSpec spec, Run run) {
        var status = component.status(ComponentStatus.class);
        var kept = ImageResolution.kept(component.key(), spec, status);
        boolean lost = !status.level() && status.lastFailure().filter(f -> f.reason().equals("ImageNotFound")).isPresent();
        if (kept.isPresent() && !lost) {
            return kept;
        }
        if (spec.replicas() == 0) {
            return Optional.empty();
        }
        run.step("find image " + ImageResolution.reference(component.key(), spec));
        return Optional.of(kept.isPresent() ? images.again(component.key(), spec, kept.get(), run::progress)
            : images.resolve(component.key(), spec, run::progress));
    }

    /// Without its image nothing is touched: what runs goes on running (P24). An image that does not exist fails an update for good; a registry that does
    /// not answer is asked again.
    private Outcome noImage(Resource component, EngineFailure failure, Run run) {
        boolean forGood = failure instanceof EngineFailure.Absent || failure instanceof EngineFailure.Rejected;
        var status = status(component).with(c -> {
            c.notLevel(failure.code(), failure.getMessage());
            if (forGood) {
                c.state(ComponentStatus.UPDATE_FAILED, true, failure.code(), failure.getMessage());
            }
        });
        write(component, run, status);
        return Outcome.retry(failure.getMessage());
    }

    private Outcome stepsFailed(Resource component, StatusDraft next, List<StepRunner.Failed> failed, Run run) {
        var first = failed.getFirst();
        var noted = next.withFailure(Optional.of(notes.of(first, component.status(ComponentStatus.class))));
        // Only a refusal speaks against the new definition: no room, a lost image or network, silence, or somebody else's container of that name may pass.
        boolean refused = first.step() instanceof Step.RunInstance && first.failure() instanceof EngineFailure.Rejected && !first.failure().code().equals("NameTaken");
        var counted = refused ? noted.countUpdateFailure() : noted;
        write(component, run, counted.with(c -> c.notLevel(first.failure().code(), first.sentence())));
        return Outcome.retry(first.sentence());
    }

    private Outcome verdict(Resource component, StatusDraft next, ComponentPlan plan, Run run) {
        return switch (plan.verdict()) {
            case ComponentPlan.Verdict.Level _ -> {
                write(component, run, next.with(c -> c.level(plan.ready() + " of " + plan.ready() + " ready")));
                yield Outcome.LEVEL;
            }
            case ComponentPlan.Verdict.Going going -> {
                write(component, run, next.with(c -> c.notLevel(going.reason(), going.sentence())));
                // After our own steps we look again soon, because only then is it known since when the new instances are well.
                yield plan.steps().isEmpty() ? going.lookAgain().map(d -> Outcome.lookAgain(d, going.sentence())).orElse(Outcome.waiting(going.sentence()))
                    : Outcome.lookAgain(Duration.ZERO, going.sentence());
            }
            case ComponentPlan.Verdict.Stuck stuck -> {
                write(component, run, next.with(c -> {
                    c.notLevel(stuck.reason(), stuck.sentence());
                    if (stuck.reason().equals(ComponentStatus.UPDATE_FAILED)) {
                        c.state(ComponentStatus.UPDATE_FAILED, true, stuck.reason(), stuck.sentence());
                    }
                }));
                yield plan.steps().isEmpty() ? stuck.lookAgain().map(d -> Outcome.lookAgain(d, stuck.sentence())).orElse(Outcome.failed(stuck.sentence()))
                    : Outcome.lookAgain(SETTLING, stuck.sentence());
            }
        };
    }

    private StatusDraft status(Resource component) {
        return new StatusDraft(component, component.status(ComponentStatus.class), new Conditions(component.status(), around.clock().instant()));
    }

    private void write(Resource component, Run run, StatusDraft draft) {
        var status = draft.finished();
        if (!status.equals(component.status())) {
            var written = around.commit(List.of(new Write.PutStatus(component.key(), status, Write.Expected.PRESENT)));
            run.wrote(written.getFirst().metadata().revision());
        }
    }
}
