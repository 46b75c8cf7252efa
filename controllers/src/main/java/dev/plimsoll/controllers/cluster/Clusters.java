package dev.plimsoll.controllers.cluster;

import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Intent;
import dev.plimsoll.model.swarm.SwarmState;
import dev.plimsoll.planning.cluster.Situation;
import dev.plimsoll.ports.swarm.Swarm;
import dev.plimsoll.ports.swarm.Swarms;
import dev.plimsoll.ports.swarm.Swarms.Member;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// The swarms of all clusters, each opened once and again when its machines change, and which machines are whose.
public final class Clusters implements AutoCloseable {
    private final Swarms swarms;
    private final Mirror mirror;
    private final Map<Key, Opened> opened = new HashMap<>();
    private final Map<Key, ReentrantLock> locks = new ConcurrentHashMap<>();

    public Clusters(Swarms swarms, Mirror mirror) {
        this.swarms = swarms;
        this.mirror = mirror;
    }

    private record Opened(List<Member> members, Swarm swarm) {}

    /// The machines of its pools, by name.
    public List<Resource> machines(Resource cluster) {
        return cluster.spec(ClusterSpec.class).pools().stream().flatMap(name -> mirror.get(new Key(Kind.POOL, cluster.metadata().project(), name)).stream())
            .flatMap(pool -> mirror.list(Query.of(Kind.MACHINE).in(cluster.metadata().project()).ownedBy(pool.asOwner())).stream())
            .sorted(Comparator.comparing(m -> m.metadata().name())).toList();
    }

    /// Those of its machines whose engines may be asked, as members of its swarm.
    public List<Member> members(Resource cluster) {
        return machines(cluster).stream().flatMap(machine -> member(machine).stream()).toList();
    }

    /// The swarm of a cluster's machines. Whoever has it may find it closed when the machines change; then the next try has another one.
    ///
    /// @throws dev.plimsoll.ports.EngineFailure.Rejected when machines do not enrol here
    public synchronized Swarm swarm(Resource cluster) {
        var members = members(cluster);
        var known = opened.get(cluster.key());
        if (known != null && known.members().equals(members)) {
            return known.swarm();
        }
        var swarm = swarms.open(cluster.key(), members);
        Optional.ofNullable(opened.put(cluster.key(), new Opened(members, swarm))).ifPresent(before -> before.swarm().close());
        return swarm;
    }

    /// Assemblies that are to run on it.
    public List<Resource> assemblies(Resource cluster) {
        return mirror.list(Query.of(Kind.ASSEMBLY).in(cluster.metadata().project())).stream()
            .filter(assembly -> assembly.spec(AssemblySpec.class).cluster().equals(Optional.of(cluster.metadata().name()))).toList();
    }

    /// Its swarm as one look showed it, with what is known of its machines.
    public Situation look(Resource cluster, SwarmState state, Instant now) {
        return Look.at(cluster, machines(cluster), state, now);
    }

    /// Held while something among its managers is looked at and changed.
    public ReentrantLock lock(Key cluster) {
        return locks.computeIfAbsent(cluster, _ -> new ReentrantLock());
    }

    /// Nobody needs it any more.
    public synchronized void forget(Key cluster) {
        Optional.ofNullable(opened.remove(cluster)).ifPresent(o -> o.swarm().close());
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
    public synchronized void close() {
        opened.values().forEach(o -> o.swarm().close());
        opened.clear();
    }
}
