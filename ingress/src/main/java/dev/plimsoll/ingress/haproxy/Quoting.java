package dev.plimsoll.ingress.haproxy;

/// Foreign text as HAProxy reads it back unchanged (its configuration manual, section 2.2). Everything that comes from a declaration passes here; what cannot be
/// written down at all is refused.
final class Quoting {
    private Quoting() {}

    /// A word of a line, in strong quotes, where nothing is interpreted.
    static String word(String text) {
        requireOneLine(text);
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /// A word that HAProxy reads as a format: a percent sign begins nothing.
    static String format(String text) {
        return word(literal(text));
    }

    /// A piece of a format that stands for itself.
    static String literal(String text) {
        requireOneLine(text);
        return text.replace("%", "%%");
    }

    /// An argument in parentheses, which is read a second time after the word it stands in: in double quotes, where only they and backslashes mean something.
    static String argument(String text) {
        requireOneLine(text);
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static void requireOneLine(String text) {
        if (text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == 0)) {
            throw new IllegalArgumentException("a text that would begin another line of the configuration");
        }
    }
}
