package dev.plimsoll.server;

import dev.plimsoll.api.plane.Foresight;
import dev.plimsoll.controllers.ObservedEngine;
import dev.plimsoll.controllers.component.Definitions;
import dev.plimsoll.controllers.component.ImageResolution;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.ComponentPlanner;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.Rehearsal;
import dev.plimsoll.planning.Step;
import dev.plimsoll.planning.TopologyPlanner;
import dev.plimsoll.ports.Contexts;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Previews by the controllers' own planners on the controllers' own observation.
final class PlannersForesight implements Foresight {
    private final Mirror mirror;
    private final ObservedEngine observed;
    private final InstantSource clock;

    PlannersForesight(Mirror mirror, ObservedEngine observed, InstantSource clock) {
        this.mirror = mirror;
        this.observed = observed;
        this.clock = clock;
    }

    @Override
    public List<PlannedStep> steps(Proposal proposal) {
        try {
            return new Look(proposal, observed.observe()).steps();
        } catch (EngineFailure failure) {
            throw EngineConsole.trouble(failure);
        } catch (InterruptedException givenUp) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("given up", givenUp);
        }
    }

    /// One preview: everything is read from the proposal first, then from the mirror.
    private final class Look {
        private final Proposal proposal;
        private final ObservedEngine.Observation seen;
        private final Map<Key, Resource> declared = new HashMap<>();
        private final Map<String, Optional<String>> imageIds = new HashMap<>();
        private final List<PlannedStep> steps = new ArrayList<>();
        private final Definitions definitions;

        Look(Proposal proposal, ObservedEngine.Observation seen) {
            this.proposal = proposal;
            this.seen = seen;
            proposal.declared().forEach(r -> declared.put(r.key(), r));
            this.definitions = new Definitions(observed.plane(), this::read);
        }

        List<PlannedStep> steps() {
            proposal.declared().stream().filter(r -> r.kind() == Kind.ASSEMBLY).forEach(this::assembly);
            proposal.declared().stream().filter(r -> r.kind() == Kind.COMPONENT).forEach(this::component);
            proposal.removed().stream().filter(k -> k.kind() == Kind.ASSEMBLY).forEach(k ->
                mirror.list(Query.of(Kind.COMPONENT).in(k.project())).stream()
                    .filter(c -> c.metadata().owner().filter(o -> o.key(k.project()).equals(k)).isPresent()).forEach(c -> removal(c.key())));
            proposal.removed().stream().filter(k -> k.kind() == Kind.COMPONENT).forEach(this::removal);
            return steps;
        }

        private Optional<Resource> read(Key key) {
            return Optional.ofNullable(declared.get(key)).or(() -> proposal.removed().contains(key) ? Optional.empty() : mirror.get(key));
        }

        private void assembly(Resource assembly) {
            var project = assembly.metadata().project();
            var stored = mirror.get(assembly.key());
            var topology = definitions.effective(project, assembly.spec(AssemblySpec.class));
            var identity = new Definition.Identity(observed.plane(), project, assembly.metadata().name(), "",
                stored.map(s -> s.metadata().uid()).orElse(""));
            new TopologyPlanner(identity, topology).missing(seen.inventory()).forEach(s -> add(assembly.key(), s));
            boolean changed = proposal.changed().contains(assembly.key());
            var held = changed ? List.<String>of() : stored.map(s -> s.status(AssemblyStatus.class).heldBack()).orElse(List.of());
            var wanted = new HashSet<Key>();
            topology.components().forEach((name, spec) -> {
                var key = Naming.component(project, assembly.metadata().name(), name);
                wanted.add(key);
                var child = mirror.get(key);
                var there = child.map(c -> held.contains(name) ? c : c.withSpec(spec));
                component(there.orElseGet(() -> Resource.declared(Metadata.named(project, key.name()).withOwner(assembly.asOwner()), spec)));
            });
            stored.ifPresent(s -> mirror.list(Query.of(Kind.COMPONENT).in(project).ownedBy(s.asOwner())).stream()
                .map(Resource::key).filter(k -> !wanted.contains(k)).forEach(this::removal));
        }

        private void component(Resource component) {
            if (!(definitions.of(component) instanceof Definitions.Draft.Complete draft)) {
                return;
            }
            var status = component.status(ComponentStatus.class);
            var known = ImageResolution.kept(component.key(), draft.spec(), status).map(ComponentStatus.ResolvedImage::id)
                .or(() -> imageIds.computeIfAbsent(ImageResolution.reference(component.key(), draft.spec()), this::onEngine));
            if (known.isEmpty()) {
                steps.add(new PlannedStep(component.key(), Action.CREATE, (draft.spec().build().isPresent() ? "build image " : "pull image ")
                    + ImageResolution.reference(component.key(), draft.spec())));
            }
            Rehearsal.of(draft.with(known.orElse("")), seen.instances(component.key()), status, clock.instant()).forEach(s -> add(component.key(), s));
        }

        private Optional<String> onEngine(String reference) {
            return observed.engine().images().find(reference).map(i -> i.id());
        }

        private void removal(Key component) {
            var grace = mirror.get(component).map(c -> c.spec(ComponentSpec.class).process().stopGrace()).orElse(java.time.Duration.ofSeconds(10));
            ComponentPlanner.removal(seen.instances(component), grace).forEach(s -> add(component, s));
        }

        private void add(Key key, Step step) {
            steps.add(new PlannedStep(key, switch (step.action()) {
                case CREATE -> Action.CREATE;
                case UPDATE -> Action.UPDATE;
                case DELETE -> Action.DELETE;
            }, step.sentence()));
        }
    }
}
