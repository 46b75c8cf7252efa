package dev.plimsoll.ingress.haproxy;

import java.util.regex.Pattern;

/// Replacements of regular expressions: `${1}`, `$1` and `${name}` as declared, `\1` as HAProxy writes it.
final class Replacements {
    private static final Pattern GROUP = Pattern.compile("\\$(?:\\{([A-Za-z0-9_]+)}|([0-9]))");

    private Replacements() {}

    /// HAProxy's `regsub` converter, everywhere the expression matches.
    static String regsub(String regexp, String replacement) {
        return "regsub(" + Quoting.argument(regexp) + "," + Quoting.argument(of(regexp, replacement)) + ",\"g\")";
    }

    private static String of(String regexp, String replacement) {
        var groups = Pattern.compile(regexp).namedGroups();
        var text = new StringBuilder();
        var matcher = GROUP.matcher(replacement);
        int end = 0;
        while (matcher.find()) {
            text.append(replacement.substring(end, matcher.start()).replace("\\", "\\\\"));
            var named = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            var number = named.matches("[0-9]{1,2}") ? Integer.valueOf(named) : groups.get(named);
            text.append(number == null || number > 9 ? "" : "\\" + number);
            end = matcher.end();
        }
        return text.append(replacement.substring(end).replace("\\", "\\\\")).toString();
    }
}
