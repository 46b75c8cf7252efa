package dev.plimsoll.controllers.pool;

import dev.plimsoll.controllers.cloud.Machinery;
import dev.plimsoll.controllers.drain.Belonging;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Kind;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.MachineStatus;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.RegionSpec;
import dev.plimsoll.model.RegionStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.planning.machine.CloudNames;
import dev.plimsoll.planning.machine.PoolPlanner.Member;
import dev.plimsoll.planning.machine.PoolPlanner.Pool;
import dev.plimsoll.store.Query;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A pool's machines as its planner sees them.
public final class Members {
    private final Machinery machinery;
    private final Belonging belonging;

    public Members(Machinery machinery) {
        this.machinery = machinery;
        this.belonging = new Belonging(machinery.around().mirror());
    }

    public List<Resource> machines(Resource pool) {
        return machinery.around().mirror().list(Query.of(Kind.MACHINE).in(pool.metadata().project()).ownedBy(pool.asOwner()));
    }

    /// @param region the pool's
    public Pool pool(Resource pool, Resource region) {
        var members = new HashMap<Integer, Member>();
        var serving = belonging.serving();
        machines(pool).forEach(m -> members.put(CloudNames.slot(pool.key(), m.metadata().name()), member(m, serving.test(m))));
        return new Pool(pool.key(), pool.spec(PoolSpec.class), zones(pool.spec(PoolSpec.class), region), members);
    }

    public static boolean extra(Resource machine) {
        return machine.metadata().annotations().containsKey(Departure.EXTRA);
    }

    private Member member(Resource machine, boolean serves) {
        var status = machine.status(MachineStatus.class);
        var departure = Departure.of(machine.metadata());
        return new Member(machine.spec(MachineSpec.class), serves, status.phase().isEmpty(), machine.metadata().deleting(), drained(machine, status), extra(machine), departure);
    }

    /// A machine that is no node has nothing to be emptied of. Of one whose time is over, what runs there still is stopped after it was deleted, when that is wanted.
    private boolean drained(Resource machine, MachineStatus status) {
        var departure = Departure.of(machine.metadata());
        return belonging.cluster(machine).isEmpty() || departure.filter(d -> d.begun().isPresent()).isPresent()
            && status.drain().filter(d -> d.empty() || d.overdue() && !d.isHeld() && departure.filter(Departure::goOn).isPresent()).isPresent();
    }

    private static List<String> zones(PoolSpec spec, Resource region) {
        return !spec.zones().isEmpty() ? spec.zones() : !region.spec(RegionSpec.class).zones().isEmpty() ? region.spec(RegionSpec.class).zones() : region.status(RegionStatus.class).zones();
    }

    /// Somebody else's machine in one of the slots that a pool may fill.
    Optional<Key> foreign(Resource pool) {
        var spec = pool.spec(PoolSpec.class);
        return IntStream.rangeClosed(1, spec.count() + spec.surge()).mapToObj(slot -> machinery.get(CloudNames.machine(pool.key(), slot)))
            .flatMap(Optional::stream).filter(m -> !m.metadata().owner().equals(Optional.of(pool.asOwner()))).map(Resource::key).findFirst();
    }
}
