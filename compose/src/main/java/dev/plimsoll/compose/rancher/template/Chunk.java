package dev.plimsoll.compose.rancher.template;

import java.util.ArrayList;
import java.util.List;

/// A text or an action of a template, as it was cut.
///
/// @param action whether `text` stood between `{{` and `}}`
/// @param line   where it begins, from 1
record Chunk(boolean action, String text, int line) {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";

    /// Cuts a template. Trim markers (`{{- ` and ` -}}`) have taken their blanks away, comments are gone.
    static List<Chunk> cut(String template) {
        var chunks = new ArrayList<Chunk>();
        int at = 0;
        int line = 1;
        boolean trimmed = false;
        while (at < template.length()) {
            int open = template.indexOf(OPEN, at);
            int end = open < 0 ? template.length() : open;
            boolean trims = open >= 0 && template.startsWith("-", open + 2) && open + 3 < template.length() && Character.isWhitespace(template.charAt(open + 3));
            text(chunks, template.substring(at, end), line, trimmed, trims);
            line += newlines(template, at, end);
            if (open < 0) {
                break;
            }
            int close = closing(template, open + 2, line);
            var inside = template.substring(open + (trims ? 3 : 2), close);
            trimmed = inside.length() > 1 && inside.endsWith("-") && Character.isWhitespace(inside.charAt(inside.length() - 2));
            var action = trimmed ? inside.substring(0, inside.length() - 1) : inside;
            if (!action.strip().startsWith("/*")) {
                chunks.add(new Chunk(true, action, line));
            }
            line += newlines(template, open, close);
            at = close + 2;
        }
        return chunks;
    }

    private static void text(List<Chunk> chunks, String text, int line, boolean trimStart, boolean trimEnd) {
        var end = trimEnd ? text.stripTrailing() : text;
        var start = trimStart ? end.stripLeading() : end;
        if (!start.isEmpty()) {
            chunks.add(new Chunk(false, start, line + newlines(end, 0, end.length() - start.length())));
        }
    }

    /// Where an action ends; braces inside its texts and comments do not end it.
    private static int closing(String template, int start, int line) {
        int i = start;
        if (template.substring(start, Math.min(template.length(), start + 8)).replaceFirst("^-?\\s*", "").startsWith("/*")) {
            i = Math.max(start, template.indexOf("*/", start));
        }
        while (i < template.length()) {
            char c = template.charAt(i);
            if (template.startsWith(CLOSE, i)) {
                return i;
            }
            if (c == '"' || c == '`') {
                i = endOfText(template, i, c, line);
            }
            i++;
        }
        throw new Refused(line, "'{{' is never closed by '}}'");
    }

    private static int endOfText(String template, int start, char quote, int line) {
        for (int i = start + 1; i < template.length(); i++) {
            char c = template.charAt(i);
            if (c == '\\' && quote == '"') {
                i++;
            } else if (c == quote) {
                return i;
            } else if (c == '\n' && quote == '"') {
                break;
            }
        }
        throw new Refused(line, "a text between " + quote + " is not closed");
    }

    static int newlines(String text, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += text.charAt(i) == '\n' ? 1 : 0;
        }
        return count;
    }
}
