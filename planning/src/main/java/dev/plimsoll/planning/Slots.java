package dev.plimsoll.planning;

import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.outside.SeenInstance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// The seen instances of a group, sorted into its slots.
///
/// @param slots    slots 1 to replicas
/// @param surplus  instances of no slot, and second ones of a slot
/// @param readings all of them
record Slots(List<Slot> slots, List<Reading> surplus, List<Reading> readings) {

    /// @param number  from 1
    /// @param current the unit of the wanted definition
    /// @param olds    units of other definitions
    record Slot(int number, Optional<Unit> current, List<Unit> olds) {
        /// Whether an old unit is here that nobody has asked to go yet.
        boolean updating() {
            return !olds.stream().allMatch(Unit::leaving);
        }

        boolean done() {
            return olds.isEmpty() && current.filter(Unit::done).isPresent();
        }

        /// Whether something of an older definition does its work here, or will soon go on doing it.
        boolean oldServes() {
            return olds.stream().anyMatch(Unit::serves);
        }

        boolean oldStable() {
            return olds.stream().anyMatch(o -> o.standing() == Reading.Standing.STABLE);
        }
    }

    static Slots of(GroupDefinition wanted, List<SeenInstance> seen, ComponentStatus status, Instant now) {
        Map<String, ComponentStatus.Instance> known = status.instances().stream()
            .collect(Collectors.toMap(ComponentStatus.Instance::id, Function.identity(), (a, _) -> a));
        var bySlot = new TreeMap<Integer, List<Reading>>();
        var readings = new ArrayList<Reading>();
        for (var one : seen) {
            boolean current = one.stamp().hash().equals(wanted.hash())
                && wanted.member(one.stamp().component()).filter(m -> m.uid().equals(one.stamp().uid())).isPresent();
            var reading = Reading.of(one, current, Optional.ofNullable(known.get(one.id())), wanted.context(one.stamp().component(), now));
            readings.add(reading);
            bySlot.computeIfAbsent(one.stamp().slot(), _ -> new ArrayList<>()).add(reading);
        }
        var slots = new ArrayList<Slot>();
        var surplus = new ArrayList<Reading>();
        for (int number = 1; number <= wanted.replicas(); number++) {
            var here = bySlot.remove(number);
            slots.add(here == null ? new Slot(number, Optional.empty(), List.of()) : slot(number, here, surplus, wanted));
        }
        bySlot.values().forEach(surplus::addAll);
        return new Slots(slots, surplus, readings);
    }

    private static Slot slot(int number, List<Reading> here, List<Reading> surplus, GroupDefinition wanted) {
        var currents = new ArrayList<Reading>();
        var filled = new HashSet<String>();
        here.stream().filter(Reading::current).sorted(Comparator.comparing(Reading::standing))
            .forEach(r -> (filled.add(r.component()) ? currents : surplus).add(r));
        var current = currents.isEmpty() ? Optional.<Unit>empty() : Optional.of(Unit.current(currents, wanted));
        var olds = new LinkedHashMap<String, List<Reading>>();
        here.stream().filter(r -> !r.current()).forEach(r -> olds.computeIfAbsent(r.seen().stamp().hash(), _ -> new ArrayList<>()).add(r));
        return new Slot(number, current, olds.values().stream().flatMap(made -> units(made).stream()).map(unit -> Unit.old(unit, wanted)).toList());
    }

    /// What was made of one definition is one unit; but several of one component alone are several.
    private static List<List<Reading>> units(List<Reading> made) {
        return made.stream().map(Reading::component).distinct().count() > 1 ? List.of(made) : made.stream().map(List::of).toList();
    }
}
