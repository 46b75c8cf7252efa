package dev.plimsoll.cli.screen;

import dev.plimsoll.cli.Shell;
import java.util.regex.Pattern;

/// Colours and symbols for one stream. Plain on a stream that is no terminal, with NO_COLOR (no-color.org) and with TERM=dumb.
///
/// @param plain   no colours
/// @param symbols whether the terminal shows more than ASCII
public record Paint(boolean plain, boolean symbols) {
    /// A control sequence of a terminal (ECMA-48, section 5.4).
    private static final Pattern SEQUENCE = Pattern.compile("\u001b\\[[0-?]*[ -/]*[@-~]");
    public static final Paint NONE = new Paint(true, true);

    /// For a stream that is a terminal or not.
    public static Paint on(boolean terminal, Shell shell) {
        var coloured = terminal && shell.variable("NO_COLOR").isEmpty() && !shell.variable("TERM").orElse("").equals("dumb");
        var locale = shell.variable("LC_ALL").or(() -> shell.variable("LC_CTYPE")).or(() -> shell.variable("LANG")).orElse("UTF-8");
        return new Paint(!coloured, locale.toUpperCase(java.util.Locale.ROOT).replace("-", "").contains("UTF8"));
    }

    public String strong(String text) {
        return wrapped("1", text);
    }

    public String faint(String text) {
        return wrapped("2", text);
    }

    public String good(String text) {
        return wrapped("32", text);
    }

    public String bad(String text) {
        return wrapped("31", text);
    }

    public String warn(String text) {
        return wrapped("33", text);
    }

    /// A name one can type.
    public String name(String text) {
        return wrapped("36", text);
    }

    /// One of six colours that tell neighbours apart.
    public String apart(int which, String text) {
        return wrapped(new String[] {"36", "33", "32", "35", "34", "96"}[Math.floorMod(which, 6)], text);
    }

    /// In the colour of a state of the tree.
    public String state(String state, String text) {
        return switch (state) {
            case "level" -> good(text);
            case "failed" -> bad(text);
            case "progressing", "waiting" -> warn(text);
            default -> faint(text);
        };
    }

    /// A symbol for a state of the tree; the word beside it says the same.
    public String symbol(String state) {
        return state(state, switch (state) {
            case "level" -> symbols ? "●" : "*";
            case "failed" -> symbols ? "✗" : "x";
            case "progressing" -> symbols ? "◐" : "~";
            case "waiting" -> symbols ? "○" : "o";
            default -> symbols ? "◌" : ".";
        });
    }

    private String wrapped(String code, String text) {
        return plain || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }

    /// How many columns a text takes, colours not counted.
    public static int width(String text) {
        int width = 0;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\u001b') {
                i = text.indexOf('m', i);
                continue;
            }
            width += Character.isLowSurrogate(text.charAt(i)) ? 0 : 1;
        }
        return width;
    }

    /// The text cut to so many columns, with colours ended.
    public static String cut(String text, int columns) {
        if (width(text) <= columns) {
            return text;
        }
        var cut = new StringBuilder();
        int width = 0;
        for (int i = 0; i < text.length() && width < columns - 1; i++) {
            if (text.charAt(i) == '\u001b') {
                var end = text.indexOf('m', i);
                cut.append(text, i, end + 1);
                i = end;
                continue;
            }
            cut.append(text.charAt(i));
            width++;
        }
        return cut.append("…").append(text.indexOf('\u001b') >= 0 ? "\u001b[0m" : "").toString();
    }

    /// Text from elsewhere with everything removed that would move the cursor or change colours.
    public static String tame(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (control(text.charAt(i))) {
                return SEQUENCE.matcher(text).replaceAll("").codePoints().map(c -> c == '\t' || c == '\n' ? ' ' : c).filter(c -> !control(c))
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
            }
        }
        return text;
    }

    private static boolean control(int character) {
        return character < 32 || character >= 127 && character < 160;
    }
}
