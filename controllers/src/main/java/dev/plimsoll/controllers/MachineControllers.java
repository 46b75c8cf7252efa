package dev.plimsoll.controllers;

import dev.plimsoll.controllers.cloud.CloudObjectController;
import dev.plimsoll.controllers.cloud.FirewallDrawing;
import dev.plimsoll.controllers.cloud.FloatingIpDrawing;
import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.cloud.NetworkDrawing;
import dev.plimsoll.controllers.cloud.SshKeyDrawing;
import dev.plimsoll.controllers.cluster.ClusterController;
import dev.plimsoll.controllers.cluster.Clusters;
import dev.plimsoll.controllers.drain.Belonging;
import dev.plimsoll.controllers.drain.MachineDrainController;
import dev.plimsoll.controllers.machine.MachineController;
import dev.plimsoll.controllers.pool.PoolController;
import dev.plimsoll.controllers.region.RegionController;
import dev.plimsoll.controllers.upgrade.UpgradeController;
import dev.plimsoll.loop.Controller;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.ClusterStatus;
import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.RegionStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.cloud.CloudAbility;
import dev.plimsoll.planning.machine.MachineReferences;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The controllers of the machine kinds.
final class MachineControllers {
    private static final Duration DEADLINE = Duration.ofMinutes(5);
    /// Clouds tell nobody what changed; a sweep costs one listing of each sort.
    private static final Duration SWEEP = Duration.ofMinutes(2);
    /// Most of a run is waiting for the cloud, whose budget says how much it bears; a thousand machines are asked for within half a second where calls take a tenth of one.
    private static final int MACHINES_AT_ONCE = 256;

    /// Nobody tells when a node falls silent, except the managers when they are asked.
    private static final Duration CLUSTER_SWEEP = Duration.ofSeconds(30);

    /// As a region's status calls it.
    private static final String FIREWALLS = CloudAbility.FIREWALLS.name().toLowerCase(Locale.ROOT);

    private final Mirror mirror;

    private MachineControllers(Mirror mirror) {
        this.mirror = mirror;
    }

    static List<Controller> of(Machinery machinery, Clusters clusters) {
        var users = new MachineControllers(machinery.around().mirror());
        var made = Set.of(Kind.REGION, Kind.SECRET);
        return List.of(
            new Controller("region", Kind.REGION, Set.of(Kind.SECRET), users.users(Kind.REGION), 4, Duration.ofMinutes(5), DEADLINE, 0, new RegionController(machinery)),
            new Controller("network", Kind.NETWORK, Set.of(Kind.REGION, Kind.SECRET, Kind.NETWORK), users::networks, 4, SWEEP, DEADLINE, 0, new CloudObjectController(machinery, new NetworkDrawing())),
            new Controller("firewall", Kind.FIREWALL, Set.of(Kind.REGION, Kind.FIREWALL, Kind.MACHINE), users::firewalls, 4, SWEEP, DEADLINE, 1,
                new CloudObjectController(machinery, new FirewallDrawing(machinery))),
            new Controller("sshkey", Kind.SSH_KEY, made, users.users(Kind.SSH_KEY), 4, SWEEP, DEADLINE, 0, new CloudObjectController(machinery, new SshKeyDrawing())),
            new Controller("floatingip", Kind.FLOATING_IP, Set.of(Kind.REGION, Kind.MACHINE), users.users(Kind.FLOATING_IP), 4, SWEEP, DEADLINE, 0,
                new CloudObjectController(machinery, new FloatingIpDrawing(machinery))),
            new Controller("machine", Kind.MACHINE, Set.of(Kind.REGION, Kind.NETWORK, Kind.FIREWALL, Kind.SSH_KEY, Kind.FLAVOR, Kind.CLUSTER), users::machines, MACHINES_AT_ONCE, SWEEP, DEADLINE, 0,
                new MachineController(machinery)),
            new Controller("machine.drain", Kind.MACHINE, Set.of(), _ -> Set.of(), MACHINES_AT_ONCE, SWEEP, DEADLINE, 0, new MachineDrainController(machinery, clusters)),
            new Controller("pool", Kind.POOL, Set.of(Kind.REGION, Kind.MACHINE, Kind.CLUSTER), users::pools, 4, Duration.ofMinutes(10), DEADLINE, 4, new PoolController(machinery)),
            new Controller("upgrade", Kind.UPGRADE, Set.of(Kind.MACHINE, Kind.POOL, Kind.CLUSTER, Kind.REGION), users::upgrades, 2, SWEEP, DEADLINE, 4, new UpgradeController(machinery)),
            new Controller("cluster", Kind.CLUSTER, Set.of(Kind.POOL, Kind.MACHINE, Kind.ASSEMBLY), users::clusters, 4, CLUSTER_SWEEP, DEADLINE, 2, new ClusterController(machinery, clusters)));
    }

    /// Clusters a machine or pool is of; for an assembly those that wait for it to go.
    private Set<Key> clusters(Resource changed) {
        var pool = changed.kind() == Kind.POOL ? Optional.of(changed.metadata().name()) : changed.metadata().owner().filter(o -> o.kind() == Kind.POOL).map(Owner::name);
        return mirror.list(Query.of(Kind.CLUSTER).in(changed.metadata().project())).stream()
            .filter(c -> changed.kind() == Kind.ASSEMBLY ? c.metadata().deleting() : pool.filter(c.spec(ClusterSpec.class).pools()::contains).isPresent()).map(Resource::key).collect(Collectors.toSet());
    }

    /// Who has to be looked at when something changed: its owner, and who refers to it. Regions say something new at every sweep, which concerns only who is still waiting.
    private Function<Resource, Set<Key>> users(Kind kind) {
        return changed -> Stream.concat(changed.metadata().owner().filter(o -> o.kind() == kind).map((Owner o) -> o.key(changed.metadata().project())).stream(),
            changed.kind() == Kind.MACHINE && kind == Kind.POOL ? Stream.of() : mirror.list(Query.of(kind).in(changed.metadata().project())).stream()
                .filter(r -> changed.kind() != Kind.REGION || !r.status().level()).filter(r -> refers(r, changed)).map(Resource::key)).collect(Collectors.toSet());
    }

    /// A cluster knows within seconds who is gone, which a sweep of its cloud would find minutes later. Who is being looked at already needs no hint.
    private Set<Key> machines(Resource changed) {
        return changed.kind() != Kind.CLUSTER ? users(Kind.MACHINE).apply(changed) : changed.status(ClusterStatus.class).nodes().stream().filter(ClusterStatus.Node::apart)
            .map(node -> new Key(Kind.MACHINE, changed.metadata().project(), node.machine())).filter(key -> mirror.get(key).filter(m -> m.status().level()).isPresent()).collect(Collectors.toSet());
    }

    /// One that goes may leave its addresses to others.
    private Set<Key> networks(Resource changed) {
        if (changed.kind() != Kind.NETWORK) {
            return users(Kind.NETWORK).apply(changed);
        }
        return !changed.metadata().deleting() ? Set.of() : mirror.list(Query.of(Kind.NETWORK)).stream()
            .filter(n -> n.status().condition(Condition.LEVEL).filter(c -> c.reason().equals(CloudFailure.NETWORK_OVERLAPS)).isPresent()).map(Resource::key).collect(Collectors.toSet());
    }

    /// Machines matter where they keep firewalls by themselves.
    private Set<Key> firewalls(Resource changed) {
        if (changed.kind() != Kind.MACHINE) {
            return users(Kind.FIREWALL).apply(changed);
        }
        var project = changed.metadata().project();
        var spec = changed.spec(MachineSpec.class);
        boolean guarded = mirror.get(new Key(Kind.REGION, project, spec.region())).filter(r -> r.status(RegionStatus.class).abilities().contains(FIREWALLS)).isPresent();
        return guarded ? Set.of() : spec.template().firewalls().stream().map(name -> new Key(Kind.FIREWALL, project, name)).collect(Collectors.toSet());
    }

    private Set<Key> pools(Resource changed) {
        return changed.kind() == Kind.CLUSTER ? Belonging.pools(changed) : users(Kind.POOL).apply(changed);
    }

    /// Those that are not done: there are few.
    private Set<Key> upgrades(Resource changed) {
        return mirror.list(Query.of(Kind.UPGRADE).in(changed.metadata().project())).stream().filter(u -> !u.status().level()).map(Resource::key).collect(Collectors.toSet());
    }

    private static boolean refers(Resource user, Resource changed) {
        return !user.key().equals(changed.key()) && (changed.kind() == Kind.FLAVOR || MachineReferences.of(user.metadata().project(), user.spec()).contains(changed.key()));
    }
}
