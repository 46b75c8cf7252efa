package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Node;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The order that links ask for: a linked service starts first. Rancher let services link each other in a circle; such links give names but no order.
final class LinkOrder {
    private static final String LINKED = "linked";

    private final Map<String, Draft> services;

    LinkOrder(Parts parts) {
        services = parts.containers();
    }

    /// Keeps whom a service waits for until all are known.
    static void wait(Draft service, List<String> targets) {
        if (!targets.isEmpty()) {
            service.put(LINKED, new Node.Sequence(service.mark(), targets.stream().distinct().<Node>map(t -> Node.Scalar.text(service.mark(), t)).toList()));
        }
    }

    /// Makes dependencies of all links that are not part of a circle.
    void drop() {
        var circles = inCircles();
        services.values().forEach(service -> {
            var targets = new LinkedHashSet<String>();
            service.items("depends_on").forEach(d -> targets.add(d.text()));
            var linked = service.items(LINKED).stream().map(Node.Scalar::text).toList();
            linked.stream().filter(t -> !(circles.contains(t) && circles.contains(service.name()))).forEach(targets::add);
            if (linked.stream().anyMatch(t -> !targets.contains(t))) {
                service.notice("depends_on", "Approximated", "links in a circle give names but no order of start");
            }
            service.remove(LINKED);
            if (!targets.isEmpty() && !service.has("depends_on") || !linked.isEmpty() && !targets.isEmpty()) {
                service.put("depends_on", new Node.Sequence(service.mark("depends_on"), targets.stream().<Node>map(t -> Node.Scalar.text(service.mark("depends_on"), t)).toList()));
            }
        });
    }

    /// Those left when all who wait for nobody left, and all for whom nobody left waits, are taken away again and again.
    private Set<String> inCircles() {
        var waits = new LinkedHashMap<String, Set<String>>();
        services.forEach((name, service) -> {
            var targets = new HashSet<String>();
            service.items("depends_on").forEach(d -> targets.add(d.text()));
            service.items(LINKED).forEach(d -> targets.add(d.text()));
            targets.retainAll(services.keySet());
            waits.put(name, targets);
        });
        var left = peeled(waits);
        var back = new HashMap<String, Set<String>>();
        left.forEach(name -> back.put(name, new HashSet<>()));
        left.forEach(name -> waits.get(name).stream().filter(left::contains).forEach(target -> back.get(target).add(name)));
        return peeled(back);
    }

    private static Set<String> peeled(Map<String, Set<String>> waits) {
        var waiters = new HashMap<String, Set<String>>();
        var open = new HashMap<String, Integer>();
        waits.forEach((name, targets) -> {
            open.put(name, targets.size());
            targets.forEach(t -> waiters.computeIfAbsent(t, _ -> new HashSet<>()).add(name));
        });
        var free = new ArrayDeque<>(open.entrySet().stream().filter(e -> e.getValue() == 0).map(Map.Entry::getKey).toList());
        while (!free.isEmpty()) {
            var name = free.poll();
            open.remove(name);
            waiters.getOrDefault(name, Set.of()).forEach(w -> {
                if (open.merge(w, -1, Integer::sum) == 0) {
                    free.add(w);
                }
            });
        }
        return open.keySet();
    }
}
