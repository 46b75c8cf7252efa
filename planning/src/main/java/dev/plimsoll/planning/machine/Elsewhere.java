package dev.plimsoll.planning.machine;

import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.planning.machine.PoolPlanner.Pool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Where a machine is tried next that the cloud has no place for: in the zone after its own. A quota that is spent is the same in every zone, so it moves nobody.
public final class Elsewhere {
    /// Code of a cloud that has no place for a machine in its zone.
    public static final String NO_HOST = "NoHost";

    private Elsewhere() {}

    /// @param crowded slots whose machines the cloud had no place for
    public static List<PoolStep> steps(Pool pool, Set<Integer> crowded) {
        var steps = new ArrayList<PoolStep>();
        if (pool.zones().size() > 1) {
            // What is there stays where it is.
            pool.slots(m -> m.empty() && !m.deleting()).stream().filter(crowded::contains).forEach(slot -> steps.add(new PoolStep.Adjust(PoolPlanner.machine(pool, slot), moved(pool, slot))));
        }
        return steps;
    }

    private static MachineSpec moved(Pool pool, int slot) {
        var spec = pool.machines().get(slot).spec();
        var next = pool.zones().get((spec.zone().map(pool.zones()::indexOf).orElse(-1) + 1) % pool.zones().size());
        return new MachineSpec(spec.role(), spec.region(), Optional.of(next), spec.address(), spec.off(), spec.template());
    }
}
