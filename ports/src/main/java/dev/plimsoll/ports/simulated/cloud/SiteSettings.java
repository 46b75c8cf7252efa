package dev.plimsoll.ports.simulated.cloud;

import java.time.Duration;

/// How quick a simulated cloud is.
///
/// @param latency of each call
/// @param build   from a machine's being asked for to its running; other things take a tenth
/// @param remove  from a wish to its being fulfilled
/// @param lag     how long listings may go on not showing what is so, at most
public record SiteSettings(Duration latency, Duration build, Duration remove, Duration lag) {
    /// For tests: calls take no time, machines half a minute, listings are always true.
    public static final SiteSettings STEPPED = new SiteSettings(Duration.ZERO, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ZERO);
    /// For people: quick enough to watch, slow enough to see.
    public static final SiteSettings LIVE = new SiteSettings(Duration.ofMillis(50), Duration.ofSeconds(6), Duration.ofSeconds(2), Duration.ofSeconds(1));
    /// For measurements.
    public static final SiteSettings INSTANT = new SiteSettings(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    public SiteSettings withLag(Duration changed) {
        return new SiteSettings(latency, build, remove, changed);
    }

    public SiteSettings withLatency(Duration changed) {
        return new SiteSettings(changed, build, remove, lag);
    }
}
