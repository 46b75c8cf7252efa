package dev.plimsoll.model.dns;

import dev.plimsoll.model.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/// Names in the DNS: lower case, no dot at the end, labels of letters, digits, `-` and `_`, with `*` as the first one or not.
public final class DomainName {
    private static final Pattern NAME = Pattern.compile("(\\*|[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*");
    private static final int LONGEST = 253;
    /// Stands for the zone itself.
    private static final String APEX = "@";

    private DomainName() {}

    /// @throws InvalidValue when it is no name
    public static String require(String what, String written) {
        var name = bare(written);
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            var shown = (name.length() > 60 ? name.substring(0, 60) + "…" : name).replaceAll("\\p{Cntrl}", "?");
            throw new InvalidValue(what + " '" + shown + "' is no DNS name; write it as www.example.org, letters outside ASCII in Punycode");
        }
        return name;
    }

    /// In lower case and without a dot at the end.
    public static String bare(String written) {
        var name = written == null ? "" : written.strip().toLowerCase(Locale.ROOT);
        return name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
    }

    /// Whether the name is the domain, or lies below it.
    public static boolean within(String name, String domain) {
        return name.equals(domain) || name.endsWith("." + domain);
    }

    /// The name in full: as it is when it lies in the domain, otherwise below it; `@` is the domain itself.
    public static String inFull(String name, String domain) {
        return name.equals(APEX) ? domain : within(name, domain) ? name : name + "." + domain;
    }
}
