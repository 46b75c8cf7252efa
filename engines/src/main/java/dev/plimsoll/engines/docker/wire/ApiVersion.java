package dev.plimsoll.engines.docker.wire;

import java.util.Comparator;

/// A version of the engine's API, such as 1.41.
public record ApiVersion(int major, int minor) implements Comparable<ApiVersion> {
    /// The newest whose changes these sources know of. Engines serve older versions too, down to a least one they name.
    public static final ApiVersion NEWEST_KNOWN = new ApiVersion(1, 47);
    private static final Comparator<ApiVersion> ORDER = Comparator.comparingInt(ApiVersion::major).thenComparingInt(ApiVersion::minor);

    /// @throws IllegalArgumentException when the text is no version
    public static ApiVersion parse(String text) {
        var words = text.split("\\.", -1);
        if (words.length != 2) {
            throw new IllegalArgumentException("'" + text + "' is no API version");
        }
        return new ApiVersion(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
    }

    /// The version to speak with an engine that serves from `least` to `newest`.
    public static ApiVersion agree(ApiVersion least, ApiVersion newest) {
        var wanted = newest.compareTo(NEWEST_KNOWN) < 0 ? newest : NEWEST_KNOWN;
        return wanted.compareTo(least) < 0 ? least : wanted;
    }

    public boolean atLeast(int wantedMajor, int wantedMinor) {
        return compareTo(new ApiVersion(wantedMajor, wantedMinor)) >= 0;
    }

    @Override
    public int compareTo(ApiVersion other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
