package dev.plimsoll.compose.rancher.template;

import dev.plimsoll.manifest.tree.Quote;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The words of an action, one after the other.
final class Tokens {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<text>\"(?:[^\"\\\\\\n]|\\\\.)*+\"|`[^`]*+`)|(?<word>:=|[()|,]|\\.[A-Za-z_][A-Za-z0-9_.]*+|\\$[A-Za-z0-9_]*+"
        + "|[A-Za-z_][A-Za-z0-9_]*+|-?[0-9]+))");

    private final List<String> words;
    private final int line;
    private int at;

    private Tokens(List<String> words, int line) {
        this.words = words;
        this.line = line;
    }

    static Tokens of(String action, int line) {
        var words = new ArrayList<String>();
        var matcher = TOKEN.matcher(action);
        int at = 0;
        while (at < action.length() && !action.substring(at).isBlank()) {
            if (!matcher.find(at) || matcher.start() != at) {
                throw new Refused(line, Quote.of(action.strip()) + " is not understood from " + Quote.of(action.substring(at).strip()) + " on");
            }
            words.add(matcher.group().strip());
            at = matcher.end();
        }
        return new Tokens(words, line);
    }

    int line() {
        return line;
    }

    boolean done() {
        return at >= words.size();
    }

    /// The next word; empty at the end.
    String peek() {
        return done() ? "" : words.get(at);
    }

    String next() {
        if (done()) {
            throw new Refused(line, "something is missing at the end of an action");
        }
        return words.get(at++);
    }

    /// Takes the next word when it is this one.
    boolean took(String word) {
        boolean is = peek().equals(word);
        at += is ? 1 : 0;
        return is;
    }
}
