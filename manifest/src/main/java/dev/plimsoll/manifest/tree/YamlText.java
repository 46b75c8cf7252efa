package dev.plimsoll.manifest.tree;

import java.util.regex.Pattern;

/// Trees as YAML in block style. Texts that a reader of YAML 1.1 or 1.2 could take for something else are quoted; texts of several
/// lines are written as blocks.
public final class YamlText {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_/][A-Za-z0-9_./@+-]*(?:[: ][A-Za-z0-9_./@=+-]+)*|(?:[0-9]+(?:h|ms|m|s|us|ns))+");
    private static final Pattern RESERVED = Pattern.compile("(?i)y|n|yes|no|on|off|true|false|null|nan|inf");
    private static final Pattern BLOCK = Pattern.compile("[^\\s\\p{Cntrl}][\\P{Cntrl}\\n]*");

    private final StringBuilder out = new StringBuilder();

    private YamlText() {}

    public static String of(Node node) {
        var text = new YamlText();
        text.write(node, 0, false);
        return text.out.toString();
    }

    /// @param inline whether something stands on the line already, which a scalar continues and a list or map leaves
    private void write(Node node, int indent, boolean inline) {
        switch (node) {
            case Node.Scalar scalar -> out.append(inline ? " " : "").append(scalar(scalar, indent)).append('\n');
            case Node.Tagged tagged -> {
                out.append(inline ? " " : "").append(tagged.tag());
                write(tagged.node(), indent, true);
            }
            case Node.Sequence sequence when sequence.items().isEmpty() -> out.append(inline ? " " : "").append("[]\n");
            case Node.Mapping mapping when mapping.entries().isEmpty() -> out.append(inline ? " " : "").append("{}\n");
            case Node.Sequence sequence -> {
                out.append(inline ? "\n" : "");
                sequence.items().forEach(item -> item(item, indent));
            }
            case Node.Mapping mapping -> {
                out.append(inline ? "\n" : "");
                entries(mapping, indent, true);
            }
        }
    }

    private void item(Node item, int indent) {
        out.append(" ".repeat(indent)).append('-');
        if (item instanceof Node.Mapping mapping && !mapping.entries().isEmpty()) {
            out.append(' ');
            entries(mapping, indent + 2, false);
        } else {
            write(item, indent + 2, true);
        }
    }

    private void entries(Node.Mapping mapping, int indent, boolean indentFirst) {
        boolean pad = indentFirst;
        for (var entry : mapping.entries().entrySet()) {
            out.append(pad ? " ".repeat(indent) : "").append(quoted(entry.getKey())).append(':');
            write(entry.getValue().value(), indent + 2, true);
            pad = true;
        }
    }

    private static String scalar(Node.Scalar scalar, int indent) {
        return switch (scalar.type()) {
            case NOTHING -> "null";
            case WHOLE, DECIMAL, TRUTH -> scalar.text();
            case TEXT -> scalar.text().indexOf('\n') >= 0 && BLOCK.matcher(scalar.text()).matches() ? block(scalar.text(), indent) : quoted(scalar.text());
        };
    }

    private static String block(String text, int indent) {
        var body = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        var keep = !text.endsWith("\n") ? "-" : body.endsWith("\n") ? "+" : "";
        var pad = " ".repeat(Math.max(indent, 2));
        return "|" + keep + "\n" + body.lines().map(l -> l.isEmpty() ? l : pad + l).collect(java.util.stream.Collectors.joining("\n"))
            + (body.endsWith("\n") ? "\n" : "");
    }

    private static String quoted(String text) {
        if (PLAIN.matcher(text).matches() && !RESERVED.matcher(text).matches() && text.length() < 1_000) {
            return text;
        }
        var out = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                default -> out.append(printable(c) ? Character.toString(c) : String.format("\\u%04x", c));
            }
        });
        return out.append('"').toString();
    }

    private static boolean printable(int c) {
        boolean control = Character.isISOControl(c) || c == 0x2028 || c == 0x2029 || c == 0xfeff;
        return !control && (c < 0xd800 || c > 0xdfff) && c != 0xfffe && c != 0xffff;
    }
}
