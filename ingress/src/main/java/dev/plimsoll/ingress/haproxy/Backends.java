package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.ServedRoute;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// A route's backend: access, limits, redirects, headers, rewrites, in this order, then who answers.
///
/// @param secure port on which this ingress serves HTTPS
record Backends(int secure) {
    Backend of(ServedRoute route) {
        boolean http = route.spec().protocol() == RouteSpec.Protocol.HTTP;
        var limits = http ? LimitLines.http(route) : LimitLines.tcp(route);
        var lines = new ArrayList<String>();
        lines.add("mode " + (http ? "http" : "tcp"));
        lines.addAll(http ? AccessLines.http(route) : AccessLines.tcp(route));
        boolean closed = route.spec().access().closed().isPresent();
        if (!closed) {
            lines.addAll(limits.lines());
            if (http) {
                lines.addAll(requests(route));
            }
            lines.addAll(BalanceLines.of(route));
            // What servers are told is fixed for their lives, so another scheme or check makes it another backend.
            route.targets().stream().filter(t -> !BalanceLines.serverOptions(route.spec(), t.target()).isEmpty())
                .forEach(t -> lines.add("# " + ServerLine.name(t.target().text()) + BalanceLines.serverOptions(route.spec(), t.target())));
        }
        if (lines.stream().anyMatch(l -> l.contains("txn.host"))) {
            lines.add(1, HttpFrontend.SET_HOST);
        }
        var tables = new ArrayList<>(closed ? List.<Section>of() : limits.tables());
        if (!closed && route.spec().access().basic().isPresent()) {
            tables.add(users(route));
        }
        return new Backend(Names.backend(route.name()), route.name(),
            new Backend.Parts(lines.stream().map(l -> new Line(l, route.name())).toList(), tables, closed ? List.of() : servers(route)));
    }

    private List<String> requests(ServedRoute route) {
        var lines = new ArrayList<String>();
        if (!AccessLines.believesProxies(route.spec().access())) {
            lines.add("http-request del-header X-Forwarded-For");
        }
        lines.addAll(PathLines.redirects(route, secure));
        if (route.spec().targets().isEmpty()) {
            lines.add("http-request deny deny_status 404");
        }
        lines.addAll(HeaderLines.of(route));
        lines.addAll(PathLines.rewrites(route));
        if (!route.spec().balance().passHost()) {
            route.spec().targets().stream().findFirst().ifPresent(t -> lines.add("http-request set-header Host " + Quoting.format(t.component().or(t::pool).or(t::address).orElseThrow())));
        }
        if (route.spec().compress()) {
            lines.add("filter compression");
            lines.add("compression algo gzip");
            lines.add("compression type text/html text/plain text/css text/xml application/javascript text/javascript application/json application/xml image/svg+xml");
        }
        return lines;
    }

    private static List<ServerLine> servers(ServedRoute route) {
        var weights = Weights.of(route.targets());
        var servers = new ArrayList<ServerLine>();
        var names = new HashSet<String>();
        for (int i = 0; i < route.targets().size(); i++) {
            var target = route.targets().get(i);
            var options = BalanceLines.serverOptions(route.spec(), target.target());
            for (var server : target.servers()) {
                // Two targets may be the same component; a backend knows each name once.
                var line = ServerLine.of(server, options, weights.get(i));
                servers.add(names.add(line.name()) ? line : line.named(line.name() + "." + i));
            }
        }
        return servers;
    }

    private static Section users(ServedRoute route) {
        var lines = new ArrayList<Line>();
        route.users().entrySet().stream().sorted(java.util.Map.Entry.comparingByKey()).forEach(user ->
            lines.add(new Line("user " + Quoting.word(user.getKey()) + " password " + Quoting.word(user.getValue().reveal().strip()), route.name())));
        return new Section("userlist " + Names.users(route.name()), lines);
    }
}
