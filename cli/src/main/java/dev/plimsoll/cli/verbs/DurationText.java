package dev.plimsoll.cli.verbs;

import java.time.Duration;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Durations as people write them: `90s`, `10m`, `1h30m`, `500ms`; a number alone is seconds.
final class DurationText implements ITypeConverter<Duration> {
    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:ms|[smhd]))+|\\d{1,9}");
    private static final Pattern PART = Pattern.compile("(\\d+)(ms|[smhd])?");

    @Override
    public Duration convert(String text) {
        if (!WHOLE.matcher(text).matches()) {
            throw new TypeConversionException("'" + text + "' is no duration; write 90s, 10m or 1h30m");
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
}
