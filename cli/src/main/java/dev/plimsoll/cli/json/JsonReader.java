package dev.plimsoll.cli.json;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON value (RFC 8259) as Java's own types; what follows it in the text is not looked at. Written by hand, because every command pays for it: to load
/// jackson-core's parser is to compute BigDecimal's table of powers, which took a sixth of the processor time of a short command.
final class JsonReader {
    private static final int DEEPEST = 500;
    private static final int LONGEST_NUMBER = 100;
    /// Whole numbers of fewer characters fit into a `long`.
    private static final int LONGEST_LONG = 18;

    private final String text;
    private int at;
    /// Of the first backslash not before the last text that was read.
    private int backslash = -1;

    private JsonReader(String text) {
        this.text = text;
    }

    /// @return a map, list, text, number, boolean or null; null too when there is nothing but white space
    static Object read(String text) throws NoJson {
        var reader = new JsonReader(text);
        reader.skipSpace();
        return reader.at == text.length() ? null : reader.value(0);
    }

    private Object value(int depth) throws NoJson {
        skipSpace();
        if (depth > DEEPEST) {
            throw wrong("lists and objects lie too deep inside each other");
        }
        return switch (here()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object(int depth) throws NoJson {
        var members = new LinkedHashMap<String, Object>();
        at++;
        while (!closed('}', members.isEmpty())) {
            var name = string();
            skipSpace();
            step(':');
            members.put(name, value(depth + 1));
        }
        return members;
    }

    private List<Object> array(int depth) throws NoJson {
        var items = new ArrayList<>();
        at++;
        while (!closed(']', items.isEmpty())) {
            items.add(value(depth + 1));
        }
        return items;
    }

    /// Steps over the end of a list or object, or else over the comma between two of its elements.
    private boolean closed(char end, boolean empty) throws NoJson {
        skipSpace();
        if (here() == end) {
            at++;
            return true;
        }
        if (!empty) {
            step(',');
            skipSpace();
        }
        return false;
    }

    private String string() throws NoJson {
        step('"');
        int end = text.indexOf('"', at);
        if (end < 0) {
            throw wrong("a text without an end");
        }
        if (backslash < at) {
            int next = text.indexOf('\\', at);
            backslash = next < 0 ? text.length() : next;
        }
        if (backslash < end) {
            return escaped();
        }
        var plain = text.substring(at, end);
        at = end + 1;
        return plain;
    }

    private String escaped() throws NoJson {
        var out = new StringBuilder();
        for (char c = next(); c != '"'; c = next()) {
            out.append(c == '\\' ? meant(next()) : c);
        }
        return out.toString();
    }

    private char meant(char escape) throws NoJson {
        return switch (escape) {
            case '"', '\\', '/' -> escape;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw wrong("an unknown escape");
        };
    }

    private char unit() throws NoJson {
        int digits = at;
        at += 4;
        try {
            return (char) HexFormat.fromHexDigits(text, digits, at);
        } catch (IllegalArgumentException | IndexOutOfBoundsException none) {
            throw wrong("a character's code that is not four hexadecimal digits");
        }
    }

    private Object word(String word, Object meaning) throws NoJson {
        if (!text.startsWith(word, at)) {
            throw wrong("an unknown word");
        }
        at += word.length();
        return meaning;
    }

    private Object number() throws NoJson {
        int start = at;
        boolean whole = true;
        while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || "+-.".indexOf(text.charAt(at)) >= 0)) {
            whole &= text.charAt(at) <= '9' && text.charAt(at) != '.';
            at++;
        }
        try {
            if (at - start <= LONGEST_LONG && whole) {
                return Long.valueOf(text.substring(start, at));
            }
            if (at - start <= LONGEST_NUMBER) {
                return new BigDecimal(text.substring(start, at));
            }
        } catch (NumberFormatException none) {
            // said below
        }
        throw wrong("no value");
    }

    private void skipSpace() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\n' || text.charAt(at) == '\r' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private char here() throws NoJson {
        if (at >= text.length()) {
            throw wrong("an early end");
        }
        return text.charAt(at);
    }

    private char next() throws NoJson {
        char c = here();
        at++;
        return c;
    }

    private void step(char expected) throws NoJson {
        if (here() != expected) {
            throw wrong("something else than '" + expected + "'");
        }
        at++;
    }

    private NoJson wrong(String what) {
        return new NoJson(what, at);
    }
}
