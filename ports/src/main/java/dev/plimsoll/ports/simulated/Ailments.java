package dev.plimsoll.ports.simulated;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What ails the machines of a simulated engine with services, without the engine's noticing. There is one machine, unless hands add some. Guarded by the world's lock.
final class Ailments {
    static final String FIRST = "simulated";

    final List<String> nodes = new ArrayList<>(List.of(FIRST));
    /// Machines whose engines answer, and which the managers have given up.
    final Set<String> apart = new HashSet<>();
    /// Machines that count as ready, and start nothing.
    final Set<String> stuck = new HashSet<>();
    /// Closed by a remedy.
    final Set<String> bounced = new HashSet<>();
    /// Instances that have no process, though the managers believe so; by id.
    final Set<String> missing = new HashSet<>();
    /// Services whose names also lead to where nobody is; by name.
    final Set<String> stale = new HashSet<>();
    /// Services that lack their registry's new log-in; by name.
    final Set<String> withoutLogin = new HashSet<>();
    private final Map<String, String> places = new HashMap<>();

    /// The machine of an instance, which is given one when it first asks: the one with the fewest of its service.
    ///
    /// @param others of its service, by id
    String place(String instance, List<String> others) {
        return places.computeIfAbsent(instance, _ -> nodes.stream().min(java.util.Comparator.comparing((String node) -> others.stream().filter(o -> node.equals(places.get(o))).count())
            .thenComparing(nodes::indexOf)).orElse(FIRST));
    }
}
