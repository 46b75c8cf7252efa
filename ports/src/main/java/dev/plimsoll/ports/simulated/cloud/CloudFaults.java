package dev.plimsoll.ports.simulated.cloud;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// Decides what goes wrong at a site: by chance, or once because a test wants it. Nothing does unless told.
public final class CloudFaults {
    private final RandomGenerator random;
    private final Map<CloudFault, Double> rates = new EnumMap<>(CloudFault.class);
    private final Map<CloudCall, Deque<CloudFault>> once = new EnumMap<>(CloudCall.class);

    CloudFaults(RandomGenerator random) {
        this.random = random;
    }

    /// From now on this goes wrong with that probability, wherever it can.
    ///
    /// @param probability per call, 0 to 1
    public synchronized void rate(CloudFault fault, double probability) {
        if (probability < 0 || probability > 1) {
            throw new IllegalArgumentException(probability + " is no probability");
        }
        rates.put(fault, probability);
    }

    /// The next such call goes wrong this way; told twice, the next two do.
    public synchronized void once(CloudCall call, CloudFault fault) {
        if (!fault.befalls(call)) {
            throw new IllegalArgumentException(fault + " does not befall " + call);
        }
        once.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(fault);
    }

    /// From now on nothing goes wrong.
    public synchronized void stop() {
        rates.clear();
        once.clear();
    }

    /// One draw per call, shared out among the faults in their order.
    synchronized Optional<CloudFault> of(CloudCall call) {
        var wanted = once.get(call);
        if (wanted != null && !wanted.isEmpty()) {
            return Optional.of(wanted.remove());
        }
        if (rates.isEmpty()) {
            return Optional.empty();
        }
        double drawn = random.nextDouble();
        for (var rate : rates.entrySet()) {
            if (rate.getKey().befalls(call)) {
                drawn -= rate.getValue();
                if (drawn < 0) {
                    return Optional.of(rate.getKey());
                }
            }
        }
        return Optional.empty();
    }
}
