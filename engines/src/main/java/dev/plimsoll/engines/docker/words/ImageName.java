package dev.plimsoll.engines.docker.words;

import dev.plimsoll.ports.EngineFailure;
import java.util.regex.Pattern;

/// The name of an image, checked: `host:port/path:tag`, `path@sha256:…` or an id `sha256:…`. Grammar: distribution/reference.
public record ImageName(String text) {
    private static final int LONGEST = 512;
    private static final String HUB = "docker.io";
    private static final String PART = "[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*";
    private static final Pattern NAME = Pattern.compile("(?:(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:]+])(?::[0-9]+)?/)?"
        + PART + "(?:/" + PART + ")*(?::[A-Za-z0-9_][A-Za-z0-9_.-]{0,127})?(?:@sha256:[0-9a-f]{64})?");
    private static final Pattern ID = Pattern.compile("(?:sha256:)?[0-9a-f]{12,64}");

    public ImageName {
        if (text.length() > LONGEST || !NAME.matcher(text).matches() && !ID.matcher(text).matches()) {
            var shown = text.length() > 80 ? text.substring(0, 80) + "…" : text;
            throw new EngineFailure.Rejected("InvalidImageName", "'" + shown.replaceAll("\\p{Cntrl}", "?") + "' is no name of an image", null);
        }
    }

    /// Without tag and digest.
    public String repository() {
        var undigested = text.contains("@") ? text.substring(0, text.indexOf('@')) : text;
        int colon = undigested.lastIndexOf(':');
        return colon > undigested.lastIndexOf('/') ? undigested.substring(0, colon) : undigested;
    }

    /// With a tag or digest: without, an engine would fetch every tag there is.
    public String pullable() {
        return text.contains("@") || text.length() > repository().length() ? text : text + ":latest";
    }

    /// The host of its registry.
    public String registry() {
        int slash = text.indexOf('/');
        var first = slash < 0 ? "" : text.substring(0, slash);
        return first.contains(".") || first.contains(":") || first.equals("localhost") ? first : HUB;
    }

    /// The same as the engine wants it in a log-in; the first public registry goes by an address of long ago.
    public String loginServer() {
        return registry().equals(HUB) ? "https://index.docker.io/v1/" : registry();
    }
}
