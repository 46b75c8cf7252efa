package dev.plimsoll.compose.translate;

import dev.plimsoll.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;

/// Splits a command line into words as compose does: quotes hold words together, a backslash takes the next character as it is (not inside
/// single quotes). No shell reads it: `|`, `&&` and `>` are words like others.
final class Words {
    private Words() {}

    /// @throws InvalidValue when a quote is not closed
    static List<String> split(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '\\' && quote != '\'' && i + 1 < line.length()) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else {
                    word.append(c);
                }
            } else if (c == '\'' || c == '"') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                    word.setLength(0);
                    inWord = false;
                }
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (quote != 0) {
            throw new InvalidValue("a " + quote + " is not closed");
        }
        if (inWord) {
            words.add(word.toString());
        }
        return words;
    }

    /// Whether somebody seems to expect a shell.
    static boolean wantsShell(List<String> words) {
        boolean isShell = words.size() > 1 && words.get(1).startsWith("-") && words.get(1).endsWith("c");
        return !isShell && words.stream().anyMatch(w -> List.of("|", "||", "&&", "&", ";", ">", ">>", "<", "2>&1").contains(w));
    }
}
