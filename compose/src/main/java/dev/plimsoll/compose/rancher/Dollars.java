package dev.plimsoll.compose.rancher;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Limits;
import dev.plimsoll.manifest.tree.Mark;
import dev.plimsoll.manifest.tree.Node;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.manifest.tree.Trail;
import dev.plimsoll.manifest.tree.Variables;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.Set;

/// Rancher's variables: `$NAME`, `${NAME}` and `$$` for a dollar. There are no defaults, and any other use of a dollar is an error. Values only, never
/// names. A text that took a password is tagged, so that it stays one.
final class Dollars {
    static final String PASSWORD = "!password";

    private final Variables variables;
    private final Set<String> passwords;
    private final Findings findings;
    private long produced;

    /// @param passwords names of variables whose values nobody should see
    Dollars(Variables variables, Set<String> passwords, Findings findings) {
        this.variables = variables;
        this.passwords = passwords;
        this.findings = findings;
    }

    Node in(Node node, Trail trail) {
        return switch (node) {
            case Node.Scalar scalar -> scalar.text().indexOf('$') < 0 ? scalar : new Text(scalar, trail).filled();
            case Node.Sequence sequence -> {
                var items = new java.util.ArrayList<Node>();
                for (int i = 0; i < sequence.items().size(); i++) {
                    items.add(in(sequence.items().get(i), trail.to(i)));
                }
                yield new Node.Sequence(sequence.mark(), items);
            }
            case Node.Mapping mapping -> in(mapping, trail);
            case Node.Tagged tagged -> new Node.Tagged(tagged.mark(), tagged.tag(), in(tagged.node(), trail));
        };
    }

    Node.Mapping in(Node.Mapping mapping, Trail trail) {
        var entries = new LinkedHashMap<String, Node.Entry>();
        mapping.entries().forEach((name, entry) -> entries.put(name, new Node.Entry(entry.mark(), in(entry.value(), trail.to(name)))));
        return new Node.Mapping(mapping.mark(), entries);
    }

    /// A name; only where Rancher's authors expected it although Rancher did not do it.
    String in(String name, Mark mark, Trail trail) {
        return name.indexOf('$') < 0 ? name : new Text(Node.Scalar.text(mark, name), trail).text();
    }

    private final class Text {
        private final Node.Scalar scalar;
        private final Trail trail;
        private boolean secret;

        Text(Node.Scalar scalar, Trail trail) {
            this.scalar = scalar;
            this.trail = trail;
        }

        Node filled() {
            var text = Node.Scalar.text(scalar.mark(), text());
            return secret ? new Node.Tagged(scalar.mark(), PASSWORD, text) : text;
        }

        String text() {
            var text = scalar.text();
            var out = new StringBuilder();
            int at = 0;
            while (at < text.length()) {
                int dollar = text.indexOf('$', at);
                if (dollar < 0) {
                    out.append(text, at, text.length());
                    break;
                }
                out.append(text, at, dollar);
                at = after(text, dollar + 1, out);
                if (out.length() > Limits.CHARACTERS) {
                    break;
                }
            }
            produced += out.length();
            if (produced > Limits.CHARACTERS) {
                findings.error(scalar.mark(), trail, "TooLarge", "the values put in place of variables are too large together");
                return "";
            }
            return out.toString();
        }

        /// @return where the text goes on
        private int after(String text, int start, StringBuilder out) {
            char next = start < text.length() ? text.charAt(start) : ' ';
            if (next == '$') {
                out.append('$');
                return start + 1;
            }
            boolean braced = next == '{';
            int from = braced ? start + 1 : start;
            int end = endOfName(text, from);
            if (end == from || braced && (end >= text.length() || text.charAt(end) != '}')) {
                int close = text.indexOf('}', from);
                wrong(text.substring(start - 1, braced && close > 0 ? close + 1 : Math.min(text.length(), start + 1)), braced && end > from);
                return text.length();
            }
            out.append(value(text.substring(from, end)));
            return braced ? end + 1 : end;
        }

        private String value(String name) {
            secret |= passwords.contains(name);
            return variables.value(name).orElseGet(() -> {
                if (variables.isKnownUnset(name)) {
                    findings.warning(scalar.mark(), trail, "UnsetVariable", "variable " + Quote.of(name) + " is not set and reads as empty",
                        Optional.of("set it with --set " + Quote.plain(name) + "=…, or write $$ for a plain dollar sign"));
                }
                return "";
            });
        }

        private void wrong(String written, boolean operator) {
            findings.error(scalar.mark(), trail, "InvalidVariable", Quote.of(written) + " is no variable in Rancher's files", Optional.of(operator
                ? "defaults in braces are not known there: write ${NAME} and give the question a default, or set the variable" : "write $$ for a plain dollar sign"));
        }

        private static int endOfName(String text, int start) {
            int end = start;
            while (end < text.length() && (isLetter(text.charAt(end)) || end > start && Character.isDigit(text.charAt(end)) && text.charAt(end) < 128)) {
                end++;
            }
            return end;
        }

        private static boolean isLetter(char c) {
            return c == '_' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
        }
    }
}
