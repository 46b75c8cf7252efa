package dev.plimsoll.controllers.assembly;

import dev.plimsoll.controllers.Conditions;
import dev.plimsoll.controllers.Engines.Way;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.controllers.component.Definitions;
import dev.plimsoll.controllers.component.StepRunner;
import dev.plimsoll.loop.Outcome;
import dev.plimsoll.loop.Reconciler;
import dev.plimsoll.loop.Run;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.PlanSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.Topology;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.EffectiveTopology;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.TopologyPlanner;
import dev.plimsoll.store.Query;
import dev.plimsoll.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Turns an assembly into its networks, volumes and components, keeps its releases, and sums up how its components stand. In order: networks and
/// volumes first, because instances need them; then release and components in one commit; then the sum.
public final class AssemblyController implements Reconciler {
    /// Held by an assembly until its components and networks are gone.
    public static final String FINALIZER = "dev.plimsoll/assembly";

    private final Surroundings around;
    private final Definitions definitions;
    private final Releases releases;
    private final Moving moving;

    public AssemblyController(Surroundings around) {
        this.around = around;
        this.definitions = new Definitions(around.engines().plane(), around.mirror()::get);
        this.releases = new Releases(around.mirror(), definitions);
        this.moving = new Moving(around);
    }

    @Override
    public Outcome reconcile(Key key, Run run) throws InterruptedException {
        var found = around.mirror().get(key);
        if (found.isEmpty()) {
            return Outcome.LEVEL;
        }
        var assembly = found.get();
        if (assembly.metadata().deleting()) {
            return new AssemblyRemoval(around, moving).reconcile(assembly, run);
        }
        if (!assembly.metadata().finalizers().contains(FINALIZER)) {
            assembly = around.commit(List.of(new Write.Put(assembly.withMetadata(assembly.metadata().withFinalizer(FINALIZER)),
                Write.Expected.revision(assembly.metadata().revision())))).getFirst();
            run.wrote(assembly.metadata().revision());
        }
        var missing = missingPlan(assembly);
        if (missing.isPresent()) {
            return missing.get().tell(this, assembly, run);
        }
        var topology = definitions.effective(key.project(), assembly.spec(AssemblySpec.class));
        var children = new Children(around.mirror(), assembly, topology);
        var impossible = Naming.tooLong(key.name(), topology).map(s -> new Impossible("NameTooLong", s)).or(children::taken);
        if (impossible.isPresent()) {
            write(assembly, status(assembly, new Conditions(assembly.status(), around.clock().instant())
                .notLevel(impossible.get().reason(), impossible.get().sentence())), run);
            return Outcome.failed(impossible.get().sentence());
        }
        var gone = moving.departure(assembly);
        if (gone.isPresent()) {
            write(assembly, gone.get(), run);
            return Outcome.lookAgain(Duration.ZERO, "it is declared for " + Location.of(assembly) + " now");
        }
        return switch (around.engines().to(Location.of(assembly))) {
            case Way.Closed closed -> new Missing(closed.cluster(), closed.reason(), closed.sentence()).tell(this, assembly, run);
            case Way.Open(var _, var engine) -> new Look(engine, assembly, topology, run).drive(children);
        };
    }

    /// Why an assembly can never become level as it is declared.
    record Impossible(String reason, String sentence) {}

    /// One look at an assembly on its engine.
    private final class Look {
        private final ObservedEngine engine;
        private final Resource assembly;
        private final Topology topology;
        private final Run run;
        private final StepRunner runner;

        Look(ObservedEngine engine, Resource assembly, Topology topology, Run run) {
            this.engine = engine;
            this.assembly = assembly;
            this.topology = topology;
            this.run = run;
            this.runner = around.runner(engine);
        }

        Outcome drive(Children children) throws InterruptedException {
            var identity = new Definition.Identity(engine.plane(), assembly.metadata().project(), assembly.metadata().name(), "", assembly.metadata().uid());
            var planner = new TopologyPlanner(identity, topology);
            var steps = planner.missing(engine.observe().inventory());
            var failed = steps.isEmpty() ? List.<StepRunner.Failed>of() : runner.run(steps, run);
            if (!failed.isEmpty()) {
                var first = failed.getFirst();
                write(assembly, status(assembly, new Conditions(assembly.status(), around.clock().instant()).notLevel(first.failure().code(), first.sentence())), run);
                return Outcome.retry(first.sentence());
            }
            var release = releases.current(assembly);
            var held = new HeldBack(around.mirror(), releases).of(assembly, topology, release.number(), run);
            var changes = children.writes(held, planner, around.clock().instant());
            var writes = new ArrayList<Write>(release.write().stream().toList());
            writes.addAll(changes);
            if (!writes.isEmpty()) {
                run.step("release " + release.number() + ": " + changes.size() + " components and routes to change");
                // In the same commit, because what is held back must be known to the next look, or it would be let go again.
                writes.add(new Write.PutStatus(assembly.key(), Sum.telling(assembly, release.number(), topology, held, around.clock().instant()), Write.Expected.PRESENT));
                around.commit(writes).forEach(w -> run.wrote(w.metadata().revision()));
                return Outcome.lookAgain(Duration.ZERO, "its components were told");
            }
            var superfluous = planner.superfluous(engine.observe().inventory());
            if (!superfluous.isEmpty()) {
                runner.run(superfluous, run);
            }
            return sumUp(new Current(release.number(), held, planner));
        }

        /// What the assembly is at the moment: the release, and what of it is held back.
        private record Current(int release, HeldBack.Held held, TopologyPlanner planner) {}

        private Outcome sumUp(Current current) throws InterruptedException {
            var components = components(assembly);
            var outdated = current.planner.outdated(engine.observe().inventory());
            var here = new Sum(assembly, current.release, components, current.held, outdated, Moving.Rest.of(assembly), around.clock().instant());
            var sum = here.made() ? here.with(moving.clear(assembly, run)) : here;
            var status = sum.status();
            var writes = new ArrayList<>(releases.afterSum(assembly, current.release, status, components, around.clock().instant()));
            var used = releases.used(assembly.metadata().project(), topology).collect(Collectors.toSet());
            var contents = new OwnContents(around.mirror(), assembly);
            writes.addAll((status.level() ? Stream.concat(contents.adoptions(used), contents.unused(used)) : contents.adoptions(used)).toList());
            // Images first: a release that is gone can no longer tell which they were.
            collectImages(writes);
            if (!status.equals(assembly.status())) {
                writes.add(new Write.PutStatus(assembly.key(), status, Write.Expected.PRESENT));
            }
            if (!writes.isEmpty()) {
                around.commit(writes).forEach(w -> run.wrote(w.metadata().revision()));
            }
            return sum.outcome();
        }

        /// Images that only forgotten releases used are taken away; one that is in use stays, because the engine refuses.
        private void collectImages(List<Write> writes) {
            releases.digestsOnlyIn(writes).forEach(digest -> engine.engine().images().remove(digest));
        }
    }

    private List<Resource> components(Resource assembly) {
        return around.mirror().list(Query.of(Kind.COMPONENT).in(assembly.metadata().project()).ownedBy(assembly.asOwner()));
    }

    private AssemblyStatus status(Resource assembly, Conditions conditions) {
        var before = assembly.status(AssemblyStatus.class);
        return new AssemblyStatus(assembly.metadata().generation(), conditions.list(), before.release(), before.levelRelease(), before.components(),
            before.levelComponents(), before.heldBack(), before.cluster(), before.formerly());
    }

    private void write(Resource assembly, AssemblyStatus status, Run run) {
        if (!status.equals(assembly.status())) {
            around.commit(List.of(new Write.PutStatus(assembly.key(), status, Write.Expected.PRESENT))).forEach(w -> run.wrote(w.metadata().revision()));
        }
    }

    private Optional<Missing> missingPlan(Resource assembly) {
        var spec = assembly.spec(AssemblySpec.class);
        if (spec.plan().isEmpty()) {
            return Optional.empty();
        }
        var key = new Key(Kind.PLAN, assembly.metadata().project(), spec.plan().get());
        var plan = around.mirror().get(key);
        if (plan.isEmpty()) {
            return Optional.of(new Missing(key, "PlanNotFound", "there is no " + key.shortForm()));
        }
        var open = EffectiveTopology.unanswered(spec, plan.get().spec(PlanSpec.class));
        return open.isEmpty() ? Optional.empty()
            : Optional.of(new Missing(key, "ParametersMissing", key.shortForm() + " asks for " + String.join(", ", open) + "; set spec.parameters"));
    }

    private record Missing(Key what, String reason, String sentence) {
        Outcome tell(AssemblyController controller, Resource assembly, Run run) {
            controller.write(assembly, controller.status(assembly,
                new Conditions(assembly.status(), controller.around.clock().instant()).notLevel(reason, sentence)), run);
            return Outcome.waitingFor(what, sentence);
        }
    }
}
