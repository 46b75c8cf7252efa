package dev.plimsoll.cli.screen;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// Times as people say them.
public final class Ages {
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private Ages() {}

    /// How long ago, such as `12s`, `5m`, `3h`, `2d`; `-` when never or unknown.
    public static String age(String since, Instant now) {
        return time(since).map(t -> span(Duration.between(t, now))).orElse("-");
    }

    /// A duration to its greatest unit, or two for minutes below ten.
    public static String span(Duration duration) {
        var seconds = Math.max(0, duration.toSeconds());
        if (seconds < 120) {
            return seconds + "s";
        }
        if (seconds < 600) {
            return seconds / 60 + "m" + (seconds % 60 == 0 ? "" : seconds % 60 + "s");
        }
        if (seconds < 7_200) {
            return seconds / 60 + "m";
        }
        return seconds < 172_800 ? seconds / 3_600 + "h" : seconds / 86_400 + "d";
    }

    /// Milliseconds as a short duration.
    public static String millis(long millis) {
        return millis < 1_000 ? millis + " ms" : millis < 60_000 ? millis / 1_000 + "." + millis % 1_000 / 100 + " s" : span(Duration.ofMillis(millis));
    }

    /// The time of day here; as written when it is no time.
    public static String clock(String at) {
        return time(at).map(t -> CLOCK.format(t.atZone(ZoneId.systemDefault()))).orElse(at);
    }

    /// @return none when it is no time, or the one that stands for never
    public static Optional<Instant> time(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(text)).filter(t -> t.isAfter(Instant.EPOCH));
        } catch (DateTimeParseException other) {
            return Optional.empty();
        }
    }
}
