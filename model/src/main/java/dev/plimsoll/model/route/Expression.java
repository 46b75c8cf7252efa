package dev.plimsoll.model.route;

import dev.plimsoll.model.InvalidValue;
import java.util.ArrayList;
import java.util.List;

/// Reads expressions of words with quoted values, `!`, `&&`, `||` and parentheses; `&&` binds closer than `||`. The grammar is Traefik's (v2 and v3),
/// whose versions differ only in their words. Time and memory grow with the text's length, which has a limit, as has the depth.
public final class Expression {
    /// Characters of an expression.
    public static final int LONGEST = 16 * 1024;
    /// Parentheses and negations inside each other.
    public static final int DEEPEST = 32;
    /// Words with their values.
    public static final int MOST = 500;

    private final String text;
    private final Words words;
    private int at;
    private int read;

    private Expression(String text, Words words) {
        this.text = text;
        this.words = words;
    }

    /// What a word with its values means.
    @FunctionalInterface
    public interface Words {
        /// @throws InvalidValue when there is no such word, or not with these values
        Match match(String word, List<String> arguments);
    }

    /// @throws InvalidValue when it is no expression; the sentence says where
    public static Match read(String text, Words words) {
        if (text.length() > LONGEST) {
            throw new InvalidValue("the rule has " + text.length() + " characters; at most " + LONGEST + " are read");
        }
        var expression = new Expression(text, words);
        var match = expression.either(0);
        expression.blanks();
        if (expression.at < text.length()) {
            throw expression.unexpected("'&&', '||' or the end");
        }
        return match;
    }

    private Match either(int depth) {
        var parts = new ArrayList<Match>();
        do {
            parts.add(both(depth));
        } while (taken("||"));
        return Match.one(parts);
    }

    private Match both(int depth) {
        var parts = new ArrayList<Match>();
        do {
            parts.add(single(depth));
        } while (taken("&&"));
        return Match.all(parts);
    }

    private Match single(int depth) {
        if (depth > DEEPEST) {
            throw new InvalidValue("the rule has more than " + DEEPEST + " parentheses and negations inside each other");
        }
        if (taken("!")) {
            return new Match.Not(single(depth + 1));
        }
        if (taken("(")) {
            var inner = either(depth + 1);
            require(")");
            return inner;
        }
        return word();
    }

    private Match word() {
        blanks();
        int start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        if (start == at) {
            throw unexpected("a word such as Host");
        }
        if (++read > MOST) {
            throw new InvalidValue("the rule has more than " + MOST + " parts");
        }
        var word = text.substring(start, at);
        require("(");
        var arguments = new ArrayList<String>();
        if (!taken(")")) {
            do {
                arguments.add(value());
            } while (taken(","));
            require(")");
        }
        return words.match(word, List.copyOf(arguments));
    }

    private String value() {
        blanks();
        char quote = at < text.length() ? text.charAt(at) : 0;
        if (quote != '`' && quote != '"') {
            throw unexpected("a value in `backticks` or \"double quotes\"");
        }
        at++;
        var value = new StringBuilder();
        for (; at < text.length() && text.charAt(at) != quote; at++) {
            value.append(quote == '"' && text.charAt(at) == '\\' ? escaped() : text.charAt(at));
        }
        if (at == text.length()) {
            throw new InvalidValue("the rule ends inside a value: a " + quote + " is missing");
        }
        at++;
        return value.toString();
    }

    private char escaped() {
        at++;
        char escaped = at < text.length() ? text.charAt(at) : 0;
        return switch (escaped) {
            case '\\', '"' -> escaped;
            case 'n' -> '\n';
            case 't' -> '\t';
            case 'r' -> '\r';
            default -> throw new InvalidValue("\\" + (escaped == 0 ? "" : Texts.plain(String.valueOf(escaped)))
                + " means nothing in a value in double quotes; write \\\\ for a backslash, or use backticks");
        };
    }

    private boolean taken(String sign) {
        blanks();
        boolean there = text.startsWith(sign, at);
        at += there ? sign.length() : 0;
        return there;
    }

    private void require(String sign) {
        if (!taken(sign)) {
            throw unexpected("'" + sign + "'");
        }
    }

    private void blanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private InvalidValue unexpected(String wanted) {
        return new InvalidValue("the rule should go on with " + wanted + " at character " + (at + 1) + (at < text.length()
            ? ", not " + Texts.quoted(text.substring(at, Math.min(text.length(), at + 20))) : ", where it ends"));
    }
}
