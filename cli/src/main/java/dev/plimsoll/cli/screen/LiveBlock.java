package dev.plimsoll.cli.screen;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/// Lines that are redrawn where they stand, at the bottom of the terminal, without taking it over: what was written before stays above, and the last
/// state stays when it ends. Lines are cut to the terminal, because a wrapped line would throw off the count.
public final class LiveBlock implements AutoCloseable {
    private static final String HIDE_CURSOR = "\u001b[?25l";
    private static final String SHOW_CURSOR = "\u001b[?25h";
    /// Terminals that know it show the whole change at once; others ignore it.
    private static final String BEGIN_SYNCHRONIZED = "\u001b[?2026h";
    private static final String END_SYNCHRONIZED = "\u001b[?2026l";

    private final PrintStream stream;
    private final TerminalSize size;
    private List<String> shown = List.of();
    private boolean open = true;

    public LiveBlock(PrintStream stream, TerminalSize size) {
        this.stream = stream;
        this.size = size;
        stream.print(HIDE_CURSOR);
    }

    /// Shows these lines instead of the ones before.
    public synchronized void show(List<String> lines) {
        if (!open) {
            return;
        }
        var fitting = fitting(lines);
        if (!fitting.equals(shown)) {
            draw(fitting);
        }
    }

    /// Leaves the last lines where they are and the cursor below them. Done again, it does nothing.
    @Override
    public synchronized void close() {
        if (open) {
            open = false;
            stream.print(SHOW_CURSOR);
            stream.flush();
        }
    }

    private void draw(List<String> lines) {
        var change = new StringBuilder(BEGIN_SYNCHRONIZED);
        if (!shown.isEmpty()) {
            change.append("\u001b[").append(shown.size()).append("A\r");
        }
        lines.forEach(l -> change.append(l).append("\u001b[K\n"));
        stream.print(change.append("\u001b[J").append(END_SYNCHRONIZED));
        stream.flush();
        shown = lines;
    }

    private List<String> fitting(List<String> lines) {
        var now = size.now();
        var room = Math.max(3, now.rows() - 1);
        var kept = new ArrayList<String>();
        lines.stream().limit(lines.size() > room ? room - 1 : room).forEach(l -> kept.add(Paint.cut(l, now.columns() - 1)));
        if (lines.size() > room) {
            kept.add("… and " + (lines.size() - room + 1) + " lines more");
        }
        return kept;
    }
}
