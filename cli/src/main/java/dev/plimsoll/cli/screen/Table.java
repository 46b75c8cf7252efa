package dev.plimsoll.cli.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Rows under headings, columns as wide as their widest cell, two spaces between them.
public final class Table {
    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Table(String... headings) {
        this.headings = List.of(headings);
    }

    /// @param cells as many as there are headings; may hold colours
    public Table row(String... cells) {
        return row(Arrays.asList(cells));
    }

    public Table row(List<String> cells) {
        if (cells.size() != headings.size()) {
            throw new IllegalArgumentException(cells.size() + " cells under " + headings.size() + " headings");
        }
        rows.add(List.copyOf(cells));
        return this;
    }

    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /// The lines, without spaces at their ends.
    ///
    /// @param heading whether to begin with the headings
    /// @param width   columns to cut lines to; none: never cut
    public List<String> lines(boolean heading, Optional<Integer> width) {
        var all = new ArrayList<List<String>>(heading ? List.of(headings) : List.of());
        all.addAll(rows);
        var widths = new int[headings.size()];
        all.forEach(cells -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], Paint.width(cells.get(i)));
            }
        });
        return all.stream().map(cells -> line(cells, widths)).map(l -> width.map(w -> Paint.cut(l, w)).orElse(l)).toList();
    }

    private static String line(List<String> cells, int... widths) {
        var line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(cells.get(i)).repeat(' ', widths[i] - Paint.width(cells.get(i)) + 2);
        }
        return line.toString().stripTrailing();
    }
}
