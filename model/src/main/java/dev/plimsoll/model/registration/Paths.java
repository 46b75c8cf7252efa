package dev.plimsoll.model.registration;

import dev.plimsoll.model.InvalidValue;
import java.util.Arrays;
import java.util.regex.Pattern;

/// Paths below an API's address.
final class Paths {
    /// What RFC 3986 allows in a path, and the braces of places.
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~!$&'()*+,;=:@%/{}-]{0,2000}");

    private Paths() {}

    static void require(String path) {
        if (path == null || !PATH.matcher(path).matches() || Arrays.stream(path.split("/")).anyMatch(s -> s.equals(".") || s.equals(".."))) {
            throw new InvalidValue(path == null ? "a call has a path, such as /servers" : "path '" + path.replaceAll("\\p{Cntrl}", "?") + "' does not begin with /, or holds what no path holds; query parameters have a field of their own");
        }
    }
}
