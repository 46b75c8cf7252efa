package dev.plimsoll.bench.run;

import java.util.List;

/// What was measured in several rounds, smallest first. Never empty.
public record Samples(List<Double> sorted) {
    public Samples {
        if (sorted.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        sorted = sorted.stream().sorted().toList();
    }

    public static Samples of(List<Double> measured) {
        return new Samples(measured);
    }

    public static Samples one(double measured) {
        return new Samples(List.of(measured));
    }

    /// The middle one; between the two middle ones when their count is even.
    public double median() {
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double lowest() {
        return sorted.getFirst();
    }

    public double highest() {
        return sorted.getLast();
    }

    public int count() {
        return sorted.size();
    }
}
