package dev.plimsoll.engines.docker.words;

import dev.plimsoll.model.outside.SeenInstance.Health;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The sentence a listing has for each container: `Up 5 minutes (healthy)`, `Exited (137) 2 seconds ago`. It is all a listing
/// says about health, exit code and time; the times are rounded by moby's `units.HumanDuration`.
///
/// @param health   of a running container
/// @param exitCode of an ended one
/// @param least    since the start or the end at least; none when it tells no time
/// @param most     since then at most
public record StatusText(Health health, Optional<Integer> exitCode, Optional<Duration> least, Optional<Duration> most) {
    private static final Pattern TIME = Pattern.compile("(?:Up |\\) )(?:(\\d+|About an?|Less than a) (second|minute|hour|day|week|month|year)s?)");
    private static final Pattern EXIT = Pattern.compile("^(?:Exited|Restarting) \\((-?\\d{1,10})\\)");
    private static final Map<String, Duration> UNITS = Map.of("second", Duration.ofSeconds(1), "minute", Duration.ofMinutes(1), "hour", Duration.ofHours(1),
        "day", Duration.ofDays(1), "week", Duration.ofDays(7), "month", Duration.ofDays(30), "year", Duration.ofDays(365));

    public static StatusText parse(String text) {
        var exit = EXIT.matcher(text);
        var time = TIME.matcher(text);
        var code = exit.find() ? Optional.of(Integer.parseInt(exit.group(1))) : Optional.<Integer>empty();
        if (!time.find()) {
            return new StatusText(health(text), code, Optional.empty(), Optional.empty());
        }
        var unit = UNITS.get(time.group(2));
        // From hours on the engine rounds to the nearest, so the truth may be half an hour before.
        var slack = unit.compareTo(Duration.ofHours(1)) < 0 ? Duration.ZERO : Duration.ofMinutes(30);
        var least = unit.multipliedBy(count(time)).minus(slack);
        return new StatusText(health(text), code, Optional.of(least), Optional.of(unit.multipliedBy(count(time) + 1)));
    }

    /// Whether it began so lately that a restart may have just been.
    public boolean recent() {
        return most.filter(m -> m.compareTo(Duration.ofMinutes(1)) <= 0).isPresent();
    }

    private static long count(Matcher time) {
        return switch (time.group(1)) {
            case "Less than a" -> 0;
            case "About a", "About an" -> 1;
            default -> Long.parseLong(time.group(1));
        };
    }

    private static Health health(String text) {
        if (text.endsWith("(healthy)")) {
            return Health.HEALTHY;
        }
        if (text.endsWith("(unhealthy)")) {
            return Health.UNHEALTHY;
        }
        return text.endsWith("(health: starting)") ? Health.STARTING : Health.NONE;
    }
}
