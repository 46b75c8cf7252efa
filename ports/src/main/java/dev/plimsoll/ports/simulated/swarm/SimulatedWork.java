package dev.plimsoll.ports.simulated.swarm;

import dev.plimsoll.model.swarm.NodeSpec.Availability;
import dev.plimsoll.model.swarm.Occupant;
import dev.plimsoll.model.swarm.Occupant.Update;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// What runs in one simulated swarm, as far as it matters to who empties nodes: replicated services whose tasks are somewhere. As in a real one, a drained or lost node's tasks end at once
/// and others follow; a renewal starts the new before it ends the old, and waits where there is no place. Tasks take no time.
final class SimulatedWork {
    private final SimulatedNodes nodes;
    private final Map<String, Service> services = new LinkedHashMap<>();

    SimulatedWork(SimulatedNodes nodes) {
        this.nodes = nodes;
    }

    /// A service and the node of each of its tasks; none: it waits for a place.
    private static final class Service {
        private final boolean movable;
        private final List<Optional<String>> tasks = new ArrayList<>();
        private boolean renewing;
        private int interrupted;

        Service(boolean movable) {
            this.movable = movable;
        }
    }

    void run(String name, int replicas, boolean movable) {
        var service = services.computeIfAbsent(name, _ -> new Service(movable));
        while (service.tasks.size() < replicas) {
            service.tasks.add(Optional.empty());
        }
    }

    /// How often a task of it was ended, by a drain or by a node that left, before another ran. What was lost with a dead node is nobody's doing and does not count.
    int interrupted(String name) {
        return services.containsKey(name) ? services.get(name).interrupted : 0;
    }

    /// Tasks that run nowhere.
    int waiting(String name) {
        return !services.containsKey(name) ? 0 : (int) services.get(name).tasks.stream().filter(Optional::isEmpty).count();
    }

    /// What a swarm that is led does by itself.
    ///
    /// @param answers whether a node answers
    void settle(Predicate<String> answers) {
        services.values().forEach(service -> {
            for (int i = 0; i < service.tasks.size(); i++) {
                var at = service.tasks.get(i);
                if (at.isEmpty() || !keeps(at.get(), answers)) {
                    service.interrupted += at.filter(node -> answers.test(node) || !nodes.entries.containsKey(node)).isPresent() ? 1 : 0;
                    service.tasks.set(i, place(answers));
                }
            }
            if (service.renewing) {
                renew(service, answers);
            }
        });
    }

    void renew(String name) {
        Optional.ofNullable(services.get(name)).ifPresent(s -> s.renewing = true);
    }

    List<Occupant> on(String node) {
        var occupants = new ArrayList<Occupant>();
        services.forEach((name, service) -> {
            for (int i = 0; i < service.tasks.size(); i++) {
                if (service.tasks.get(i).equals(Optional.of(node))) {
                    occupants.add(new Occupant(name, name + " " + (i + 1), service.movable, service.renewing ? Update.UNDER_WAY : Update.NONE, service.renewing ? "no suitable node" : ""));
                }
            }
        });
        return occupants;
    }

    private void renew(Service service, Predicate<String> answers) {
        boolean all = true;
        for (int i = 0; i < service.tasks.size(); i++) {
            var place = place(answers);
            if (place.isPresent()) {
                service.tasks.set(i, place);
            }
            all &= place.isPresent();
        }
        service.renewing = !all;
    }

    private boolean keeps(String node, Predicate<String> answers) {
        return nodes.entries.containsKey(node) && answers.test(node) && nodes.entries.get(node).spec().availability() != Availability.DRAINED;
    }

    /// The emptiest node that takes tasks.
    private Optional<String> place(Predicate<String> answers) {
        return nodes.entries.entrySet().stream().filter(e -> e.getValue().spec().availability() == Availability.ACTIVE && answers.test(e.getKey())).map(Map.Entry::getKey)
            .min(Comparator.comparing((String node) -> on(node).size()).thenComparing(node -> node));
    }
}
