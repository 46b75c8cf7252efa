package dev.plimsoll.ports.simulated.cloud;

import dev.plimsoll.model.InvalidValue;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// How quick a simulated cloud is.
///
/// @param latency of each call
/// @param build   from a machine's being asked for to its running; other things take a tenth
/// @param remove  from a wish to its being fulfilled
/// @param lag     how long listings may go on not showing what is so, at most
public record SiteSettings(Duration latency, Duration build, Duration remove, Duration lag) {
    private static final List<String> OPTIONS = List.of("latency", "build", "remove", "lag");
    /// For tests: calls take no time, machines half a minute, listings are always true.
    public static final SiteSettings STEPPED = new SiteSettings(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ZERO);
    /// For people: quick enough to watch, slow enough to see.
    public static final SiteSettings LIVE = new SiteSettings(Duration.ofMillis(50), Duration.ofSeconds(6), Duration.ofSeconds(2), Duration.ofSeconds(1));
    /// For measurements.
    public static final SiteSettings INSTANT = new SiteSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /// Changed as a region's options say: `latency`, `build`, `remove`, `lag`, in whole milliseconds.
    ///
    /// @throws dev.plimsoll.model.InvalidValue for any other option, and for what is no time
    SiteSettings with(Map<String, String> options) {
        options.keySet().stream().filter(name -> !OPTIONS.contains(name)).findFirst().ifPresent(name -> {
            throw new InvalidValue("a simulated cloud has no option " + name + "; it takes " + String.join(", ", OPTIONS) + ", in milliseconds");
        });
        return new SiteSettings(time(options, "latency", latency), time(options, "build", build), time(options, "remove", remove), time(options, "lag", lag));
    }

    private static Duration time(Map<String, String> options, String name, Duration otherwise) {
        var text = options.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("[0-9]{1,7}")) {
            throw new InvalidValue("the option " + name + " of a simulated cloud is a number of milliseconds, not '" + text + "'");
        }
        return Duration.ofMillis(Long.parseLong(text));
    }

    public SiteSettings withLag(Duration changed) {
        return new SiteSettings(latency, build, remove, changed);
    }

    public SiteSettings withLatency(Duration changed) {
        return new SiteSettings(changed, build, remove, lag);
    }
}
