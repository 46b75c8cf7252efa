package dev.plimsoll.compose.translate;

import dev.plimsoll.model.ComponentSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Finds components that wait for each other in a circle, by taking away those that wait for nobody until none is left (Kahn's algorithm;
/// no recursion, because a chain may be as long as a file has services).
final class Cycles {
    private Cycles() {}

    static void check(Map<String, ComponentSpec> components, Section root) {
        var waiting = new LinkedHashMap<String, Integer>();
        var waiters = new HashMap<String, List<String>>();
        components.forEach((name, component) -> {
            var targets = component.dependsOn().stream().map(ComponentSpec.Dependency::component).filter(components::containsKey).distinct().toList();
            waiting.put(name, targets.size());
            targets.forEach(t -> waiters.computeIfAbsent(t, _ -> new ArrayList<>()).add(name));
        });
        var free = new ArrayDeque<>(waiting.entrySet().stream().filter(e -> e.getValue() == 0).map(Map.Entry::getKey).toList());
        while (!free.isEmpty()) {
            var name = free.poll();
            waiting.remove(name);
            waiters.getOrDefault(name, List.of()).forEach(w -> {
                if (waiting.merge(w, -1, Integer::sum) == 0) {
                    free.add(w);
                }
            });
        }
        if (!waiting.isEmpty()) {
            var circle = new TreeSet<>(waiting.keySet()).stream().limit(10).toList();
            root.error("services", "Cycle", "services wait for each other in a circle, or for one that does: " + String.join(", ", circle),
                "remove one of the dependencies");
        }
    }
}
