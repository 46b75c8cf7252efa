package dev.plimsoll.ports.simulated;

import dev.plimsoll.model.outside.Stamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What invariants ask about the past: things that must never have been so are noticed the moment they are so. Guarded by itself.
public final class Ledger {
    private static final int VIOLATIONS_KEPT = 100;

    private final Map<Slot, Integer> running = new HashMap<>();
    private final Map<Slot, Integer> mostRunning = new TreeMap<>();
    private final Map<Component, Integer> well = new HashMap<>();
    private final Map<Component, Integer> leastWell = new HashMap<>();
    private final List<String> violations = new ArrayList<>();

    /// A component of one control plane.
    public record Component(String plane, String project, String assembly, String name) {
        /// Of whose instance, or whatever else carries it, this is the stamp.
        public static Component of(Stamp stamp) {
            return new Component(stamp.plane(), stamp.project(), stamp.assembly(), stamp.component());
        }
    }

    /// A place for one instance.
    public record Slot(Component component, int number) implements Comparable<Slot> {
        @Override
        public int compareTo(Slot other) {
            int byText = component.toString().compareTo(other.component.toString());
            return byText != 0 ? byText : Integer.compare(number, other.number);
        }
    }

    /// Attempts to touch what is not ours.
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /// Slots in which more than one instance has run at the same time, with the highest number that did.
    public synchronized Map<Slot, Integer> crowded() {
        return Map.copyOf(mostRunning);
    }

    /// Instances of a component that run and are well now.
    public synchronized int well(Component component) {
        return well.getOrDefault(component, 0);
    }

    /// The fewest there were at any moment since [#mark] (or since the beginning).
    public synchronized int leastWell(Component component) {
        return leastWell.getOrDefault(component, 0);
    }

    /// Begins to count anew: from here on [#leastWell] and [#crowded] speak of what comes.
    public synchronized void mark() {
        mostRunning.clear();
        running.forEach((slot, number) -> {
            if (number > 1) {
                mostRunning.put(slot, number);
            }
        });
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
        var slot = new Slot(Component.of(stamp), stamp.slot());
        int now = running.merge(slot, change, Integer::sum);
        if (now == 0) {
            running.remove(slot);
        } else if (now > 1) {
            mostRunning.merge(slot, now, Math::max);
        }
    }

    /// One more, or one fewer, instance is well.
    synchronized void well(Stamp stamp, int change) {
        var component = Component.of(stamp);
        int now = well.merge(component, change, Integer::sum);
        leastWell.merge(component, now, Math::min);
    }
}
