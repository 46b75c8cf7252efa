package dev.plimsoll.compose.rancher.template;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The functions templates may call.
final class Functions {
    private static final Set<String> NAMES = Set.of("eq", "ne", "and", "or", "not", "printf", "indent", "contains", "hasPrefix", "hasSuffix", "default", "empty", "quote",
        "lower", "upper", "trim", "replace");
    private static final int MOST_INDENT = 200;

    private Functions() {}

    static boolean has(String name) {
        return NAMES.contains(name);
    }

    static List<String> names() {
        return NAMES.stream().sorted().toList();
    }

    /// @throws Refused when the function does not take these arguments
    static Value call(String name, List<Value> given, int line) {
        return switch (name) {
            case "eq" -> new Value.Truth(given(given, 2, 10, name, line).stream().skip(1).anyMatch(v -> equal(given.getFirst(), v, line)));
            case "ne" -> new Value.Truth(!equal(given(given, 2, 2, name, line).getFirst(), given.get(1), line));
            case "and" -> given(given, 1, 50, name, line).stream().filter(v -> !v.holds()).findFirst().orElse(given.getLast());
            case "or" -> given(given, 1, 50, name, line).stream().filter(Value::holds).findFirst().orElse(given.getLast());
            case "not", "empty" -> new Value.Truth(!given(given, 1, 1, name, line).getFirst().holds());
            case "default" -> given(given, 2, 2, name, line).get(1).holds() ? given.get(1) : given.getFirst();
            case "printf" -> new Value.Text(printed(given(given, 1, 50, name, line), line));
            case "contains" -> new Value.Truth(text(given, 1, 2, name, line).contains(text(given, 0, 2, name, line)));
            case "hasPrefix" -> new Value.Truth(text(given, 1, 2, name, line).startsWith(text(given, 0, 2, name, line)));
            case "hasSuffix" -> new Value.Truth(text(given, 1, 2, name, line).endsWith(text(given, 0, 2, name, line)));
            case "replace" -> new Value.Text(text(given, 2, 3, name, line).replace(text(given, 0, 3, name, line), text(given, 1, 3, name, line)));
            case "indent" -> new Value.Text(indented(given(given, 2, 2, name, line), line));
            case "quote" -> new Value.Text("\"" + text(given, 0, 1, name, line).replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"");
            case "lower" -> new Value.Text(text(given, 0, 1, name, line).toLowerCase(Locale.ROOT));
            case "upper" -> new Value.Text(text(given, 0, 1, name, line).toUpperCase(Locale.ROOT));
            case "trim" -> new Value.Text(text(given, 0, 1, name, line).strip());
            default -> throw new Refused(line, name + " is no function");
        };
    }

    private static List<Value> given(List<Value> given, int least, int most, String name, int line) {
        if (given.size() < least || given.size() > most) {
            throw new Refused(line, name + " takes " + (least == most ? "" : "at least ") + least + " value" + (least == 1 ? "" : "s") + ", not " + given.size());
        }
        return given;
    }

    private static String text(List<Value> given, int index, int number, String name, int line) {
        return given(given, number, number, name, line).get(index).shown();
    }

    /// Values of different types cannot be compared, as in Go; answers are texts whatever they look like.
    private static boolean equal(Value a, Value b, int line) {
        if (a.getClass() != b.getClass()) {
            throw new Refused(line, a.what() + " is compared with " + b.what() + "; answers are texts, so write the other one in quotes");
        }
        return a.equals(b);
    }

    private static String indented(List<Value> given, int line) {
        if (!(given.getFirst() instanceof Value.Whole spaces) || spaces.number() < 0 || spaces.number() > MOST_INDENT) {
            throw new Refused(line, "indent takes a number of spaces up to " + MOST_INDENT + " and a text");
        }
        var pad = " ".repeat((int) spaces.number());
        return pad + given.get(1).shown().replace("\n", "\n" + pad);
    }

    private static String printed(List<Value> given, int line) {
        var format = given.getFirst().shown();
        var out = new StringBuilder();
        int next = 1;
        for (int i = 0; i < format.length(); i++) {
            char c = format.charAt(i);
            if (c != '%') {
                out.append(c);
                continue;
            }
            char verb = ++i < format.length() ? format.charAt(i) : ' ';
            if (verb == '%') {
                out.append('%');
                continue;
            }
            if ("svdqt".indexOf(verb) < 0 || next >= given.size()) {
                throw new Refused(line, "printf knows %s, %v, %d, %q, %t and %%, and wants a value for each");
            }
            var value = given.get(next++);
            out.append(verb == 'q' ? call("quote", List.of(value), line).shown() : value.shown());
        }
        return out.toString();
    }
}
