package dev.plimsoll.cli.declare;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// The variables that texts name as `$NAME` or `${NAME`. Which of them count, and by whose grammar, is the control plane's to say: this is good enough to
/// tell it at once what is set nowhere, and not to decide what it is told of the environment.
final class Mentioned {
    private Mentioned() {}

    static Set<String> variables(Collection<String> texts) {
        var names = new TreeSet<String>();
        texts.forEach(text -> add(text, names));
        return names;
    }

    private static void add(String text, Set<String> names) {
        for (int dollar = text.indexOf('$'); dollar >= 0; ) {
            boolean braced = text.startsWith("{", dollar + 1);
            int start = dollar + (braced ? 2 : 1);
            int end = start;
            while (end < text.length() && (letter(text.charAt(end)) || end > start && digit(text.charAt(end)))) {
                end++;
            }
            if (end > start) {
                names.add(text.substring(start, end));
            }
            // Two dollars are one that is meant.
            dollar = text.indexOf('$', text.startsWith("$", start) && !braced ? start + 1 : end);
        }
    }

    private static boolean letter(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean digit(char c) {
        return c >= '0' && c <= '9';
    }
}
