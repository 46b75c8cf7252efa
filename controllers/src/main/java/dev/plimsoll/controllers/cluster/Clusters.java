package dev.plimsoll.controllers.cluster;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.model.swarm.NodeSpec;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.planning.cluster.Nodes;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.Swarms;
import dev.plimsoll.ports.swarm.Swarms.Member;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The swarms of all clusters, each opened once and again when its machines change, and which machines are whose.
public final class Clusters implements AutoCloseable {
    private final Swarms swarms;
    private final Mirror mirror;
    private final Map<Key, Access> accesses = new ConcurrentHashMap<>();

    public Clusters(Swarms swarms, Mirror mirror) {
        this.swarms = swarms;
        this.mirror = mirror;
    }

    /// A cluster's swarm as one look showed it.
    ///
    /// @param nodes whose they are
    /// @param open  a worker that is to be emptied as well and still gets what is started anew
    public record Found(Swarm swarm, SwarmState state, Nodes nodes, Optional<String> open) {}

    /// Held while a cluster's swarm is looked at and changed.
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /// The machines of its pools, by name.
    public List<Resource> machines(Resource cluster) {
        return cluster.spec(ClusterSpec.class).pools().stream().flatMap(name -> mirror.get(new Key(Kind.POOL, cluster.metadata().project(), name)).stream())
            .flatMap(pool -> mirror.list(Query.of(Kind.MACHINE).in(cluster.metadata().project()).ownedBy(pool.asOwner())).stream())
            .sorted(Comparator.comparing(m -> m.metadata().name())).toList();
    }

    /// Those whose engines may be asked, as members of a swarm.
    static List<Member> members(List<Resource> machines) {
        return machines.stream().flatMap(machine -> member(machine).stream()).toList();
    }

    /// The swarm of a cluster's machines. Whoever has it without a turn may find it closed when the machines change; then the next try has another one.
    ///
    /// @param machines [#machines] of the cluster
    /// @throws dev.plimsoll.ports.EngineFailure.Rejected when machines do not enrol here
    Swarm swarm(Resource cluster, List<Resource> machines) {
        return access(cluster.key()).swarm(members(machines), members -> swarms.open(cluster.key(), members));
    }

    /// Its swarm as a look shows it that begins now or later: whoever asks while one is under way shares the next one with all who do.
    ///
    /// @throws dev.plimsoll.ports.EngineFailure.Rejected when machines do not enrol here
    public Found found(Resource cluster, Supplier<Instant> clock) throws InterruptedException {
        return access(cluster.key()).look(() -> {
            var machines = machines(cluster);
            var swarm = swarm(cluster, machines);
            var state = swarm.look();
            var nodes = new Nodes(Look.at(cluster, machines, state, clock.get()));
            return new Found(swarm, state, nodes, open(machines, nodes));
        });
    }

    private static Optional<String> open(List<Resource> machines, Nodes nodes) {
        return machines.stream().filter(m -> Departure.underWay(m.metadata()).isPresent())
            .filter(m -> nodes.of(m.metadata().name(), operation(m)).filter(n -> n.ready() && !n.manages() && n.spec().availability() == NodeSpec.Availability.ACTIVE).isPresent())
            .map(m -> m.metadata().name()).findFirst();
    }

    /// Assemblies that are to run on a cluster, those on their way out included: what runs of them is taken away through it.
    public static List<Resource> assemblies(Mirror mirror, Resource cluster) {
        return mirror.list(Query.of(Kind.ASSEMBLY).in(cluster.metadata().project())).stream()
            .filter(assembly -> assembly.spec(AssemblySpec.class).cluster().equals(Optional.of(cluster.metadata().name()))).toList();
    }

    /// For whoever changes something among its managers, or all of it: nobody else looks at it and changes it meanwhile.
    public Turn alone(Key cluster) throws InterruptedException {
        return access(cluster).alone();
    }

    /// For those who change one worker each, beside each other.
    public Turn beside(Key cluster) throws InterruptedException {
        return access(cluster).beside();
    }

    /// Taken besides by whoever starts a service anew: that nobody does already is seen and acted on by one after the other.
    public Turn services(Key cluster) throws InterruptedException {
        return access(cluster).services();
    }

    /// Nobody needs it any more.
    public void forget(Key cluster) {
        Optional.ofNullable(accesses.remove(cluster)).ifPresent(Access::close);
    }

    private Access access(Key cluster) {
        return accesses.computeIfAbsent(cluster, _ -> new Access());
    }

    /// By which the machine was made; empty while there is none.
    static String operation(Resource machine) {
        return machine.status(MachineStatus.class).intent().map(Intent::operation).orElse("");
    }

    /// None while its engine may not be asked: it has not been ready since it was made.
    static Optional<Member> member(Resource machine) {
        var status = machine.status(MachineStatus.class);
        return status.readySince().isEmpty() || status.intent().isEmpty() ? Optional.empty()
            : status.addresses().stream().findFirst().map(address -> new Member(machine.key(), operation(machine), address));
    }

    @Override
    public void close() {
        accesses.keySet().forEach(this::forget);
    }
}
