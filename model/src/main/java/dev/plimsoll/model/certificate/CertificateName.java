package dev.plimsoll.model.certificate;

import dev.plimsoll.model.InvalidValue;
import java.util.Locale;
import java.util.regex.Pattern;

/// A DNS name that a certificate may have: in lower case, at most 253 characters, with `*.` in front or not.
public final class CertificateName {
    private static final Pattern NAME = Pattern.compile("(\\*\\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9])?\\.)*[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST = 253;
    private static final String WILDCARD = "*.";

    private CertificateName() {}

    /// The name in lower case, without a dot at its end.
    ///
    /// @throws InvalidValue when it can be no name of a certificate
    public static String require(String written) {
        var name = written == null ? "" : written.strip().toLowerCase(Locale.ROOT);
        name = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        if (name.length() > LONGEST || !NAME.matcher(name).matches()) {
            var shown = (name.length() > 60 ? name.substring(0, 60) + "…" : name).replaceAll("\\p{Cntrl}", "?");
            throw new InvalidValue("'" + shown + "' is no DNS name; write it as shop.example.org or *.example.org, letters outside ASCII in Punycode");
        }
        return name;
    }

    public static boolean wildcard(String name) {
        return name.startsWith(WILDCARD);
    }

    /// The name without its `*.`.
    public static String plain(String name) {
        return wildcard(name) ? name.substring(WILDCARD.length()) : name;
    }

    /// Whether a certificate of `name` is good for `host`: a wildcard stands for exactly one label (RFC 6125).
    public static boolean covers(String name, String host) {
        if (!wildcard(name)) {
            return name.equals(host);
        }
        int dot = host.indexOf('.');
        return dot > 0 && host.substring(dot + 1).equals(plain(name));
    }
}
