package dev.plimsoll.compose.source;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The short form of a mount or device: `[source:]target[:options]`.
///
/// @param source  none: anonymous
/// @param target  path inside
/// @param options separated by commas
public record ShortMount(Optional<String> source, String target, List<String> options) {
    /// Never fails; a text that makes no sense has a target that is no absolute path.
    public static ShortMount parse(String text) {
        var parts = text.split(":", 3);
        if (parts.length == 1) {
            return new ShortMount(Optional.empty(), parts[0], List.of());
        }
        boolean anonymous = parts.length == 2 && parts[0].startsWith("/") && !parts[1].startsWith("/");
        return anonymous ? new ShortMount(Optional.empty(), parts[0], options(parts[1]))
            : new ShortMount(Optional.of(parts[0]), parts[1], parts.length == 3 ? options(parts[2]) : List.of());
    }

    private static List<String> options(String text) {
        return Arrays.stream(text.split(",")).filter(o -> !o.isEmpty()).toList();
    }
}
