package dev.plimsoll.api.insight;

import dev.plimsoll.api.plane.RunHistory;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.AssemblyStatus;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.PoolStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.UpgradeStatus;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Builds status trees.
final class Trees {
    private final Mirror mirror;
    private final RunHistory runs;

    Trees(Mirror mirror, RunHistory runs) {
        this.mirror = mirror;
        this.runs = runs;
    }

    /// An assembly, a pool, a cluster or an upgrade with its parts.
    Tree of(Resource whole) {
        return switch (whole.kind()) {
            case POOL -> pool(whole);
            case UPGRADE -> upgrade(whole);
            case CLUSTER -> cluster(whole);
            default -> assembly(whole);
        };
    }

    private Tree cluster(Resource cluster) {
        var project = cluster.metadata().project();
        var nodes = cluster.status(ClusterStatus.class).nodes();
        var pools = cluster.spec(ClusterSpec.class).pools().stream().flatMap(p -> mirror.get(new Key(Kind.POOL, project, p)).stream()).map(this::pool).toList();
        int machines = pools.stream().mapToInt(p -> p.children().size()).sum();
        long ready = nodes.stream().filter(n -> n.state().equals("ready") && !n.machine().isEmpty()).count();
        return part(cluster, "cluster", new Counts(Optional.of((int) ready), Optional.of(Math.max(machines, nodes.size()))), List.of(), pools);
    }

    private Tree upgrade(Resource upgrade) {
        var status = upgrade.status(UpgradeStatus.class);
        var machines = status.begun().stream().flatMap(old -> mirror.get(new Key(Kind.MACHINE, upgrade.metadata().project(), old.machine())).stream())
            .map(m -> machine(m, m.status(MachineStatus.class))).toList();
        return part(upgrade, "upgrade", new Counts(Optional.of(status.done().size()), Optional.of(status.begun().size())), List.of(), machines);
    }

    private Tree pool(Resource pool) {
        var status = pool.status(PoolStatus.class);
        var machines = owned(pool, Kind.MACHINE).map(m -> machine(m, m.status(MachineStatus.class))).toList();
        return part(pool, "pool", new Counts(Optional.of(status.ready()), Optional.of(pool.spec(PoolSpec.class).count())), addresses(machines), machines);
    }

    private Tree machine(Resource machine, MachineStatus status) {
        return part(machine, "machine", Counts.NONE, Stream.concat(status.addresses().stream(), status.publicAddresses().stream()).toList(), List.of());
    }

    /// How many of how many; for what is counted.
    private record Counts(Optional<Integer> ready, Optional<Integer> wanted) {
        static final Counts NONE = new Counts(Optional.empty(), Optional.empty());
    }

    private Tree part(Resource resource, String kind, Counts counts, List<String> addresses, List<Tree> children) {
        var standing = Standing.of(resource, runs);
        return new Tree(resource.key().toString(), kind, resource.metadata().name(), standing.state(), standing.level(), standing.reason(), standing.sentence(), standing.since(), standing.progress(),
            Optional.of(resource.metadata().generation()), Optional.of(resource.status().observedGeneration()), Optional.empty(), Optional.empty(), counts.ready(), counts.wanted(),
            Optional.empty(), addresses, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), children);
    }

    /// An assembly with its components and their instances, and its routes.
    private Tree assembly(Resource assembly) {
        var components = owned(assembly, Kind.COMPONENT).map(c -> component(c, assembly.metadata().name())).toList();
        var standing = Standing.of(assembly, runs);
        var state = standing.state() == State.PROGRESSING || standing.state() == State.WAITING ? together(components).orElse(standing.state()) : standing.state();
        var status = assembly.status(AssemblyStatus.class);
        var children = Stream.concat(components.stream(), owned(assembly, Kind.ROUTE).map(r -> route(r, assembly.metadata().name()))).toList();
        return new Tree(assembly.key().toString(), "assembly", assembly.metadata().name(), state, standing.level(), standing.reason(), standing.sentence(), standing.since(),
            standing.progress(), Optional.of(assembly.metadata().generation()), Optional.of(status.observedGeneration()), Optional.of(status.release()),
            Optional.of(status.levelRelease()), Optional.empty(), Optional.empty(), next(assembly, standing), addresses(components),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), assembly.spec(AssemblySpec.class).cluster(), children);
    }

    private Stream<Resource> owned(Resource assembly, Kind kind) {
        return mirror.list(Query.of(kind).in(assembly.metadata().project()).ownedBy(assembly.asOwner())).stream();
    }

    /// What an assembly is does not depend on its routes: while no ingress serves them, they say so themselves.
    private Tree route(Resource route, String assembly) {
        var standing = Standing.of(route, runs);
        return new Tree(route.key().toString(), "route", inAssembly(route, assembly), standing.state(), standing.level(), standing.reason(), standing.sentence(),
            standing.since(), standing.progress(), Optional.of(route.metadata().generation()), Optional.of(route.status().observedGeneration()), Optional.empty(),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            Optional.empty(), List.of());
    }

    private static String inAssembly(Resource part, String assembly) {
        var name = part.metadata().name();
        return name.startsWith(assembly + "-") ? name.substring(assembly.length() + 1) : name;
    }

    private Tree component(Resource component, String assembly) {
        var standing = Standing.of(component, runs);
        var status = component.status(ComponentStatus.class);
        var instances = status.instances().stream().map(i -> instance(component, i, status)).toList();
        return new Tree(component.key().toString(), "component", inAssembly(component, assembly),
            standing.state(), standing.level(), standing.reason(), standing.sentence(), standing.since(), standing.progress(),
            Optional.of(component.metadata().generation()), Optional.of(status.observedGeneration()), Optional.empty(), Optional.empty(),
            Optional.of(status.ready()), Optional.of(replicas(component, assembly)), next(component, standing), addresses(instances),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), instances);
    }

    /// As many as its primary says, when it is a sidekick.
    private int replicas(Resource component, String assembly) {
        var own = component.spec(ComponentSpec.class);
        return own.group().sidekickOf().flatMap(primary -> mirror.get(Naming.component(component.metadata().project(), assembly, primary)))
            .map(primary -> primary.spec(ComponentSpec.class)).orElse(own).replicas();
    }

    private static Tree instance(Resource component, ComponentStatus.Instance instance, ComponentStatus status) {
        var failure = status.lastFailure().filter(f -> f.slot() == instance.slot() && f.hash().equals(instance.hash()));
        var ready = instance.readySince().isPresent();
        var state = ready ? State.LEVEL : instance.state().equals("failed") ? State.FAILED : State.PROGRESSING;
        var sentence = ready || failure.isEmpty() ? sentence(instance) : failure.get().sentence();
        return new Tree(component.key() + "/" + instance.slot(), "instance", instance.name(), state, ready, failure.filter(_ -> !ready).map(ComponentStatus.Failure::reason)
            .orElse(ready ? "Ready" : "NotReady"), sentence, instance.readySince().or(() -> failure.map(ComponentStatus.Failure::at)).orElse(component.metadata().createdAt()),
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
            instance.addresses(), Optional.of(instance.slot()), Optional.of(instance.id()), Optional.of(instance.hash()), Optional.of(instance.restarts()), Optional.empty(), List.of());
    }

    private static String sentence(ComponentStatus.Instance instance) {
        return instance.state() + (instance.restarts() == 0 ? "" : ", restarted " + (instance.restarts() == 1 ? "once" : instance.restarts() + " times"));
    }

    private static Optional<String> next(Resource resource, Standing standing) {
        var failure = resource.status() instanceof ComponentStatus status ? status.lastFailure() : Optional.<ComponentStatus.Failure>empty();
        return standing.state() == State.PROGRESSING && failure.isEmpty() ? Optional.empty()
            : Advice.on(resource.key(), standing, failure).stream().findFirst();
    }

    /// The state of the whole by its parts: what moves outweighs what waits for it, and only when nothing moves any more a failure is the whole's.
    private static Optional<State> together(List<Tree> components) {
        for (var state : List.of(State.PROGRESSING, State.FAILED, State.WAITING)) {
            if (components.stream().anyMatch(c -> c.state() == state)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    private static List<String> addresses(List<Tree> children) {
        return children.stream().flatMap(c -> c.addresses().stream()).distinct().toList();
    }
}
