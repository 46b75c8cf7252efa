package dev.plimsoll.controllers.ingress;

import dev.plimsoll.controllers.Location;
import dev.plimsoll.model.AssemblySpec;
import dev.plimsoll.model.ClusterSpec;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.Owner;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.Server;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.planning.Naming;
import dev.plimsoll.store.Mirror;
import dev.plimsoll.store.Query;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Which machines are routers, of which cluster, and which routes are theirs to serve. Reads what is declared and touches nothing.
public final class Routers {
    private Routers() {}

    /// The place whose ingress serves a route: the cluster it leads to, when that has routers; this machine otherwise. A route to a pool of machines is this machine's.
    static Location place(Mirror mirror, Resource route) {
        var project = route.metadata().project();
        var owner = route.metadata().owner().filter(o -> o.kind() == Kind.ASSEMBLY).flatMap(o -> mirror.get(o.key(project)));
        var targets = route.spec(RouteSpec.class).targets();
        var leadsTo = targets.stream().anyMatch(t -> t.pool().isPresent()) ? Location.HERE
            : targets.stream().flatMap(t -> Naming.target(project, t).stream()).findFirst().flatMap(mirror::get).map(Location::of)
                .orElseGet(() -> owner.filter(a -> a.spec() instanceof AssemblySpec).map(Location::of).orElse(Location.HERE));
        return leadsTo.cluster().filter(cluster -> !pools(mirror, cluster).isEmpty()).isPresent() ? leadsTo : Location.HERE;
    }

    /// Names of the pools of a cluster whose machines are routers.
    public static Set<String> pools(Mirror mirror, Key cluster) {
        return mirror.get(cluster).map(c -> c.spec(ClusterSpec.class).pools().stream()).orElse(Stream.empty())
            .filter(name -> mirror.get(new Key(Kind.POOL, cluster.project(), name)).filter(p -> p.spec(PoolSpec.class).roleOrStandalone() == MachineRole.ROUTER).isPresent())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The machines of a pool, in the order of their names.
    public static Stream<Resource> of(Mirror mirror, String project, String pool) {
        return mirror.list(Query.of(Kind.MACHINE).in(project)).stream().filter(m -> pool(m).equals(Optional.of(pool))).sorted(Comparator.comparing(m -> m.metadata().name()));
    }

    /// Routers of a cluster that are to serve: those that are ready and stay.
    public static Set<String> ready(Mirror mirror, Key cluster) {
        return pools(mirror, cluster).stream().flatMap(pool -> of(mirror, cluster.project(), pool)).filter(m -> isReady(m) && !leaving(m)).map(m -> m.metadata().name())
            .collect(Collectors.toCollection(TreeSet::new));
    }

    /// The cluster whose routes a machine serves; none when it is no router.
    public static Optional<Key> served(Mirror mirror, Resource machine) {
        return pool(machine).flatMap(pool -> mirror.list(Query.of(Kind.CLUSTER).in(machine.metadata().project())).stream().map(Resource::key)
            .filter(cluster -> pools(mirror, cluster).contains(pool)).findFirst());
    }

    /// The pool that a machine is of.
    public static Optional<String> pool(Resource machine) {
        return machine.metadata().owner().filter(o -> o.kind() == Kind.POOL).map(Owner::name);
    }

    /// A machine as a balancer before it reaches it; none while it is not ready. One that is to go gets nothing new.
    static Optional<Server> server(Resource machine, int port) {
        return isReady(machine) ? machine.status(MachineStatus.class).addresses().stream().findFirst().map(address -> new Server(machine.metadata().name() + "-" + port, address, port, leaving(machine)))
            : Optional.empty();
    }

    /// Whether a router behind an edge is being emptied, which its status tells: it serves nothing any more, and whoever is connected learns that with the next answer. Those who
    /// know its address from elsewhere are answered for as long as it is there.
    public static boolean retires(Mirror mirror, Resource machine) {
        return leaving(machine) && machine.status(MachineStatus.class).drain().isPresent() && mirror.list(Query.of(Kind.ROUTE).in(machine.metadata().project())).stream()
            .flatMap(r -> r.spec(RouteSpec.class).targets().stream()).anyMatch(t -> t.pool().isPresent() && t.pool().equals(pool(machine)));
    }

    private static boolean isReady(Resource machine) {
        return machine.status(MachineStatus.class).conditions().stream().anyMatch(c -> c.type().equals(MachineStatus.READY) && c.holds());
    }

    private static boolean leaving(Resource machine) {
        return machine.metadata().deleting() || Departure.of(machine.metadata()).flatMap(Departure::begun).isPresent();
    }
}
