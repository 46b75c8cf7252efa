package dev.plimsoll.planning.ingress;

import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenInstance.Health;
import dev.plimsoll.model.outside.SeenInstance.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Which instances an engine is about to end by itself, because it is putting another one into their slot. A Swarm that starts the new before it ends the old tells nobody: it ends the old one in the
/// moment in which the new one runs (swarmkit, `orchestrator/update`, `updateTask`). Who is left out while the new one is made has ended what was under way there by then.
public final class Succession {
    private static final Comparator<SeenInstance> BY_AGE = Comparator.comparing(i -> i.startedAt().orElse(Instant.MAX));

    private Succession() {}

    /// Never more than half of those that are well: what is left has to bear all the traffic.
    ///
    /// @param instances of one component
    /// @param soon      whether one that is being made may soon be there
    /// @return ids
    public static Set<String> replaced(List<SeenInstance> instances, Predicate<SeenInstance> soon) {
        var bySlot = instances.stream().filter(i -> !i.node().isEmpty()).filter(i -> i.well() || coming(i) && soon.test(i))
            .collect(Collectors.groupingBy(i -> i.stamp().slot(), TreeMap::new, Collectors.toList()));
        long most = instances.stream().filter(SeenInstance::well).count() / 2;
        var replaced = new HashSet<String>();
        bySlot.values().forEach(slot -> slot.stream().sorted(BY_AGE.reversed()).skip(1).filter(i -> replaced.size() < most).forEach(i -> replaced.add(i.id())));
        return replaced;
    }

    /// Nothing is known that hinders it.
    private static boolean coming(SeenInstance instance) {
        return instance.state() == State.PENDING && instance.error().isEmpty() || instance.state() == State.RUNNING && instance.health() == Health.STARTING;
    }
}
