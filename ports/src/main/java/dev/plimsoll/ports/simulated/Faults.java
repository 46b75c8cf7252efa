package dev.plimsoll.ports.simulated;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides what goes wrong: by chance, or once because a test wants it. Nothing does unless told.
public final class Faults {
    private final RandomGenerator random;
    private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
    private final Map<Call, Deque<Fault>> once = new EnumMap<>(Call.class);
    private final Deque<Fault> nudgesOnce = new ArrayDeque<>();

    Faults(RandomGenerator random) {
        this.random = random;
    }

    /// From now on this goes wrong with that probability, wherever it can.
    ///
    /// @param probability per call or nudge, 0 to 1
    public synchronized void rate(Fault fault, double probability) {
        if (probability < 0 || probability > 1) {
            throw new IllegalArgumentException(probability + " is no probability");
        }
        rates.put(fault, probability);
    }

    /// From now on nothing goes wrong.
    public synchronized void stop() {
        rates.clear();
        once.clear();
        nudgesOnce.clear();
    }

    /// The next such call goes wrong this way; told twice, the next two do.
    public synchronized void once(Call call, Fault fault) {
        if (!fault.befalls(call)) {
            throw new IllegalArgumentException(fault + " does not befall " + call);
        }
        once.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(fault);
    }

    /// The next nudge goes wrong this way.
    public synchronized void onceToNudge(Fault fault) {
        if (!fault.befallsNudges()) {
            throw new IllegalArgumentException(fault + " does not befall nudges");
        }
        nudgesOnce.add(fault);
    }

    synchronized Optional<Fault> of(Call call) {
        var wanted = once.get(call);
        return wanted != null && !wanted.isEmpty() ? Optional.of(wanted.remove()) : drawn(call);
    }

    synchronized Optional<Fault> ofNudge() {
        return nudgesOnce.isEmpty() ? drawn(null) : Optional.of(nudgesOnce.remove());
    }

    /// One draw per call or nudge, shared out among the faults in their order.
    private Optional<Fault> drawn(Call call) {
        if (rates.isEmpty()) {
            return Optional.empty();
        }
        double drawn = random.nextDouble();
        for (var rate : rates.entrySet()) {
            if (call == null ? rate.getKey().befallsNudges() : rate.getKey().befalls(call)) {
                drawn -= rate.getValue();
                if (drawn < 0) {
                    return Optional.of(rate.getKey());
                }
            }
        }
        return Optional.empty();
    }
}
