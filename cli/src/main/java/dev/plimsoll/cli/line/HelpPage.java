package dev.plimsoll.cli.line;

import dev.plimsoll.cli.line.Line.Option;
import dev.plimsoll.cli.screen.Paint;
import java.util.ArrayList;
import java.util.List;

/// The help of one verb, cut to a width.
public final class HelpPage {
    private static final int BEFORE_LONG_NAMES = 6;
    private static final int GAP = 3;
    private final Line line;
    private final Paint paint;
    private final int width;
    private final List<String> lines = new ArrayList<>();

    /// @param width in columns
    public HelpPage(Line line, Paint paint, int width) {
        this.line = line;
        this.paint = paint;
        this.width = width;
    }

    /// @param does what the verb does, a sentence
    public List<String> lines(String does) {
        usage();
        lines.add("");
        lines.add(does);
        if (!line.words().isEmpty()) {
            lines.add("");
            line.words().forEach(w -> row(" ".repeat(BEFORE_LONG_NAMES) + w.shown(), w.does()));
        }
        if (!shown().isEmpty()) {
            section("Options");
            shown().forEach(o -> row(names(o), o.does()));
        }
        if (!line.examples().isEmpty()) {
            section("Examples");
            line.examples().forEach(e -> lines.add("  " + e));
        }
        return lines;
    }

    private void usage() {
        var parts = new ArrayList<String>();
        var letters = new StringBuilder();
        shown().stream().filter(HelpPage::letter).forEach(o -> letters.append(o.names().getFirst().charAt(1)));
        if (!letters.isEmpty()) {
            parts.add("[" + paint.name("-" + letters) + "]");
        }
        shown().stream().filter(o -> !letter(o)).forEach(o -> parts.add("[" + paint.name(o.names().getFirst()) + value(o) + "]" + (o.repeats() ? "..." : "")));
        line.words().forEach(w -> parts.add(w.shown()));
        var start = paint.strong("Usage:") + " " + paint.strong("plimsoll " + line.verb());
        wrapped(start, parts, Paint.width(start) + 1);
    }

    /// What stands before, and its meaning in a column of its own.
    private void row(String before, String does) {
        var column = column();
        wrapped(before + " ".repeat(column - 1 - Paint.width(before)), List.of(does.split(" ")), column + 2);
    }

    /// Words one behind the other, on as many lines as they need.
    private void wrapped(String start, List<String> words, int indent) {
        var current = new StringBuilder(start);
        int columns = Paint.width(start);
        for (var word : words) {
            if (columns + 1 + Paint.width(word) >= width) {
                lines.add(current.toString());
                current = new StringBuilder(" ".repeat(indent - 1));
                columns = indent - 1;
            }
            current.append(' ').append(word);
            columns += 1 + Paint.width(word);
        }
        lines.add(current.toString());
    }

    private void section(String title) {
        lines.add("");
        lines.add(paint.strong(title));
    }

    private List<Option> shown() {
        return line.options().stream().filter(o -> !o.hidden()).toList();
    }

    private int column() {
        int longest = 0;
        for (var option : shown()) {
            longest = Math.max(longest, option.longName().length() + value(option).length());
        }
        for (var word : line.words()) {
            longest = Math.max(longest, word.shown().length());
        }
        return BEFORE_LONG_NAMES + longest + GAP;
    }

    private String names(Option option) {
        var start = option.names().size() > 1 ? "  " + paint.name(option.names().getFirst()) + ", " : " ".repeat(BEFORE_LONG_NAMES);
        return start + paint.name(option.longName()) + value(option);
    }

    private static String value(Option option) {
        return option.flag() ? "" : "=" + option.label();
    }

    /// Whether the usage shows it among the letters that can stand together.
    private static boolean letter(Option option) {
        return option.flag() && option.names().getFirst().length() == 2;
    }
}
