package dev.plimsoll.planning.machine;

import dev.plimsoll.model.Key;
import dev.plimsoll.model.MachineSpec;
import dev.plimsoll.model.PoolSpec;
import dev.plimsoll.model.machine.Departure;
import dev.plimsoll.model.machine.Departure.Purpose;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Decides which machines a pool declares, empties and deletes. Never more than its count and surge together, so that a template that cannot work costs no more than that.
///
/// A pool keeps the machines it has: slots that are free are filled from the lowest one, and when there are too many, the highest go. How machines are replaced says [Replacing].
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

        /// Those that count, by slot: not deleted, and not there only for as long as others are replaced.
        List<Integer> staying() {
            return slots(m -> !m.extra() && !m.deleting() && !m.leaves(Purpose.REMOVE));
        }

        List<Integer> slots(java.util.function.Predicate<Member> which) {
            return machines.entrySet().stream().filter(m -> which.test(m.getValue())).map(Map.Entry::getKey).toList();
        }
    }

    /// @param ready     it is there, as its own declaration says, and serves in its cluster
    /// @param empty     nothing of it is in the cloud. Not the same as not ready: a cloud that does not answer makes no machine less ready to serve
    /// @param drained   nothing has to be waited for before it is deleted
    /// @param extra     it is there only for as long as others are replaced
    public record Member(MachineSpec spec, boolean ready, boolean empty, boolean deleting, boolean drained, boolean extra, Optional<Departure> departure) {
        boolean leaves(Purpose purpose) {
            return departure.filter(d -> d.purpose() == purpose).isPresent();
        }

        boolean leaving() {
            return departure.filter(d -> d.begun().isPresent() && d.purpose() != Purpose.DRAIN).isPresent();
        }
    }

    /// @param outdated machines of an older template, by slot
    public record PoolPlan(List<PoolStep> steps, List<Integer> outdated) {
        public PoolPlan {
            steps = List.copyOf(steps);
            outdated = List.copyOf(outdated);
        }
    }

    public static PoolPlan plan(Pool pool) {
        var steps = new ArrayList<PoolStep>();
        var outdated = outdated(pool);
        fill(pool, steps);
        trim(pool, steps);
        new Replacing(pool, outdated).steps(steps);
        pool.slots(m -> !m.deleting()).stream().filter(slot -> !outdated.contains(slot) && !touched(pool, slot, steps)).forEach(slot -> {
            var wanted = spec(pool, slot, pool.machines().get(slot).spec().zone());
            if (!pool.machines().get(slot).spec().equals(wanted)) {
                steps.add(new PoolStep.Adjust(machine(pool, slot), wanted));
            }
        });
        return new PoolPlan(steps, outdated);
    }

    /// Slots whose machines are made from something else than the pool declares now.
    public static List<Integer> outdated(Pool pool) {
        return pool.slots(m -> !m.deleting()).stream().filter(slot -> {
            var spec = pool.machines().get(slot).spec();
            return !lasting(spec).equals(lasting(spec(pool, slot, spec.zone())));
        }).toList();
    }

    /// Whether something is done about it already: one thing at a time.
    static boolean touched(Pool pool, int slot, List<PoolStep> steps) {
        var machine = machine(pool, slot);
        return steps.stream().anyMatch(step -> step.machine().equals(machine));
    }

    /// One that is being replaced keeps its slot.
    private static void fill(Pool pool, List<PoolStep> steps) {
        int missing = pool.spec().count() - pool.slots(m -> !m.extra() && !m.leaves(Purpose.REMOVE)).size();
        for (int slot = 1; missing > 0; slot++) {
            if (!pool.machines().containsKey(slot)) {
                steps.add(declare(pool, slot, false, "slot " + slot + " is empty"));
                missing--;
            }
        }
    }

    private static void trim(Pool pool, List<PoolStep> steps) {
        var why = "the pool has " + pool.spec().count() + " machines";
        pool.slots(m -> !m.deleting() && m.leaves(Purpose.REMOVE)).forEach(slot -> go(pool, slot, Purpose.REMOVE, why, steps));
        var staying = pool.staying();
        staying.stream().sorted(Comparator.reverseOrder()).limit(Math.max(0, staying.size() - pool.spec().count())).forEach(slot -> go(pool, slot, Purpose.REMOVE, why, steps));
    }

    /// Deletes what is empty, and has emptied what is not.
    static void go(Pool pool, int slot, Purpose purpose, String why, List<PoolStep> steps) {
        var member = pool.machines().get(slot);
        if (touched(pool, slot, steps)) {
            return;
        }
        if (member.empty() || member.drained()) {
            steps.add(new PoolStep.Delete(machine(pool, slot), why));
        } else if (!member.leaving()) {
            steps.add(new PoolStep.Empty(machine(pool, slot), member.departure().map(Departure::purpose).filter(Purpose::replaces).filter(_ -> purpose.replaces()).orElse(purpose), why));
        }
    }

    static PoolStep declare(Pool pool, int slot, boolean extra, String why) {
        var zone = pool.zones().isEmpty() ? Optional.<String>empty() : Optional.of(pool.zones().get((slot - 1) % pool.zones().size()));
        return new PoolStep.Declare(machine(pool, slot), spec(pool, slot, zone), extra, why);
    }

    /// A machine stays in the zone it is in for as long as its pool knows that zone.
    private static MachineSpec spec(Pool pool, int slot, Optional<String> zone) {
        var addresses = pool.spec().addresses();
        return new MachineSpec(pool.spec().role(), pool.spec().region(), zone, slot <= addresses.size() ? Optional.of(addresses.get(slot - 1)) : Optional.empty(), false, pool.spec().template());
    }

    private static MachineSpec lasting(MachineSpec spec) {
        return new MachineSpec(spec.role(), spec.region(), spec.zone(), spec.address(), false, spec.template().lasting());
    }

    static Key machine(Pool pool, int slot) {
        return CloudNames.machine(pool.key(), slot);
    }
}
