package dev.plimsoll.ingress.haproxy;

import java.util.List;

/// A section of the configuration.
record Section(String head, List<Line> lines) {
    Section {
        lines = List.copyOf(lines);
    }

    static Section of(String head, String... lines) {
        return new Section(head, java.util.Arrays.stream(lines).map(Line::of).toList());
    }
}
