package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.route.Access;
import java.util.ArrayList;
import java.util.List;

/// Who may come in: first of all that is asked of a request.
final class AccessLines {
    private static final int VALUES_IN_A_LINE = 20;
    /// Proxies in front that are passed over before the client's address is found.
    private static final int HOPS = 8;

    private AccessLines() {}

    static List<String> http(ServedRoute route) {
        var access = route.spec().access();
        if (access.closed().isPresent()) {
            return List.of("http-request deny deny_status 403");
        }
        var lines = new ArrayList<String>();
        if (!access.hosts().isEmpty()) {
            lines.addAll(list("host_answered", "var(txn.host) -m str --", access.hosts()));
            lines.add("http-request deny deny_status 403 unless host_answered");
        }
        access.sources().ifPresent(sources -> lines.addAll(sources(sources)));
        access.basic().ifPresent(basic -> lines.addAll(basic(basic, route.name())));
        return lines;
    }

    static List<String> tcp(ServedRoute route) {
        var access = route.spec().access();
        if (access.closed().isPresent()) {
            return List.of("tcp-request content reject");
        }
        var lines = new ArrayList<String>();
        access.sources().ifPresent(sources -> {
            lines.addAll(list("let_in", "src --", sources.ranges()));
            lines.add("tcp-request content reject unless let_in");
        });
        return lines;
    }

    /// Whether addresses that proxies in front wrote down are believed.
    static boolean believesProxies(Access access) {
        return access.sources().filter(s -> s.depth() > 0 || !s.excluded().isEmpty()).isPresent();
    }

    /// A rule that would have to pass over some addresses and then count is more than can be kept; nobody is let in by it.
    private static List<String> sources(Access.Sources sources) {
        var lines = new ArrayList<String>();
        if (sources.depth() > 1 && !sources.excluded().isEmpty()) {
            return List.of("http-request deny deny_status " + denied(sources.status()));
        }
        var client = "src";
        if (!sources.excluded().isEmpty()) {
            client = "var(txn.client)";
            for (int hop = 1; hop <= HOPS; hop++) {
                lines.add("http-request set-var(txn.client) req.hdr_ip(x-forwarded-for,-" + hop + ") if !{ var(txn.client) -m found }");
                lines.addAll(list("passed_over_" + hop, "var(txn.client) -m ip --", sources.excluded()));
                lines.add("http-request unset-var(txn.client) if passed_over_" + hop);
            }
        } else if (sources.depth() > 0) {
            client = "req.hdr_ip(x-forwarded-for,-" + sources.depth() + ")";
        }
        lines.addAll(list("let_in", client + (client.startsWith("var") ? " -m ip --" : " --"), sources.ranges()));
        lines.add("http-request return status " + sources.status() + " content-type text/plain string " + Quoting.word("not from your address") + " unless let_in");
        return lines;
    }

    private static int denied(int status) {
        return status == 404 || status == 401 ? status : 403;
    }

    private static List<String> basic(Access.Basic basic, String route) {
        var lines = new ArrayList<String>();
        var realm = basic.realm().isBlank() ? "restricted" : basic.realm().replace('"', '\'').replace('\\', '/');
        var users = "http_auth(" + Names.users(route) + ")";
        lines.add("http-request auth realm " + Quoting.word(realm) + " unless { " + users + " }");
        basic.userHeader().ifPresent(header -> lines.add("http-request set-header " + Quoting.word(header) + " %[http_auth_user]"));
        if (basic.removeHeader()) {
            lines.add("http-request del-header Authorization");
        }
        return lines;
    }

    /// One list of values, on as many lines as they need.
    static List<String> list(String name, String criterion, List<String> values) {
        var lines = new ArrayList<String>();
        for (int from = 0; from < values.size(); from += VALUES_IN_A_LINE) {
            var words = values.subList(from, Math.min(values.size(), from + VALUES_IN_A_LINE)).stream().map(Quoting::word).toList();
            lines.add("acl " + name + " " + criterion + " " + String.join(" ", words));
        }
        return lines;
    }
}
