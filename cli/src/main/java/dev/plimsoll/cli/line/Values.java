package dev.plimsoll.cli.line;

import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Texts of a command line as what they mean. Each throws an `IllegalArgumentException` that says what is wrong with the text.
public final class Values {
    private static final Pattern DURATION = Pattern.compile("(?:\\d{1,9}(?:ms|[smhd]))+|\\d{1,9}");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhd])?");

    private Values() {}

    public static int number(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException other) {
            throw new IllegalArgumentException("'" + text + "' is not an int", other);
        }
    }

    /// The constant of this name among all of an enum.
    public static <T extends Enum<T>> T oneOf(String text, T[] all) {
        for (var one : all) {
            if (one.name().equals(text)) {
                return one;
            }
        }
        throw new IllegalArgumentException("expected one of " + Arrays.toString(all) + " (case-sensitive) but was '" + text + "'");
    }

    /// Durations as people write them: `90s`, `10m`, `1h30m`, `500ms`; a number alone is seconds.
    public static Duration duration(String text) {
        if (!DURATION.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no duration; write 90s, 10m or 1h30m");
        }
        return PART.matcher(text).results().map(part -> {
            var count = Long.parseLong(part.group(1));
            return switch (part.group(2)) {
                case "ms" -> Duration.ofMillis(count);
                case "m" -> Duration.ofMinutes(count);
                case "h" -> Duration.ofHours(count);
                case "d" -> Duration.ofDays(count);
                case null, default -> Duration.ofSeconds(count);
            };
        }).reduce(Duration.ZERO, Duration::plus);
    }

    /// What a flag says: `--watch` is `--watch=true`.
    static boolean truth(String text) {
        if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
            return text.equalsIgnoreCase("true");
        }
        throw new IllegalArgumentException("'" + text + "' is not a boolean");
    }
}
