package dev.plimsoll.compose.route;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Match;
import dev.plimsoll.model.route.Match.How;
import java.util.regex.Pattern;

/// Hosts and paths of Traefik v1 and v2, in which `{name:regexp}` stands for what the expression matches and `{name}` for one segment.
final class Templates {
    private static final Pattern PLACE = Pattern.compile("\\{[a-zA-Z_][a-zA-Z0-9_-]*(:|\\})");
    private static final String SPECIAL = "\\.[]{}()*+-?^$|";

    private Templates() {}

    /// Whether a text has such a place, which a regular expression's own braces (`{2,3}`) are not.
    static boolean has(String text) {
        return PLACE.matcher(text).find();
    }

    static Match host(String text) {
        return has(text) ? new Match.Host(How.REGEXP, "(?i)^" + regexp(text, "[^.]+") + "$") : text.startsWith("*.") ? new Match.Host(How.WILDCARD, text)
            : new Match.Host(How.EXACT, text);
    }

    static Match path(String text) {
        return has(text) ? new Match.Path(How.REGEXP, "^" + regexp(text, "[^/]+") + "$") : new Match.Path(How.EXACT, text);
    }

    static Match prefix(String text) {
        return has(text) ? new Match.Path(How.REGEXP, "^" + regexp(text, "[^/]+")) : new Match.Path(How.PREFIX, text);
    }

    /// The text with its places as groups and everything else as it is.
    ///
    /// @param segment what a place without an expression matches
    static String regexp(String text, String segment) {
        var regexp = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '{') {
                regexp.append(SPECIAL.indexOf(text.charAt(i)) < 0 ? "" : "\\").append(text.charAt(i));
                continue;
            }
            int end = end(text, i);
            int colon = text.indexOf(':', i);
            regexp.append('(').append(colon < 0 || colon > end ? segment : text.substring(colon + 1, end)).append(')');
            i = end;
        }
        return regexp.toString();
    }

    /// Where the brace that opens at `from` closes; expressions may have braces of their own.
    private static int end(String text, int from) {
        int depth = 0;
        for (int i = from; i < text.length(); i++) {
            depth += text.charAt(i) == '{' ? 1 : text.charAt(i) == '}' ? -1 : 0;
            if (depth == 0) {
                return i;
            }
        }
        throw new InvalidValue("a { is not closed");
    }
}
