package dev.plimsoll.planning.machine;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.PoolSpec;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Decides which machines a pool declares and deletes. Never more than its count and surge together, so that a template that cannot work costs no more than that.
///
/// A rolling replacement first declares machines beyond the count, and deletes one of an older template for each of those that is ready; the slot that becomes free is filled by the new
/// template. With a surge of 0 one machine at a time is missing instead.
public final class PoolPlanner {
    private PoolPlanner() {}

    /// A pool and what is known of its machines.
    ///
    /// @param zones    to spread over; empty: the cloud chooses
    /// @param machines by slot
    public record Pool(Key key, PoolSpec spec, List<String> zones, Map<Integer, Member> machines) {
        public Pool {
            zones = List.copyOf(zones);
            machines = new TreeMap<>(machines);
        }
    }

    /// @param ready it is there, as its own declaration says
    /// @param empty nothing of it is in the cloud. Not the same as not ready: a cloud that does not answer makes no machine less ready to serve
    public record Member(MachineSpec spec, boolean ready, boolean empty, boolean deleting) {}

    /// @param outdated machines of an older template, by slot
    public record PoolPlan(List<PoolStep> steps, List<Integer> outdated) {
        public PoolPlan {
            steps = List.copyOf(steps);
            outdated = List.copyOf(outdated);
        }
    }

    public static PoolPlan plan(Pool pool) {
        var steps = new ArrayList<PoolStep>();
        var outdated = new ArrayList<Integer>();
        pool.machines().forEach((slot, member) -> {
            var wanted = spec(pool, slot, member.spec().zone());
            if (member.deleting() || slot > slots(pool)) {
                return;
            } else if (!lasting(member.spec()).equals(lasting(wanted))) {
                outdated.add(slot);
            } else if (!member.spec().equals(wanted)) {
                steps.add(new PoolStep.Adjust(machine(pool, slot), wanted));
            }
        });
        for (int slot = 1; slot <= pool.spec().count(); slot++) {
            if (!pool.machines().containsKey(slot)) {
                steps.add(declare(pool, slot, "slot " + slot + " is empty"));
            }
        }
        if (pool.spec().replacement() == PoolSpec.Replacement.ROLLING) {
            roll(pool, outdated, steps);
        } else {
            extras(pool).forEach(slot -> steps.add(new PoolStep.Delete(machine(pool, slot), "the pool has " + pool.spec().count() + " machines")));
        }
        return new PoolPlan(steps, outdated);
    }

    private static void roll(Pool pool, List<Integer> outdated, List<PoolStep> steps) {
        int surge = pool.spec().surge();
        int count = pool.spec().count();
        long unready = IntStream.rangeClosed(1, count).filter(slot -> !isReady(pool, slot)).count();
        var toGo = outdated.stream().filter(slot -> slot <= count).toList();
        // What is not there is not missed: replacing it costs nobody anything.
        toGo.stream().filter(slot -> pool.machines().get(slot).empty()).forEach(slot -> steps.add(replace(pool, slot)));
        var working = toGo.stream().filter(slot -> !pool.machines().get(slot).empty()).toList();
        int wanted = Math.min(surge, working.size());
        for (int slot = count + 1; slot <= count + wanted; slot++) {
            if (!pool.machines().containsKey(slot)) {
                steps.add(declare(pool, slot, "machines of an older template are being replaced"));
            }
        }
        long readyExtras = extras(pool).stream().filter(slot -> isReady(pool, slot) && !outdated.contains(slot)).count();
        long allowed = Math.max(0, (surge == 0 ? 1 : readyExtras) - unready);
        working.stream().limit(allowed).forEach(slot -> steps.add(replace(pool, slot)));
        for (int slot : extras(pool)) {
            if (slot > count + surge || working.isEmpty() && unready == 0 || outdated.contains(slot)) {
                steps.add(new PoolStep.Delete(machine(pool, slot), "the pool has " + count + " machines"));
            }
        }
    }

    private static PoolStep replace(Pool pool, int slot) {
        return new PoolStep.Delete(machine(pool, slot), "it is made from an older template");
    }

    private static PoolStep declare(Pool pool, int slot, String why) {
        var zone = pool.zones().isEmpty() ? Optional.<String>empty() : Optional.of(pool.zones().get((slot - 1) % pool.zones().size()));
        return new PoolStep.Declare(machine(pool, slot), spec(pool, slot, zone), why);
    }

    /// A machine stays in the zone it is in for as long as its pool knows that zone.
    private static MachineSpec spec(Pool pool, int slot, Optional<String> zone) {
        var addresses = pool.spec().addresses();
        return new MachineSpec(pool.spec().role(), pool.spec().region(), zone, slot <= addresses.size() ? Optional.of(addresses.get(slot - 1)) : Optional.empty(), false, pool.spec().template());
    }

    private static MachineSpec lasting(MachineSpec spec) {
        return new MachineSpec(spec.role(), spec.region(), spec.zone(), spec.address(), false, spec.template().lasting());
    }

    private static List<Integer> extras(Pool pool) {
        return pool.machines().keySet().stream().filter(slot -> slot > pool.spec().count() && !pool.machines().get(slot).deleting()).sorted(Comparator.reverseOrder()).toList();
    }

    private static int slots(Pool pool) {
        return pool.spec().count() + pool.spec().surge();
    }

    private static boolean isReady(Pool pool, int slot) {
        var member = pool.machines().get(slot);
        return member != null && member.ready() && !member.deleting();
    }

    private static Key machine(Pool pool, int slot) {
        return CloudNames.machine(pool.key(), slot);
    }
}
