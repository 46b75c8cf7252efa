package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What invariants ask about the past: things that must never have been so are noticed the moment they are so. Guarded by itself.
public final class Ledger {
    private static final int VIOLATIONS_KEPT = 100;

    private final Tally<Stamp> byStamp = new Tally<>();
    private final Tally<Slot> bySlot = new Tally<>();
    private final Map<Component, Integer> well = new HashMap<>();
    private final Map<Component, Integer> leastWell = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    /// A component of one control plane.
    public record Component(String plane, String project, String assembly, String name) {
        /// Of whose instance this is the stamp.
        public static Component of(Stamp stamp) {
            return new Component(stamp.plane(), stamp.project(), stamp.assembly(), stamp.component());
        }
    }

    /// A place for one instance.
    public record Slot(Component component, int number) {}

    /// Attempts to touch what is not ours.
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /// Stamps that more than one running instance has had at the same time, with the highest number that did. Never right: two of these are twins of one
    /// definition in one slot.
    public synchronized Map<Stamp, Integer> twins() {
        return Map.copyOf(byStamp.most);
    }

    /// Slots in which more than one instance has run at the same time. Right only during an update that starts the new one first.
    public synchronized Map<Slot, Integer> crowded() {
        return Map.copyOf(bySlot.most);
    }

    /// Instances of a component that run and are well now.
    public synchronized int well(Component component) {
        return well.getOrDefault(component, 0);
    }

    /// The fewest there were at any moment since [#mark] (or since the beginning).
    public synchronized int leastWell(Component component) {
        return leastWell.getOrDefault(component, 0);
    }

    /// Begins to count anew: from here on [#twins], [#crowded] and [#leastWell] speak of what is now and comes.
    public synchronized void mark() {
        byStamp.mark();
        bySlot.mark();
        leastWell.clear();
        leastWell.putAll(well);
    }

    synchronized void violation(String sentence) {
        if (violations.size() < VIOLATIONS_KEPT) {
            violations.add(sentence);
        }
    }

    /// One more, or one fewer, instance has a process.
    synchronized void running(Stamp stamp, int change) {
        byStamp.count(stamp, change);
        bySlot.count(new Slot(Component.of(stamp), stamp.slot()), change);
    }

    /// One more, or one fewer, instance is well.
    synchronized void well(Stamp stamp, int change) {
        var component = Component.of(stamp);
        int now = well.merge(component, change, Integer::sum);
        leastWell.merge(component, Math.min(now, now - change), Math::min);
    }

    /// How many there are of each, and the most there were of those of which there was more than one.
    private static final class Tally<T> {
        private final Map<T, Integer> now = new HashMap<>();
        private final Map<T, Integer> most = new HashMap<>();

        void count(T what, int change) {
            int number = now.merge(what, change, Integer::sum);
            if (number == 0) {
                now.remove(what);
            } else if (number > 1) {
                most.merge(what, number, Math::max);
            }
        }

        void mark() {
            most.clear();
            now.forEach((what, number) -> {
                if (number > 1) {
                    most.put(what, number);
                }
            });
        }
    }
}
