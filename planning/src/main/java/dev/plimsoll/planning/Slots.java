package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.outside.SeenInstance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The seen instances of a component, sorted into its slots.
///
/// @param slots    slots 1 to replicas
/// @param surplus  instances of no slot, and second ones of a slot
/// @param readings all of them
record Slots(List<Slot> slots, List<Reading> surplus, List<Reading> readings) {

    /// @param number  from 1
    /// @param current the instance of the wanted definition
    /// @param olds    instances of other definitions
    record Slot(int number, Optional<Reading> current, List<Reading> olds) {
        /// Whether an old instance is here that nobody has asked to go yet.
        boolean updating() {
            return !olds.stream().allMatch(Reading::leaving);
        }

        boolean done() {
            return olds.isEmpty() && current.filter(Reading::done).isPresent();
        }

        /// Whether something of an older definition does its work here, or will soon go on doing it.
        boolean oldServes() {
            return olds.stream().anyMatch(Reading::serves);
        }

        boolean oldStable() {
            return olds.stream().anyMatch(o -> o.standing() == Reading.Standing.STABLE);
        }
    }

    static Slots of(Definition wanted, List<SeenInstance> seen, ComponentStatus status, Reading.Context context) {
        Map<String, ComponentStatus.Instance> known = status.instances().stream()
            .collect(Collectors.toMap(ComponentStatus.Instance::id, Function.identity(), (a, _) -> a));
        var bySlot = new TreeMap<Integer, List<Reading>>();
        var readings = new ArrayList<Reading>();
        for (var one : seen) {
            boolean current = one.stamp().hash().equals(wanted.hash()) && one.stamp().uid().equals(wanted.uid());
            var reading = Reading.of(one, current, Optional.ofNullable(known.get(one.id())), context);
            readings.add(reading);
            bySlot.computeIfAbsent(one.stamp().slot(), _ -> new ArrayList<>()).add(reading);
        }
        var slots = new ArrayList<Slot>();
        var surplus = new ArrayList<Reading>();
        for (int number = 1; number <= wanted.spec().replicas(); number++) {
            var here = bySlot.remove(number);
            slots.add(here == null ? new Slot(number, Optional.empty(), List.of()) : slot(number, here, surplus));
        }
        bySlot.values().forEach(surplus::addAll);
        return new Slots(slots, surplus, readings);
    }

    private static Slot slot(int number, List<Reading> here, List<Reading> surplus) {
        var currents = here.stream().filter(Reading::current).sorted(Comparator.comparing(Reading::standing)).toList();
        surplus.addAll(currents.stream().skip(1).toList());
        return new Slot(number, currents.stream().findFirst(), here.stream().filter(r -> !r.current()).toList());
    }
}
