package dev.plimsoll.planning.minding;

import dev.plimsoll.model.minding.CheckUp;
import dev.plimsoll.model.minding.CheckUp.Phase;
import dev.plimsoll.model.minding.CheckUp.Service;
import dev.plimsoll.model.minding.Remedy;
import dev.plimsoll.planning.minding.Finding.Symptom;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Finds the one service whose instances are spread worst. A Swarm never moves what runs (moby#24103); replacing the instances by equal ones, as the service's own policy says, lets its scheduler
/// choose again, and never leaves fewer of them than the policy allows.
final class Spreading {
    /// One more or less is as even as it gets.
    private static final int UNEVEN_BY = 2;

    private Spreading() {}

    /// None while anything is under way: what moves by itself is not pushed.
    static Optional<Symptom> uneven(CheckUp checkUp) {
        if (checkUp.services().stream().anyMatch(Service::busy) || checkUp.tasks().stream().anyMatch(t -> t.phase() == Phase.ASSIGNED || t.phase() == Phase.PREPARING)) {
            return Optional.empty();
        }
        return checkUp.services().stream().filter(s -> !s.everywhere() && s.replicas() >= UNEVEN_BY && !s.welcome().isEmpty()).map(s -> new Spread(s, perNode(checkUp, s)))
            .filter(s -> s.by() >= UNEVEN_BY).max(Comparator.comparingInt(Spread::by).thenComparing(s -> s.service().name(), Comparator.reverseOrder())).map(s -> s.symptom(checkUp));
    }

    private static Map<String, Integer> perNode(CheckUp checkUp, Service service) {
        var counts = new HashMap<String, Integer>();
        service.welcome().forEach(node -> counts.put(node, 0));
        checkUp.tasks().stream().filter(t -> t.service().equals(service.id()) && t.phase() == Phase.RUNNING).forEach(t -> counts.computeIfPresent(t.node(), (_, n) -> n + 1));
        return counts;
    }

    private record Spread(Service service, Map<String, Integer> counts) {
        int by() {
            return counts.values().stream().max(Integer::compareTo).orElse(0) - counts.values().stream().min(Integer::compareTo).orElse(0);
        }

        Symptom symptom(CheckUp checkUp) {
            var fullest = counts.entrySet().stream().max(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey())).orElseThrow();
            var emptiest = counts.entrySet().stream().min(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey())).orElseThrow();
            return new Symptom(Symptoms.UNEVEN, service.name(), Optional.of(service.stamp()), service.name() + " has " + fullest.getValue() + " instances on " + name(checkUp, fullest.getKey()) + " and "
                + emptiest.getValue() + " on " + name(checkUp, emptiest.getKey()), Optional.of(new Remedy.Renew(service.id(), service.name())), Optional.empty());
        }

        private static String name(CheckUp checkUp, String node) {
            return checkUp.node(node).map(CheckUp.Node::name).orElse(node);
        }
    }
}
