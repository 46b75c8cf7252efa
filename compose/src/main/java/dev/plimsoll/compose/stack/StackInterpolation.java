package dev.plimsoll.compose.stack;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Limits;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Texts;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import java.util.Optional;

/// Puts values in the place of variables as `docker stack deploy` does, whose grammar only looks like that of the Compose specification:
/// operands are literal and end at the first `}`; a bare `$TAG-alpine` is `TAG` with a default that goes on to the next `}` or the end; and
/// which operator is meant is tried in the order `:-`, `-`, `:?`, `?` anywhere in what follows the name. A `$` that begins none of these is an
/// error. Source: `cli/compose/template` of the Docker CLI.
final class StackInterpolation {
    private final Variables variables;
    private final Findings findings;
    private long produced;

    StackInterpolation(Variables variables, Findings findings) {
        this.variables = variables;
        this.findings = findings;
    }

    Node in(Node node, Trail trail) {
        return Texts.changed(node, trail, this::in);
    }

    String in(String text, Mark mark, Trail trail) {
        int dollar = text.indexOf('$');
        if (dollar < 0) {
            return text;
        }
        var out = new StringBuilder(text.length() + 16);
        int at = 0;
        for (; dollar >= 0; dollar = text.indexOf('$', at)) {
            out.append(text, at, dollar);
            at = variable(text, dollar + 1, out, new Place(text, mark, trail));
            if (produced + out.length() > Limits.CHARACTERS) {
                findings.error(mark, trail, "TooLarge", "the values put in place of variables are too large together");
                return "";
            }
        }
        produced += out.length();
        return out.append(text, at, text.length()).toString();
    }

    /// Where a text stands.
    private record Place(String text, Mark mark, Trail trail) {}

    /// @param start behind the dollar
    /// @return where the text goes on
    private int variable(String text, int start, StringBuilder out, Place place) {
        if (start < text.length() && text.charAt(start) == '$') {
            out.append('$');
            return start + 1;
        }
        boolean braced = start < text.length() && text.charAt(start) == '{';
        int name = braced ? start + 1 : start;
        int end = endOfName(text, name);
        int close = endOfOperation(text, end);
        if (end == name || braced && (close == text.length() || text.charAt(close) != '}')) {
            findings.error(place.mark(), place.trail(), "InvalidVariable", "the $ in " + Quote.of(text) + " begins no variable",
                Optional.of("write $$ for a plain dollar sign"));
            return start;
        }
        if (!braced && close > end) {
            findings.warning(place.mark(), place.trail(), "BareOperator", Quote.of(text.substring(start - 1, close)) + " is read as variable "
                + Quote.of(text.substring(name, end)) + " and what to do without it, as 'docker stack deploy' reads it",
                Optional.of("write ${" + text.substring(name, end) + "} with braces"));
        }
        out.append(value(text.substring(name, end), text.substring(end, close), place));
        return braced ? close + 1 : close;
    }

    private String value(String name, String rest, Place place) {
        for (var separator : new String[] {":-", "-", ":?", "?"}) {
            int found = (name + rest).indexOf(separator);
            if (found < 0) {
                continue;
            }
            var variable = (name + rest).substring(0, found);
            var operand = (name + rest).substring(found + separator.length());
            // What holds an operator is no name a variable can have, so it is never set.
            var value = variable.equals(name) ? variables.value(name).filter(v -> separator.length() == 1 || !v.isEmpty()) : Optional.<String>empty();
            if (value.isPresent() || separator.endsWith("-")) {
                return value.orElse(operand);
            }
            if (!variable.equals(name) || variables.isKnownUnset(name) || variables.value(name).isPresent()) {
                findings.error(place.mark(), place.trail(), "RequiredVariable", "variable " + Quote.of(variable) + " must be set"
                    + (operand.isBlank() ? "" : ": " + Quote.line(operand)));
            }
            return "";
        }
        return variables.value(name).orElseGet(() -> {
            if (variables.isKnownUnset(name)) {
                variables.sayUnset(name, place.mark(), place.trail(), findings);
            }
            return "";
        });
    }

    private static int endOfName(String text, int start) {
        int end = start;
        while (end < text.length() && isOfName(text.charAt(end), end > start)) {
            end++;
        }
        return end;
    }

    private static boolean isOfName(char c, boolean inside) {
        return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || inside && c >= '0' && c <= '9';
    }

    /// Behind `:-…`, `-…`, `:?…` or `?…`, which go on to a closing brace or the end; where the name ended when nothing of that follows.
    private static int endOfOperation(String text, int end) {
        int sign = end < text.length() && text.charAt(end) == ':' ? end + 1 : end;
        if (sign >= text.length() || text.charAt(sign) != '-' && text.charAt(sign) != '?') {
            return end;
        }
        int close = text.indexOf('}', sign);
        return close < 0 ? text.length() : close;
    }
}
