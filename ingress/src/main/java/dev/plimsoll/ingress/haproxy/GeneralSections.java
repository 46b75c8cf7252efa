package dev.plimsoll.ingress.haproxy;

import java.util.ArrayList;
import java.util.List;

/// What holds for everything: the process, its admin socket, time-outs, answers of its own.
final class GeneralSections {
    static final String ADMIN_SOCKET = "admin.sock";

    private GeneralSections() {}

    static List<Section> of(HaproxySettings settings) {
        var global = new ArrayList<Line>();
        // The head of this section is written together with the structure's digest.
        add(global, "stats socket unix@" + ADMIN_SOCKET + " mode 600 level admin expose-fd listeners", "stats timeout 1m", "fd-hard-limit 100000", "hard-stop-after 30m",
            "ssl-default-bind-options ssl-min-ver TLSv1.2 no-tls-tickets", "tune.ssl.default-dh-param 2048");
        settings.user().ifPresent(user -> add(global, "user " + user, "group " + user));
        return List.of(new Section("", global),
            Section.of("defaults", "timeout connect 5s", "timeout client 5m", "timeout server 5m", "timeout client-fin 10s", "timeout tunnel 1h", "timeout http-request 10s",
                "timeout http-keep-alive 75s", "timeout queue 10s", "timeout check 5s", "option dontlognull", "option forwardfor", "option redispatch 1", "retry-on conn-failure",
                // Clients that keep a connection are told at their next answer that a reload has taken place, and lose no request.
                "option idle-close-on-response", "errorfile 503 " + Configuration.NOBODY_PAGE),
            Section.of("resolvers system", "parse-resolv-conf", "hold valid 10s"),
            Section.of("backend " + Names.NOWHERE, "mode http", "http-request deny deny_status 404"));
    }

    private static void add(List<Line> lines, String... texts) {
        for (var text : texts) {
            lines.add(Line.of(text));
        }
    }
}
