package dev.plimsoll.compose.rancher.template;

import java.util.ArrayList;
import java.util.List;

/// What a template became, knowing where each of its lines came from.
public final class Rendered {
    private final StringBuilder text = new StringBuilder();
    /// The line of the file by line of the text; empty when they are the same.
    private final List<Integer> lines = new ArrayList<>();
    private boolean blank = true;

    Rendered() {
        lines.add(1);
    }

    private Rendered(String unchanged) {
        text.append(unchanged);
    }

    /// A text that is no template.
    static Rendered unchanged(String text) {
        return new Rendered(text);
    }

    public String text() {
        return text.toString();
    }

    /// Whether anything may have been moved.
    public boolean moved() {
        return !lines.isEmpty();
    }

    /// The line of the file from which a line of the text came; both from 1.
    public int sourceLine(int line) {
        return lines.isEmpty() || line < 1 ? line : lines.get(Math.min(line, lines.size()) - 1);
    }

    int length() {
        return text.length();
    }

    /// A line counts as coming from where its first visible character stood.
    ///
    /// @param counting whether a line break in `added` is one of the file too
    void add(String added, int line, boolean counting) {
        int source = line;
        for (int i = 0; i < added.length(); i++) {
            char c = added.charAt(i);
            text.append(c);
            if (c == '\n') {
                source += counting ? 1 : 0;
                lines.add(source);
                blank = true;
            } else if (blank && !Character.isWhitespace(c)) {
                lines.set(lines.size() - 1, source);
                blank = false;
            }
        }
    }
}
