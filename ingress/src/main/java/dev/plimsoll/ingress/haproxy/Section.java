package dev.plimsoll.ingress.haproxy;

import java.util.Arrays;
import java.util.List;

/// A section of the configuration.
///
/// @param head its first line; empty when that is written elsewhere
record Section(String head, List<Line> lines) {
    Section {
        lines = List.copyOf(lines);
    }

    static Section of(String head, String... lines) {
        return new Section(head, Arrays.stream(lines).map(Line::of).toList());
    }

    void appendTo(StringBuilder text) {
        if (!head.isEmpty()) {
            text.append(head).append('\n');
        }
        lines.forEach(l -> text.append("    ").append(l.text()).append('\n'));
    }

    /// Who is to blame for each of its lines, in their order.
    void blamesTo(List<String> blames) {
        if (!head.isEmpty()) {
            blames.add(lines.isEmpty() ? "" : lines.getLast().route());
        }
        lines.forEach(l -> blames.add(l.route()));
    }
}
