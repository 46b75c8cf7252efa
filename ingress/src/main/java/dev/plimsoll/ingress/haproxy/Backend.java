package dev.plimsoll.ingress.haproxy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a route becomes: how its requests are treated, and who answers them. Its texts are made once: most backends are the same in one configuration after
/// another.
final class Backend {
    private final String name;
    private final String route;
    private final Parts parts;
    private final Optional<String> shape;
    private final String structure;
    private final String text;

    /// @param name  of the backend
    /// @param route name of the route; empty when it is of none
    Backend(String name, String route, Parts parts) {
        this.name = name;
        this.route = route;
        this.parts = parts;
        var own = text(new Section("", parts.lines()));
        this.shape = parts.tables().isEmpty() ? Optional.of(own) : Optional.empty();
        var tables = new StringBuilder();
        parts.tables().forEach(t -> t.appendTo(tables));
        this.structure = tables + head() + "\n" + own;
        var all = new StringBuilder(structure);
        new Section("", serverLines()).appendTo(all);
        this.text = all.toString();
    }

    /// @param lines   everything but the servers
    /// @param tables  sections besides, that its lines refer to
    record Parts(List<Line> lines, List<Section> tables, List<ServerLine> servers) {
        Parts {
            lines = List.copyOf(lines);
            tables = List.copyOf(tables);
            servers = List.copyOf(servers);
        }
    }

    private static String text(Section section) {
        var text = new StringBuilder();
        section.appendTo(text);
        return text.toString();
    }

    private String head() {
        return "backend " + name;
    }

    private List<Line> serverLines() {
        return parts.servers().stream().map(s -> new Line(s.line(), route)).toList();
    }

    String name() {
        return name;
    }

    String route() {
        return route;
    }

    List<ServerLine> servers() {
        return parts.servers();
    }

    /// The same by another name. Only for those that have a shape.
    Backend at(String other) {
        return other.equals(name) ? this : new Backend(other, route, parts);
    }

    /// The same with nobody to answer, and nobody's.
    Backend empty() {
        return route.isEmpty() && parts.servers().isEmpty() ? this : new Backend(name, "", new Parts(parts.lines().stream().map(l -> Line.of(l.text())).toList(), parts.tables(), List.of()));
    }

    /// What a running process cannot be told, without the name; none when other sections belong to it, so that no other backend can stand in for it.
    Optional<String> shape() {
        return shape;
    }

    /// What a running process cannot be told.
    String structure() {
        return structure;
    }

    /// All of it.
    String text() {
        return text;
    }

    List<Section> sections() {
        var lines = new ArrayList<>(parts.lines());
        lines.addAll(serverLines());
        var all = new ArrayList<>(parts.tables());
        all.add(new Section(head(), lines));
        return all;
    }
}
