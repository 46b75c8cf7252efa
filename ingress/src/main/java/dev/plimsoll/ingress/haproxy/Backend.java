package dev.plimsoll.ingress.haproxy;

import java.util.List;
import java.util.Optional;

/// What a route becomes: how its requests are treated, and who answers them.
///
/// @param name    of the backend
/// @param route   name of the route
/// @param lines   everything but the servers
/// @param tables  sections besides, that its lines refer to
/// @param servers see there
record Backend(String name, String route, List<Line> lines, List<Section> tables, List<ServerLine> servers) {
    Backend {
        lines = List.copyOf(lines);
        tables = List.copyOf(tables);
        servers = List.copyOf(servers);
    }

    Optional<ServerLine> server(String wanted) {
        return servers.stream().filter(s -> s.name().equals(wanted)).findFirst();
    }

    Section section() {
        var all = new java.util.ArrayList<>(lines);
        servers.forEach(s -> all.add(new Line(s.line(), route)));
        return new Section("backend " + name, all);
    }
}
