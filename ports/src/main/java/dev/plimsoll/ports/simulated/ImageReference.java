package dev.plimsoll.ports.simulated;

import dev.plimsoll.ports.EngineFailure;
import java.util.regex.Pattern;

/// What an image is called: by name and tag, by digest, or by id. The grammar is that of github.com/distribution/reference, as the Docker Engine reads it.
///
/// @param name   with registry, without tag; empty for an id
/// @param suffix `:tag`, `@sha256:…`, or the id itself
record ImageReference(String name, String suffix) {
    private static final Pattern ID = Pattern.compile("sha256:[0-9a-f]{64}|[0-9a-f]{64}");
    private static final String COMPONENT = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final String DOMAIN = "(?:localhost|[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+|[A-Za-z0-9.-]+(?=:\\d))(?::\\d{1,5})?";
    private static final Pattern REFERENCE = Pattern.compile("((?:" + DOMAIN + "/)?" + COMPONENT + "(?:/" + COMPONENT + ")*)"
        + "(:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(@sha256:[0-9a-f]{64})?");
    private static final int LONGEST = 512;

    static ImageReference of(String text) {
        if (ID.matcher(text).matches()) {
            return new ImageReference("", text.startsWith("sha256:") ? text : "sha256:" + text);
        }
        var matcher = REFERENCE.matcher(text);
        if (text.length() > LONGEST || !matcher.matches()) {
            throw new EngineFailure.Rejected("InvalidImageName", "'" + (text.length() > 80 ? text.substring(0, 80) + "…" : text) + "' is no image name", null);
        }
        var suffix = matcher.group(3) != null ? matcher.group(3) : matcher.group(2) != null ? matcher.group(2) : ":latest";
        return new ImageReference(matcher.group(1), suffix);
    }

    boolean isId() {
        return name.isEmpty();
    }

    boolean isDigest() {
        return suffix.startsWith("@");
    }

    /// The registry it comes from.
    String registry() {
        int slash = name.indexOf('/');
        var first = slash < 0 ? "" : name.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : "docker.io";
    }

    String tag() {
        return suffix.startsWith(":") ? suffix.substring(1) : "";
    }

    @Override
    public String toString() {
        return name + suffix;
    }
}
