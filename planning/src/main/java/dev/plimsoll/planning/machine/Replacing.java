package dev.plimsoll.planning.machine;

import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import dev.plimsoll.model.machine.MachineRole;
import dev.plimsoll.planning.machine.PoolPlanner.Member;
import dev.plimsoll.planning.machine.PoolPlanner.Pool;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/// Replaces machines of a pool: those of an older template when it rolls, and those that an upgrade chose. Machines beyond the count are declared first, and for each of those that is ready one old
/// machine is emptied and deleted; its slot is filled by the new template. Without a surge, or in place, so many may be missing instead. While any machine is missing that should be there,
/// nobody else goes; managers go one at a time.
final class Replacing {
    private final Pool pool;
    private final List<Integer> outdated;

    Replacing(Pool pool, List<Integer> outdated) {
        this.pool = pool;
        this.outdated = outdated;
    }

    void steps(List<PoolStep> steps) {
        boolean rolls = pool.spec().replacement() == PoolSpec.Replacement.ROLLING;
        var toGo = pool.staying().stream().filter(slot -> (rolls && outdated.contains(slot) || chosen(slot)) && !PoolPlanner.touched(pool, slot, steps))
            .sorted(Comparator.comparing((Integer slot) -> !member(slot).leaving()).thenComparing(slot -> slot)).toList();
        // What is not there is not missed: replacing it costs nobody anything.
        toGo.stream().filter(slot -> member(slot).empty()).forEach(slot -> replace(slot, steps));
        var working = toGo.stream().filter(slot -> !member(slot).empty()).toList();
        boolean surging = pool.spec().surge() > 0 && working.stream().noneMatch(slot -> member(slot).leaves(Purpose.REPLACE_IN_PLACE));
        int together = together(working);
        surge(surging ? Math.min(together, working.size()) : 0, steps);
        int missing = Math.max(0, pool.spec().count() - (int) pool.staying().stream().filter(slot -> member(slot).ready()).count());
        int allowed = (surging ? Math.min(together, readyExtras()) : together) - missing;
        working.stream().limit(Math.max(0, allowed)).forEach(slot -> replace(slot, steps));
        if (working.isEmpty() && missing == 0) {
            extras().forEach(slot -> PoolPlanner.go(pool, slot, Purpose.REMOVE, "the pool has " + pool.spec().count() + " machines", steps));
        }
    }

    private void surge(int wanted, List<PoolStep> steps) {
        extras().stream().filter(outdated::contains).forEach(slot -> PoolPlanner.go(pool, slot, Purpose.REMOVE, "it is made from an older template", steps));
        // One that is on its way out counts until it is gone: never more than the surge.
        int slot = Math.max(pool.spec().count(), pool.slots(m -> !m.extra()).stream().reduce(0, Math::max));
        for (int there = pool.slots(Member::extra).size(); there < wanted; there++) {
            do {
                slot++;
            } while (pool.machines().containsKey(slot));
            steps.add(PoolPlanner.declare(pool, slot, true, "machines are being replaced"));
        }
    }

    private void replace(int slot, List<PoolStep> steps) {
        var by = member(slot).departure().map(Departure::by).filter(who -> !who.isEmpty());
        PoolPlanner.go(pool, slot, pool.spec().surge() > 0 ? Purpose.REPLACE : Purpose.REPLACE_IN_PLACE, by.map(who -> who + " replaces it").orElse("it is made from an older template"), steps);
    }

    private boolean chosen(int slot) {
        return member(slot).departure().filter(d -> d.purpose().replaces()).isPresent();
    }

    /// How many at the same time.
    private int together(List<Integer> working) {
        int own = Math.max(1, pool.spec().surge());
        boolean inPlace = working.stream().anyMatch(slot -> member(slot).leaves(Purpose.REPLACE_IN_PLACE));
        int asked = working.stream().flatMap(slot -> member(slot).departure().filter(d -> d.purpose().replaces()).stream()).mapToInt(Departure::batch).min().orElse(own);
        return pool.spec().roleOrStandalone() == MachineRole.MANAGER ? 1 : inPlace ? asked : Math.min(own, asked);
    }

    private int readyExtras() {
        return (int) extras().stream().filter(slot -> member(slot).ready() && !outdated.contains(slot)).count();
    }

    /// The highest first.
    private List<Integer> extras() {
        return pool.slots(m -> m.extra() && !m.deleting()).stream().sorted(Collections.reverseOrder()).toList();
    }

    private Member member(int slot) {
        return pool.machines().get(slot);
    }
}
