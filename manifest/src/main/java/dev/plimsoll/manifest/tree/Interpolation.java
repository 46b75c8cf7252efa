package dev.plimsoll.manifest.tree;

import java.util.Optional;

/// Puts values in the place of `${NAME}` in the values of a tree, never in names. The grammar is the Compose specification's:
/// `${A:-default}`, `${A-default}`, `${A:?message}`, `${A?message}`, `${A:+instead}`, `${A+instead}`, operands may hold variables again,
/// `$$` is a dollar; what looks like none of these stays as it is.
public final class Interpolation {
    /// BRACED: only `${NAME}` is a variable, `$name` is text. BRACED_AND_BARE: both are.
    public enum Names { BRACED, BRACED_AND_BARE }

    private static final int DEEPEST = 16;
    private static final String NO_VARIABLE = "this '${' begins no variable";

    private final Variables variables;
    private final Names names;
    private final Findings findings;
    private long produced;

    public Interpolation(Variables variables, Names names, Findings findings) {
        this.variables = variables;
        this.names = names;
        this.findings = findings;
    }

    /// The tree with values put in; the same tree when it holds no variable.
    public Node in(Node node, Trail trail) {
        return Texts.changed(node, trail, this::in);
    }

    /// One text with values put in.
    public String in(String text, Mark mark, Trail trail) {
        return text.indexOf('$') < 0 ? text : in(text, new Place(mark, trail, 0));
    }

    private record Place(Mark mark, Trail trail, int depth) {
        Place deeper() {
            return new Place(mark, trail, depth + 1);
        }
    }

    private String in(String text, Place place) {
        var out = new StringBuilder(text.length() + 16);
        int at = 0;
        while (at < text.length()) {
            int dollar = text.indexOf('$', at);
            if (dollar < 0 || dollar == text.length() - 1) {
                return kept(out.append(text, at, text.length()), place);
            }
            out.append(text, at, dollar);
            char next = text.charAt(dollar + 1);
            if (next == '$') {
                out.append('$');
                at = dollar + 2;
            } else if (next == '{') {
                at = braced(text, dollar + 2, out, place);
            } else if (names == Names.BRACED_AND_BARE && startsName(next)) {
                at = endOfName(text, dollar + 1);
                out.append(value(text.substring(dollar + 1, at), place));
            } else {
                out.append('$');
                at = dollar + 1;
            }
            if (out.length() > Limits.CHARACTERS) {
                return kept(out, place);
            }
        }
        return kept(out, place);
    }

    /// Bounds what all texts together may grow to, because one large value may be asked for many times.
    private String kept(StringBuilder out, Place place) {
        produced += out.length();
        if (produced > Limits.CHARACTERS) {
            findings.error(place.mark(), place.trail(), "TooLarge", "the values put in place of variables are too large together");
            return "";
        }
        return out.toString();
    }

    /// @return where the text goes on after the closing brace
    private int braced(String text, int start, StringBuilder out, Place place) {
        int close = closing(text, start);
        int end = start < text.length() && startsName(text.charAt(start)) ? endOfName(text, start) : start;
        if (close < 0 || end == start || place.depth() > DEEPEST) {
            // Without the text: it may be a password with a dollar sign in it.
            findings.error(place.mark(), place.trail(), "InvalidVariable", place.depth() > DEEPEST ? "variables are nested too deep" : NO_VARIABLE,
                Optional.of("write $$ for a plain dollar sign"));
            return text.length();
        }
        var name = text.substring(start, end);
        if (end == close) {
            out.append(value(name, place));
        } else {
            operation(name, text.substring(end, close), out, place);
        }
        return close + 1;
    }

    private void operation(String name, String rest, StringBuilder out, Place place) {
        boolean emptyIsUnset = rest.startsWith(":");
        var operator = rest.length() > (emptyIsUnset ? 1 : 0) ? rest.charAt(emptyIsUnset ? 1 : 0) : ' ';
        var operand = rest.substring(Math.min(rest.length(), emptyIsUnset ? 2 : 1));
        var value = variables.value(name).filter(v -> !(emptyIsUnset && v.isEmpty()));
        switch (operator) {
            case '-' -> out.append(value.orElseGet(() -> in(operand, place.deeper())));
            case '+' -> out.append(value.isPresent() ? in(operand, place.deeper()) : "");
            case '?' -> out.append(value.orElseGet(() -> required(name, operand, place)));
            default -> findings.error(place.mark(), place.trail(), "InvalidVariable", NO_VARIABLE,
                Optional.of("after the name :- :? :+ - ? or + may follow; write $$ for a plain dollar sign"));
        }
    }

    private String required(String name, String message, Place place) {
        if (variables.isKnownUnset(name)) {
            var sentence = in(message, place.deeper());
            findings.error(place.mark(), place.trail(), "RequiredVariable", "variable " + Quote.of(name) + " must be set"
                + (sentence.isBlank() ? "" : ": " + Quote.line(sentence)));
        }
        return "";
    }

    private String value(String name, Place place) {
        return variables.value(name).orElseGet(() -> {
            if (variables.isKnownUnset(name)) {
                variables.sayUnset(name, place.mark(), place.trail(), findings);
            }
            return "";
        });
    }

    private static int closing(String text, int start) {
        int open = 1;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) == '}' && --open == 0) {
                return i;
            } else if (text.charAt(i) == '$' && i + 1 < text.length() && text.charAt(i + 1) == '{') {
                open++;
                i++;
            }
        }
        return -1;
    }

    private static int endOfName(String text, int start) {
        int end = start;
        while (end < text.length() && (startsName(text.charAt(end)) || text.charAt(end) >= '0' && text.charAt(end) <= '9')) {
            end++;
        }
        return end;
    }

    private static boolean startsName(char c) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
