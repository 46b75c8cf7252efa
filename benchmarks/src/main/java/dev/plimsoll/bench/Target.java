package dev.plimsoll.bench;

import java.util.Locale;
import java.util.Optional;

/// What a figure must reach.
public sealed interface Target {
    /// Our value divided by the peer's is at most this.
    record RatioAtMost(double limit) implements Target {}

    /// Our value divided by the peer's is at least this.
    record RatioAtLeast(double limit) implements Target {}

    /// Our value, in the figure's unit, is at most this.
    record ValueAtMost(double limit) implements Target {}

    /// There is no target; the figure is for comparison.
    record Told() implements Target {}

    /// Whether it is reached; none when there is nothing to reach, or nothing to compare with.
    default Optional<Boolean> met(double value, Optional<Double> ratio) {
        return switch (this) {
            case RatioAtMost(var limit) -> ratio.map(r -> r <= limit);
            case RatioAtLeast(var limit) -> ratio.map(r -> r >= limit);
            case ValueAtMost(var limit) -> Optional.of(value <= limit);
            case Told() -> Optional.empty();
        };
    }

    default String sentence(String unit) {
        return switch (this) {
            case RatioAtMost(var limit) -> "≤ " + number(limit) + " ×";
            case RatioAtLeast(var limit) -> "≥ " + number(limit) + " ×";
            case ValueAtMost(var limit) -> "≤ " + number(limit) + " " + unit;
            case Told() -> "";
        };
    }

    private static String number(double limit) {
        if (limit > 0 && limit < 0.2 && Math.rint(1 / limit) == 1 / limit) {
            return "1/" + Math.round(1 / limit);
        }
        return limit == Math.rint(limit) ? String.valueOf(Math.round(limit)) : String.format(Locale.ROOT, "%s", limit);
    }
}
