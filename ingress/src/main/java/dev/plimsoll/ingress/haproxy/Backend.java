package dev.plimsoll.ingress.haproxy;

import java.util.ArrayList;
import java.util.List;

/// What a route becomes: how its requests are treated, and who answers them. Its texts are made once: most backends are the same in one configuration after
/// another.
final class Backend {
    private final String name;
    private final String route;
    private final List<Section> sections;
    private final List<ServerLine> servers;
    private final String structure;
    private final String text;

    /// @param name  of the backend
    /// @param route name of the route
    Backend(String name, String route, Parts parts) {
        this.name = name;
        this.route = route;
        this.servers = List.copyOf(parts.servers());
        var own = new Section("backend " + name, parts.lines());
        var withServers = new ArrayList<>(parts.lines());
        servers.forEach(s -> withServers.add(new Line(s.line(), route)));
        var all = new ArrayList<>(parts.tables());
        all.add(own);
        this.structure = texts(all);
        all.removeLast();
        all.add(new Section("backend " + name, withServers));
        this.sections = List.copyOf(all);
        this.text = texts(all);
    }

    /// @param lines   everything but the servers
    /// @param tables  sections besides, that its lines refer to
    record Parts(List<Line> lines, List<Section> tables, List<ServerLine> servers) {}

    private static String texts(List<Section> sections) {
        var text = new StringBuilder();
        sections.forEach(s -> s.appendTo(text));
        return text.toString();
    }

    String name() {
        return name;
    }

    String route() {
        return route;
    }

    List<ServerLine> servers() {
        return servers;
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
        return sections;
    }
}
