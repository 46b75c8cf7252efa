package dev.plimsoll.cli.declare;

import java.util.List;
import java.util.regex.Pattern;

/// The rules of a `.dockerignore` file, as Docker's builder reads them: one pattern a line, `#` comments, `!` takes back, the last that
/// matches decides, `**` is any number of folders, and a folder that is left out takes everything in it along.
final class IgnoreRules {
    static final IgnoreRules NONE = new IgnoreRules(List.of());

    private final List<Rule> rules;

    private IgnoreRules(List<Rule> rules) {
        this.rules = rules;
    }

    static IgnoreRules read(String text) {
        return new IgnoreRules(text.lines().map(String::strip).filter(l -> !l.isEmpty() && !l.startsWith("#")).map(IgnoreRules::rule)
            .filter(r -> !r.pattern.pattern().isEmpty()).toList());
    }

    /// @param path relative to the context, `/` between names
    boolean leavesOut(String path) {
        var out = false;
        for (var rule : rules) {
            out = rule.covers(path) ? !rule.takesBack : out;
        }
        return out;
    }

    /// Whether a later rule may take back something in a folder that is left out, so that it has to be walked all the same.
    boolean mayTakeBackIn(String folder) {
        return rules.stream().anyMatch(r -> r.takesBack && (r.text.contains("*") || r.text.contains("?") || r.text.contains("[")
            || r.text.startsWith(folder + "/") || folder.startsWith(r.text)));
    }

    private static Rule rule(String line) {
        var takesBack = line.startsWith("!");
        var text = (takesBack ? line.substring(1) : line).strip().replaceAll("/+", "/").replaceFirst("^/", "").replaceFirst("^(\\./)+", "")
            .replaceFirst("/$", "");
        return new Rule(text, Pattern.compile(text.equals(".") ? "" : expression(text)), takesBack);
    }

    private static String expression(String pattern) {
        var regex = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            var c = pattern.charAt(i);
            switch (c) {
                case '*' -> {
                    if (!pattern.startsWith("**", i)) {
                        regex.append("[^/]*");
                    } else if (pattern.startsWith("**/", i)) {
                        regex.append("(?:.*/)?");
                        i += 2;
                    } else {
                        regex.append(".*");
                        i++;
                    }
                }
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    var end = pattern.indexOf(']', i + 1);
                    regex.append(end < 0 ? "\\[" : pattern.substring(i, end + 1).replace("[!", "[^").replace("\\", "\\\\").replace("&&", "&\\&"));
                    i = end < 0 ? i : end;
                }
                case '\\' -> {
                    i = Math.min(i + 1, pattern.length() - 1);
                    regex.append(Pattern.quote(pattern.substring(i, i + 1)));
                }
                default -> regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return regex.toString();
    }

    private record Rule(String text, Pattern pattern, boolean takesBack) {
        boolean covers(String path) {
            for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
                if (pattern.matcher(path.substring(0, end)).matches()) {
                    return true;
                }
            }
            return false;
        }
    }
}
