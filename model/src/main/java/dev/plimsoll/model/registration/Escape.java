package dev.plimsoll.model.registration;

import dev.plimsoll.model.InvalidValue;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// How a value is written where it stands, so that it can never be read as anything but a value.
public enum Escape {
    /// Text that is compared, not sent.
    NOTHING,
    /// One segment of a path (RFC 3986, section 3.3).
    PATH,
    /// A value of a query or a form.
    QUERY,
    /// A value of a header (RFC 9110, section 5.5).
    HEADER,
    /// A JSON string, or inside one (RFC 8259, section 7).
    JSON;

    /// Written in JSON as numbers where they stand outside quotes.
    private static final Set<String> NUMBERS = Set.of("port", "slot");

    String value(String name, String value, boolean quoted) {
        return switch (this) {
            case NOTHING -> value;
            case PATH -> segment(name, value);
            case QUERY -> percent(value);
            case HEADER -> line(name, value);
            case JSON -> quoted ? json(value) : NUMBERS.contains(name) && value.matches("[0-9]{1,9}") ? value : quoted(value);
        };
    }

    /// Percent-encoded, all but what RFC 3986 calls unreserved.
    public static String percent(String value) {
        var text = new StringBuilder(value.length());
        for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            if (c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || "-._~".indexOf(c) >= 0) {
                text.append(c);
            } else {
                text.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return text.toString();
    }

    /// As a JSON string, with its quotes.
    public static String quoted(String value) {
        return "\"" + json(value) + "\"";
    }

    private static String segment(String name, String value) {
        if (value.isEmpty() || value.equals(".") || value.equals("..")) {
            // Servers resolve these, however they are written, and the call would go elsewhere.
            throw new InvalidValue("the value of {" + name + "} cannot be part of a path");
        }
        return percent(value);
    }

    private static String line(String name, String value) {
        if (value.chars().anyMatch(c -> c < ' ' && c != '\t' || c >= 127)) {
            throw new InvalidValue("the value of {" + name + "} cannot stand in a header: it holds something else than printable ASCII");
        }
        return value;
    }

    private static String json(String value) {
        var text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c == 127 || Character.isSurrogate(c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
