package dev.plimsoll.cli.declare;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads a `.env` file the way Compose does: `NAME=value` lines, `#` comments, an optional `export`, single quotes literal, double quotes
/// with escapes, and `${NAME}` in what is not single-quoted, from the environment or an earlier line.
final class DotEnv {
    private static final Pattern LINE = Pattern.compile("\\s*(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.]*)\\s*[=:]\\s*(.*)");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::?-([^}]*))?}|\\$([A-Za-z_][A-Za-z0-9_]*)");

    private DotEnv() {}

    /// @param environment answers a variable or null; it wins over the file
    static Map<String, String> read(String text, Function<String, String> environment) {
        var values = new LinkedHashMap<String, String>();
        text.lines().filter(l -> !l.stripLeading().startsWith("#")).map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            var name = line.group(1);
            values.put(name, value(line.group(2), other -> environment.apply(other) == null ? values.get(other) : environment.apply(other)));
        });
        return values;
    }

    private static String value(String written, Function<String, String> known) {
        if (written.startsWith("'") && written.indexOf('\'', 1) > 0) {
            return written.substring(1, written.indexOf('\'', 1));
        }
        if (written.startsWith("\"")) {
            return filled(quoted(written), known);
        }
        var comment = written.startsWith("#") ? 0 : written.indexOf(" #");
        return filled((comment < 0 ? written : written.substring(0, comment)).strip(), known);
    }

    private static String quoted(String written) {
        var value = new StringBuilder();
        for (int i = 1; i < written.length() && written.charAt(i) != '"'; i++) {
            if (written.charAt(i) != '\\' || i + 1 == written.length()) {
                value.append(written.charAt(i));
                continue;
            }
            i++;
            value.append(switch (written.charAt(i)) {
                case 'n' -> "\n";
                case 'r' -> "\r";
                case 't' -> "\t";
                default -> written.substring(i, i + 1);
            });
        }
        return value.toString();
    }

    private static String filled(String value, Function<String, String> known) {
        return value.indexOf('$') < 0 ? value : REFERENCE.matcher(value).replaceAll(found -> {
            var name = found.group(1) == null ? found.group(3) : found.group(1);
            var otherwise = found.group(2) == null ? "" : found.group(2);
            var set = known.apply(name);
            return Matcher.quoteReplacement(set == null || set.isEmpty() ? otherwise : set);
        });
    }
}
