package dev.plimsoll.manifest.shape;

import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Match;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// Values written as one scalar: from text and back.
public final class Scalars {
    private Scalars() {}

    /// @throws InvalidValue when the text is no such value; the sentence says what would be
    public static Object parse(Shape.Simple shape, String text) {
        return switch (shape) {
            case Shape.Text _ -> text;
            case Shape.Truth _ -> truth(text);
            case Shape.Whole whole -> whole(whole, text);
            case Shape.Bytes _ -> Amounts.bytes(text);
            case Shape.Mode _ -> mode(text);
            case Shape.Decimal _ -> decimal(text);
            case Shape.Span _ -> Amounts.duration(text);
            case Shape.Moment _ -> moment(text);
            case Shape.Rule _ -> Match.parse(text);
            case Shape.Choice choice -> choice(choice, text);
        };
    }

    /// The text that [#parse] reads back as the same value.
    public static String print(Object value) {
        return switch (value) {
            case Duration duration -> Amounts.print(duration);
            case Match match -> match.text();
            case Enum<?> constant -> Shape.Choice.word(constant);
            default -> value.toString();
        };
    }

    static String printMode(int mode) {
        return "0" + String.format("%03o", mode);
    }

    private static boolean truth(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidValue(Quote.of(text) + " is neither true nor false");
        };
    }

    private static Object whole(Shape.Whole whole, String text) {
        try {
            return whole.small() ? (Object) Integer.valueOf(text.strip()) : (Object) Long.valueOf(text.strip());
        } catch (NumberFormatException e) {
            throw new InvalidValue(Quote.of(text) + " is not a whole number" + (whole.small() ? " between -2147483648 and 2147483647" : ""));
        }
    }

    private static double decimal(String text) {
        try {
            double value = text.length() > 40 ? Double.NaN : Double.parseDouble(text.strip());
            if (Double.isFinite(value)) {
                return value;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new InvalidValue(Quote.of(text) + " is not a number");
    }

    private static int mode(String text) {
        var digits = text.startsWith("0o") ? text.substring(2) : text;
        if (!(text.startsWith("0") && digits.length() <= 5 && digits.chars().allMatch(c -> c >= '0' && c <= '7'))) {
            throw new InvalidValue(Quote.of(text) + " is not a mode: write it in octal with a leading zero, such as 0440");
        }
        return digits.isEmpty() ? 0 : Integer.parseInt(digits, 8);
    }

    private static Instant moment(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new InvalidValue(Quote.of(text) + " is not a time such as 2026-03-01T12:00:00Z");
        }
    }

    private static Enum<?> choice(Shape.Choice choice, String text) {
        var wanted = text.replace('-', '_');
        for (var constant : choice.constants()) {
            if (constant.name().equalsIgnoreCase(wanted)) {
                return constant;
            }
        }
        throw new InvalidValue(Quote.of(text) + " is none of " + String.join(", ", choice.words()));
    }
}
