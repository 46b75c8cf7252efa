package dev.plimsoll.server.simulation;

import dev.plimsoll.loop.RunRecord;
import dev.plimsoll.model.Key;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/// The last events of a history, for whoever has to find out how it came to its end. A controller that does nothing and says what it said before is no event.
final class Chronicle {
    private static final int TOLD = 300;

    private final Deque<String> events = new ArrayDeque<>();
    private final Map<Key, String> said = new HashMap<>();
    private int runs;

    void tell(Instant at, RunRecord run) {
        runs++;
        var outcome = run.outcome().map(Object::toString).orElse("?");
        var before = said.put(run.key(), outcome);
        if (!run.steps().isEmpty() || !outcome.equals(before)) {
            tell(at, run.key() + " " + run.steps() + " -> " + outcome);
        }
    }

    void tell(Instant at, String event) {
        events.addLast(at + " " + event);
        if (events.size() > TOLD) {
            events.removeFirst();
        }
    }

    /// How many runs of controllers it was told of.
    int runs() {
        return runs;
    }

    /// What has broken, and what happened before.
    Simulation.Broken broken(String how) {
        return new Simulation.Broken(how + "\n" + String.join("\n", events));
    }
}
