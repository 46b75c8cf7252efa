package dev.plimsoll.manifest.tree;

/// Foreign text made fit for a sentence: short, on one line, without control characters that could act on a terminal.
public final class Quote {
    private static final int LONGEST = 60;

    private Quote() {}

    /// `'text'`, shortened.
    public static String of(String text) {
        return "'" + plain(text) + "'";
    }

    /// The text itself, shortened.
    public static String plain(String text) {
        return cut(text, LONGEST);
    }

    /// A sentence that quotes foreign text: longer, but still one harmless line.
    public static String line(String sentence) {
        return cut(sentence, LONGEST * 5);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest && text.codePoints().allMatch(Quote::harmless)) {
            return text;
        }
        var out = new StringBuilder();
        text.codePoints().limit(longest).forEach(c -> {
            if (harmless(c)) {
                out.appendCodePoint(c);
            } else {
                out.append(c == '\n' ? "\\n" : c == '\t' ? "\\t" : String.format("\\u%04x", c));
            }
        });
        return text.codePointCount(0, text.length()) > longest ? out + "… (" + text.length() + " characters)" : out.toString();
    }

    private static boolean harmless(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                 Character.UNASSIGNED, Character.PRIVATE_USE -> false;
            default -> true;
        };
    }
}
