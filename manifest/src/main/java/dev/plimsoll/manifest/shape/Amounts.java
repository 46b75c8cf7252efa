package dev.plimsoll.manifest.shape;

import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// Amounts with units. Durations follow Go's `time.ParseDuration` (`1h2m3.5s`), which compose uses too, without negative ones and with
/// `d` for days; sizes follow Docker's `units.RAMInBytes` (`64m` is 64 × 1024 × 1024).
public final class Amounts {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?)(ns|us|µs|ms|d|h|m|s)");
    private static final Pattern SIZE = Pattern.compile("(\\d{1,18}(?:\\.\\d{1,9})?) ?([bkmgtp]?)(?:i?b)?");
    private static final Map<String, Long> NANOSECONDS = Map.of("ns", 1L, "us", 1_000L, "µs", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L,
        "m", 60_000_000_000L, "h", 3_600_000_000_000L, "d", 86_400_000_000_000L);
    private static final String SIZES = "bkmgtp";

    private Amounts() {}

    /// @throws InvalidValue when the text is no duration
    public static Duration duration(String text) {
        var trimmed = text.strip();
        if (trimmed.equals("0")) {
            return Duration.ZERO;
        }
        var matcher = DURATION.matcher(trimmed.length() <= 100 ? trimmed : "");
        var total = BigDecimal.ZERO;
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            total = total.add(new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(NANOSECONDS.get(matcher.group(2)))));
            end = matcher.end();
        }
        if (end == 0 || end != trimmed.length() || total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new InvalidValue(Quote.of(text) + " is not a duration such as 10s, 1m30s or 500ms");
        }
        return Duration.ofNanos(total.longValue());
    }

    /// `1m30s`, `500ms`, `0s`: the largest units first.
    public static String print(Duration duration) {
        if (duration.isZero()) {
            return "0s";
        }
        var text = new StringBuilder(duration.isNegative() ? "-" : "");
        var rest = duration.abs();
        append(text, rest.toHours(), "h");
        append(text, rest.toMinutesPart(), "m");
        append(text, rest.toSecondsPart(), "s");
        append(text, rest.toMillisPart(), "ms");
        append(text, rest.getNano() / 1_000 % 1_000, "us");
        append(text, rest.getNano() % 1_000, "ns");
        return text.toString();
    }

    /// @throws InvalidValue when the text is no size; -1 is let through, it means no limit
    public static long bytes(String text) {
        var matcher = SIZE.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (text.strip().equals("-1")) {
            return -1;
        }
        if (matcher.matches()) {
            var unit = BigDecimal.valueOf(1L << 10 * Math.max(0, matcher.group(2).isEmpty() ? 0 : SIZES.indexOf(matcher.group(2))));
            var bytes = new BigDecimal(matcher.group(1)).multiply(unit);
            if (bytes.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) <= 0) {
                return bytes.longValue();
            }
        }
        throw new InvalidValue(Quote.of(text) + " is not a size such as 67108864, 64m or 1.5g");
    }

    private static void append(StringBuilder text, long amount, String unit) {
        if (amount != 0) {
            text.append(amount).append(unit);
        }
    }
}
