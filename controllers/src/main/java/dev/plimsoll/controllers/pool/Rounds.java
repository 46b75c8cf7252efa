package dev.plimsoll.controllers.pool;

import dev.plimsoll.model.Condition;
import dev.plimsoll.model.Key;
import dev.plimsoll.model.Resource;
import dev.plimsoll.planning.machine.CloudNames;
import dev.plimsoll.planning.machine.Elsewhere;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Machines that the cloud has no place for go once around all zones, and then wait before they go around again. Lost with the process, which costs a round.
final class Rounds {
    static final Duration PAUSE = Duration.ofMinutes(1);

    private final Map<Key, Round> rounds = new ConcurrentHashMap<>();

    /// @param moves in this round
    private record Round(int moves, Instant last) {}

    /// Slots of machines that may be tried elsewhere now.
    Set<Integer> crowded(Key pool, List<Resource> machines, int zones, Instant now) {
        var crowded = new HashSet<Integer>();
        machines.forEach(machine -> {
            if (placeless(machine)) {
                var round = rounds.getOrDefault(machine.key(), new Round(0, now));
                if (round.moves() < zones - 1 || !round.last().plus(PAUSE).isAfter(now)) {
                    crowded.add(CloudNames.slot(pool, machine.metadata().name()));
                }
            } else if (machine.status().level()) {
                rounds.remove(machine.key());
            }
        });
        return crowded;
    }

    void moved(Key machine, int zones, Instant now) {
        rounds.compute(machine, (_, round) -> new Round(round == null || round.moves() >= zones - 1 ? 1 : round.moves() + 1, now));
    }

    /// What is said of a machine is said of the zone that it is declared in now.
    static boolean placeless(Resource machine) {
        return machine.status().observedGeneration() == machine.metadata().generation()
            && machine.status().condition(Condition.LEVEL).filter(c -> !c.holds() && c.reason().equals(Elsewhere.NO_HOST)).isPresent();
    }
}
