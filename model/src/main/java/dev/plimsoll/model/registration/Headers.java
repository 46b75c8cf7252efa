package dev.plimsoll.model.registration;

import dev.plimsoll.model.InvalidValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// Headers that a call may set.
final class Headers {
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,200}");
    /// The HTTP client's own affair.
    private static final Set<String> OURS = Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

    private Headers() {}

    static Map<String, String> require(Map<String, String> headers) {
        headers.forEach((name, value) -> {
            name(name);
            if (value.chars().anyMatch(c -> c < ' ' || c >= 127)) {
                throw new InvalidValue("header " + name + " holds something else than printable ASCII");
            }
        });
        return headers;
    }

    static String name(String name) {
        if (!NAME.matcher(name).matches() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
            throw new InvalidValue("'" + name.replaceAll("\\p{Cntrl}", "?") + "' is no header that can be set");
        }
        return name;
    }
}
