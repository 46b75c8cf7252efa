package dev.plimsoll.bench.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/// Measures several sides in turns, so that whatever else the machine does hits all of them alike. The first side of a round moves on by
/// one each round, so that none always comes right after the same other.
public final class Turns {
    private final Site site;
    private final Map<String, DoubleSupplier> sides = new LinkedHashMap<>();

    public Turns(Site site) {
        this.site = site;
    }

    /// @param once measures one round and leaves things as it found them
    public Turns side(String name, DoubleSupplier once) {
        sides.put(name, once);
        return this;
    }

    /// @return what each side measured, by its name
    public Map<String, Samples> take(int rounds, String unit) {
        var names = List.copyOf(sides.keySet());
        var measured = new LinkedHashMap<String, List<Double>>();
        names.forEach(name -> measured.put(name, new ArrayList<>()));
        for (int round = 0; round < rounds; round++) {
            for (int turn = 0; turn < names.size(); turn++) {
                var name = names.get((round + turn) % names.size());
                double value = sides.get(name).getAsDouble();
                measured.get(name).add(value);
                site.say("round %d/%d  %-24s %10.3f %s".formatted(round + 1, rounds, name, value, unit));
            }
        }
        var samples = new LinkedHashMap<String, Samples>();
        measured.forEach((name, values) -> samples.put(name, Samples.of(values)));
        return samples;
    }
}
