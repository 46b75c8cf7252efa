package dev.plimsoll.server;

import dev.plimsoll.api.plane.Foresight;
import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.component.Definitions;
import dev.plimsoll.controllers.component.ImageResolution;
import dev.plimsoll.controllers.component.Members;
import dev.plimsoll.controllers.component.RoutedPorts;
import dev.plimsoll.controllers.probe.Prober;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.Metadata;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.planning.Definition;
import dev.plimsoll.planning.GroupDefinition;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.planning.Planning;
import dev.plimsoll.planning.Sighting;
import dev.plimsoll.planning.Step;
import dev.plimsoll.planning.TopologyPlanner;
import dev.plimsoll.ports.Contexts;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Previews by the controllers' own planners on the controllers' own observation.
final class PlannersForesight implements Foresight {
    private final Mirror mirror;
    private final Engines engines;
    private final Prober prober;
    private final InstantSource clock;

    PlannersForesight(Mirror mirror, Engines engines, Prober prober, InstantSource clock) {
        this.prober = prober;
        this.mirror = mirror;
        this.engines = engines;
        this.clock = clock;
    }

    @Override
    public List<PlannedStep> steps(Proposal proposal) {
        try {
            return new Look(proposal).steps();
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
        private final Sights sights = new Sights(engines);
        private final Map<Key, Resource> declared = new HashMap<>();
        private final Map<String, Optional<String>> imageIds = new ConcurrentHashMap<>();
        private final List<PlannedStep> steps = new ArrayList<>();
        private final Definitions definitions;

        Look(Proposal proposal) {
            this.proposal = proposal;
            proposal.declared().forEach(r -> declared.put(r.key(), r));
            this.definitions = new Definitions(engines.plane(), this::read);
        }

        List<PlannedStep> steps() throws InterruptedException {
            sights.look(Stream.concat(proposal.declared().stream(), proposal.removed().stream().flatMap(k -> mirror.get(k).stream())));
            proposal.declared().stream().filter(r -> r.kind() == Kind.ASSEMBLY).forEach(this::assembly);
            groups(proposal.declared().stream().filter(r -> r.kind() == Kind.COMPONENT).toList());
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
            var identity = new Definition.Identity(engines.plane(), project, assembly.metadata().name(), "",
                stored.map(s -> s.metadata().uid()).orElse(""));
            var location = Location.of(assembly);
            sights.of(location).ifPresentOrElse(seen -> new TopologyPlanner(identity, topology).missing(seen.inventory()).forEach(s -> add(assembly.key(), s)),
                () -> steps.add(new PlannedStep(assembly.key(), Action.UPDATE, sights.waiting(location))));
            stored.ifPresent(s -> departures(s, location));
            boolean changed = proposal.changed().contains(assembly.key());
            var held = changed ? List.<String>of() : stored.map(s -> s.status(AssemblyStatus.class).heldBack()).orElse(List.of());
            var wanted = new LinkedHashMap<String, Resource>();
            topology.components().forEach((name, spec) -> {
                var key = Naming.component(project, assembly.metadata().name(), name);
                var child = mirror.get(key);
                var there = child.map(c -> held.contains(name) ? c : c.withSpec(spec));
                wanted.put(name, there.orElseGet(() -> Resource.declared(Metadata.named(project, key.name()).withOwner(assembly.asOwner()), spec)));
            });
            wanted.values().forEach(c -> declared.put(c.key(), c));
            var keys = wanted.values().stream().map(Resource::key).collect(Collectors.toSet());
            var sidekicks = Members.sidekicks(topology.components());
            var ports = RoutedPorts.notes(mirror, assembly, topology);
            groups(wanted.entrySet().stream().map(e -> Location.arriving(e.getValue().withMetadata(e.getValue().metadata()
                .withAnnotations(Map.of(Members.SIDEKICKS, sidekicks.getOrDefault(e.getKey(), ""), Location.CLUSTER, location.name().orElse(""),
                    RoutedPorts.NOTE, ports.getOrDefault(e.getKey(), "")))))).toList());
            stored.ifPresent(s -> mirror.list(Query.of(Kind.COMPONENT).in(project).ownedBy(s.asOwner())).stream()
                .map(Resource::key).filter(k -> !keys.contains(k)).forEach(this::removal));
        }

        /// What is taken away elsewhere, once all is level where the assembly is to be.
        private void departures(Resource stored, Location now) {
            var before = Location.named(stored.metadata().project(), stored.status(AssemblyStatus.class).cluster());
            if (!before.equals(now) && stored.status(AssemblyStatus.class).release() > 0) {
                steps.add(new PlannedStep(stored.key(), Action.DELETE, "when all is level on " + now + ", take away what runs on " + before + "; volumes stay there, and their data is not moved"));
            }
        }

        /// Their planners know nothing of each other, so they may all think at once; the steps keep the order of the components.
        private void groups(List<Resource> components) {
            components.parallelStream().map(this::group).toList().forEach(steps::addAll);
        }

        /// Sidekicks are looked at with their primary.
        private List<PlannedStep> group(Resource component) {
            var there = sights.of(Location.of(component));
            if (there.isEmpty() || !(new Members(this::read).role(component) instanceof Members.Role.Leads(var group))) {
                return List.of();
            }
            var seen = there.get();
            var planned = new ArrayList<PlannedStep>();
            var definitionsOfMembers = new ArrayList<Definition>();
            var instances = new ArrayList<SeenInstance>();
            for (var member : group.members()) {
                if (!(definitions.of(member) instanceof Definitions.Draft.Complete draft)) {
                    return planned;
                }
                var image = image(member, draft);
                if (image.isEmpty()) {
                    planned.add(new PlannedStep(member.key(), Action.CREATE, (draft.spec().build().isPresent() ? "build image " : "pull image ")
                        + ImageResolution.reference(member.key(), draft.spec())));
                }
                definitionsOfMembers.add(draft.with(image.orElse("")));
                instances.addAll(prober.asKnown(member.key(), seen.instances(member.key())));
            }
            try {
                var sidekicks = definitionsOfMembers.subList(1, definitionsOfMembers.size());
                var services = seen.sighting(group.keys()).services();
                var wanted = services.isPresent() ? GroupDefinition.ofServices(definitionsOfMembers.getFirst(), sidekicks) : GroupDefinition.of(definitionsOfMembers.getFirst(), sidekicks);
                Planning.rehearse(wanted, new Sighting(instances, services), group.status(), clock.instant()).forEach(s -> planned.add(planned(component.key(), s)));
            } catch (InvalidValue impossible) {
                planned.add(new PlannedStep(component.key(), Action.UPDATE, "nothing can be done: " + impossible.getMessage()));
            }
            return planned;
        }

        /// Engine's id of a member's image; none when it has to be fetched or built first.
        private Optional<String> image(Resource member, Definitions.Draft.Complete draft) {
            return ImageResolution.kept(member.key(), draft.spec(), member.status(ComponentStatus.class)).map(ComponentStatus.ResolvedImage::id)
                .or(() -> imageIds.computeIfAbsent(Location.of(member).text() + " " + ImageResolution.reference(member.key(), draft.spec()), _ -> sights.engine(Location.of(member))
                    .flatMap(engine -> engine.images().find(ImageResolution.reference(member.key(), draft.spec()))).map(i -> i.id())));
        }

        private void removal(Key component) {
            var grace = mirror.get(component).map(c -> c.spec(ComponentSpec.class).process().stopGrace()).orElse(java.time.Duration.ofSeconds(10));
            mirror.get(component).flatMap(c -> sights.of(Location.of(c))).ifPresent(seen -> Planning.removal(seen.sighting(List.of(component)), grace).forEach(s -> add(component, s)));
        }

        private void add(Key key, Step step) {
            steps.add(planned(key, step));
        }

        private static PlannedStep planned(Key key, Step step) {
            return new PlannedStep(key, switch (step.action()) {
                case CREATE -> Action.CREATE;
                case UPDATE -> Action.UPDATE;
                case DELETE -> Action.DELETE;
            }, step.sentence());
        }
    }
}
