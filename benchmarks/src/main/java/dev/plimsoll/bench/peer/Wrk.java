package dev.plimsoll.bench.peer;

import dev.plimsoll.bench.run.Command;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a server answers on kept connections that ask again at once, as `wrk` counts it.
///
/// @param perSecond answers a second
/// @param percent99 99 in 100 took at most this, milliseconds
public record Wrk(double perSecond, double percent99) {
    private static final int CONNECTIONS = 32;
    private static final Pattern RATE = Pattern.compile("Requests/sec:\\s+([0-9.]+)");
    private static final Pattern LATENCY = Pattern.compile("99%\\s+([0-9.]+)(us|ms|s)");
    private static final Pattern TROUBLE = Pattern.compile("(Socket errors:.*|Non-2xx.*)");

    /// Asks a port of this machine for some seconds.
    ///
    /// @throws Command.Failed when a single answer was not as it should be
    public static Wrk ask(String host, int port, int seconds) {
        var said = Command.of("wrk", "--latency", "-t1", "-c" + CONNECTIONS, "-d" + seconds + "s", "-H", "Host: " + host, "http://127.0.0.1:" + port + "/").succeed().out();
        TROUBLE.matcher(said).results().findFirst().ifPresent(trouble -> {
            throw new Command.Failed("wrk counted on port " + port + ": " + trouble.group());
        });
        var latency = found(LATENCY, said);
        double unit = switch (latency.group(2)) {
            case "us" -> 0.001;
            case "ms" -> 1;
            default -> 1_000;
        };
        return new Wrk(Double.parseDouble(found(RATE, said).group(1)), Double.parseDouble(latency.group(1)) * unit);
    }

    private static MatchResult found(Pattern pattern, String said) {
        return pattern.matcher(said).results().findFirst().orElseThrow(() -> new Command.Failed("wrk said: " + said));
    }
}
