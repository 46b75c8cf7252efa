package dev.plimsoll.compose.source;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Interpolation;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Files of variables, in the format of the Compose specification: `NAME=value` or `NAME: value`, `export` before it, `#` comments, 'literal' and
/// "escaped and ${interpolated}" values that may span lines. A name alone takes its value from the variables around.
public final class EnvFile {
    private final String file;
    private final String text;
    private final Variables around;
    private final Findings findings;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int at;
    private int counted;
    private int line = 1;

    private EnvFile(String file, String text, Variables around, Findings findings) {
        this.file = file;
        this.text = text.replace("\r\n", "\n");
        this.around = around;
        this.findings = findings;
    }

    /// The values by name, in the order written.
    public static Map<String, String> values(String file, String text, Variables around, Findings findings) {
        var reading = new EnvFile(file, text, around, findings);
        while (reading.at < reading.text.length()) {
            reading.statement();
        }
        return reading.values;
    }

    /// The `raw` format, which is also that of `docker run --env-file`: each line as it stands, nothing is special but `#` at its start.
    public static Map<String, String> raw(String text, Variables around) {
        var values = new LinkedHashMap<String, String>();
        text.lines().filter(l -> !l.isBlank() && !l.startsWith("#")).forEach(line -> {
            int equals = line.indexOf('=');
            if (equals >= 0) {
                values.put(line.substring(0, equals).strip(), line.substring(equals + 1));
            } else {
                around.value(line.strip()).ifPresent(v -> values.put(line.strip(), v));
            }
        });
        return values;
    }

    private void statement() {
        int lineEnd = endOfLine(at);
        var line = text.substring(at, lineEnd).strip();
        if (line.isEmpty() || line.startsWith("#")) {
            at = lineEnd + 1;
            return;
        }
        int start = skipSpaces(at);
        if (text.startsWith("export ", start)) {
            start = skipSpaces(start + "export ".length());
        }
        int end = start;
        while (end < lineEnd && isNameCharacter(text.charAt(end))) {
            end++;
        }
        var name = text.substring(start, end);
        int separator = skipSpaces(end);
        if (separator < lineEnd && end > start && (text.charAt(separator) == '=' || text.charAt(separator) == ':')) {
            values.put(name, value(skipSpaces(separator + 1)));
        } else if (end > start && (separator >= lineEnd || text.charAt(separator) == '#')) {
            around.value(name).ifPresent(v -> values.put(name, v));
            at = lineEnd + 1;
        } else {
            findings.error(mark(), Trail.ROOT, "Syntax", Quote.of(line.substring(0, Math.min(20, line.length()))) + " is no NAME=value");
            at = lineEnd + 1;
        }
    }

    private String value(int start) {
        char quote = start < text.length() ? text.charAt(start) : ' ';
        if (quote == '\'' || quote == '"') {
            int close = closing(start + 1, quote);
            if (close < 0) {
                findings.error(mark(), Trail.ROOT, "Syntax", "a value starts with " + quote + " and nothing closes it");
                at = text.length();
                return "";
            }
            var mark = mark();
            at = endOfLine(close) + 1;
            var inside = text.substring(start + 1, close);
            return quote == '\'' ? inside : interpolated(unescaped(inside), mark);
        }
        int end = endOfLine(start);
        var plain = text.substring(Math.min(start, end), end);
        var mark = mark();
        at = end + 1;
        int comment = plain.startsWith("#") ? 0 : plain.indexOf(" #");
        return interpolated((comment < 0 ? plain : plain.substring(0, comment)).strip(), mark);
    }

    /// Values may use variables of the same file that stand above.
    private String interpolated(String value, Mark mark) {
        if (value.indexOf('$') < 0) {
            return value;
        }
        var inside = new Variables() {
            @Override
            public Optional<String> value(String name) {
                return around.value(name).or(() -> Optional.ofNullable(values.get(name)));
            }

            @Override
            public boolean isKnownUnset(String name) {
                return around.isKnownUnset(name);
            }

            @Override
            public void sayUnset(String name, Mark where, Trail trail, Findings into) {
                around.sayUnset(name, where, trail, into);
            }
        };
        return new Interpolation(inside, Interpolation.Names.BRACED_AND_BARE, findings).in(value, mark, Trail.ROOT);
    }

    private static String unescaped(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                out.append(c);
                continue;
            }
            char next = text.charAt(++i);
            out.append(switch (next) {
                case 'n' -> "\n";
                case 't' -> "\t";
                case 'r' -> "\r";
                case '"', '\\' -> String.valueOf(next);
                case '$' -> "$$";
                default -> "\\" + next;
            });
        }
        return out.toString();
    }

    private int closing(int start, char quote) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (text.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    private int skipSpaces(int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i;
    }

    private int endOfLine(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    /// The line of the statement being read; counts on from where it counted before.
    private Mark mark() {
        for (; counted < Math.min(at, text.length()); counted++) {
            line += text.charAt(counted) == '\n' ? 1 : 0;
        }
        return new Mark(file, line, 1);
    }

    private static boolean isNameCharacter(char c) {
        return c == '_' || c == '.' || c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
