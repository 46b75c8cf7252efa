package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.EntryPoint;
import java.util.ArrayList;
import java.util.List;

/// How a request finds its backend. The result of a look-up in the maps is `BEFORE@BACKEND`: rules that are no look-up win when they stand before it.
///
/// Requests are many, so what most of them need is kept short: they are looked up as they come (`base` is the host and the path), and only who is not found then is looked up with the host in lower
/// case, without port and dot, by the pattern of the host, and without a host.
final class HttpFrontend {
    /// The host that is asked for, as rules write it.
    static final String SET_HOST = "http-request set-var(txn.host) req.hdr(host),host_only,lower,rtrim(.)";
    private static final String UNLESS_FOUND = " if !{ var(txn.hit) -m found }";

    private final EntryPoint entryPoint;
    private final SimpleRules rules;
    private final List<Line> lines = new ArrayList<>();

    /// What is said of a request on its way.
    ///
    /// @param secure     whether it came by TLS that ends here
    /// @param forwarded  whether a balancer in front tells where it came to
    /// @param challenged whether the challenges of certificate issuers are answered here
    record Way(boolean secure, boolean forwarded, boolean challenged) {}

    private HttpFrontend(EntryPoint entryPoint, SimpleRules rules) {
        this.entryPoint = entryPoint;
        this.rules = rules;
    }

    static List<Line> lines(EntryPoint entryPoint, SimpleRules rules, Way way) {
        var frontend = new HttpFrontend(entryPoint, rules);
        frontend.write(way);
        return frontend.lines;
    }

    private void write(Way way) {
        add("mode http");
        if (way.challenged()) {
            add("acl challenge path_beg /.well-known/acme-challenge/");
        }
        var criteria = new Criteria("var(txn.host)");
        var conditions = rules.others().stream().map(r -> criteria.all(r.conditions(), r.route())).toList();
        lines.addAll(criteria.lines());
        add("http-request set-header X-Forwarded-Proto " + (way.secure() ? "https" : "http"));
        add("http-request set-header X-Forwarded-Host %[req.hdr(host)]");
        add("http-request set-header X-Forwarded-Port " + (way.forwarded() ? "%[dst_port]" : entryPoint.port()));
        lookUp("base", "");
        add(SET_HOST + (rules.others().isEmpty() ? UNLESS_FOUND : ""));
        add("http-request set-var(txn.path) path" + UNLESS_FOUND);
        lookUpOf("var(txn.host)");
        if (rules.hasPatterns()) {
            lookUpOf("var(txn.host),regsub(^[^.]+,*)");
        }
        if (rules.hasAnyHost()) {
            lookUpOf("str(*)");
        }
        others(conditions);
        if (way.challenged()) {
            add("use_backend " + Names.CHALLENGES + " if challenge");
        }
        if (rules.others().isEmpty()) {
            add("use_backend %[var(txn.hit),field(2,@)] if { var(txn.hit) -m found }");
        } else {
            add("use_backend %[var(txn.route)] if { var(txn.route) -m found }");
        }
        add("default_backend " + Names.NOWHERE);
    }

    private void lookUpOf(String host) {
        add("http-request set-var(txn.at) " + host + ",concat(,txn.path)" + UNLESS_FOUND);
        lookUp("var(txn.at)", UNLESS_FOUND);
    }

    private void lookUp(String what, String condition) {
        // What no rule asks for is not looked up.
        if (!rules.exact().isEmpty()) {
            add("http-request set-var(txn.hit) " + what + ",map_str(" + Names.exactMap(entryPoint) + ")" + condition);
        }
        add("http-request set-var(txn.hit) " + what + ",map_beg(" + Names.prefixMap(entryPoint) + ")" + (condition.isEmpty() && rules.exact().isEmpty() ? "" : UNLESS_FOUND));
    }

    private void others(List<String> conditions) {
        if (rules.others().isEmpty()) {
            return;
        }
        add("http-request set-var(txn.before) int(1000000)");
        add("http-request set-var(txn.before) var(txn.hit),field(1,@) if { var(txn.hit) -m found }");
        for (int i = 0; i < conditions.size(); i++) {
            var rule = rules.others().get(i);
            lines.add(new Line("http-request set-var(txn.route) str(" + Names.backend(rule.route()) + ") if !{ var(txn.route) -m found } { var(txn.before) -m int gt " + i + " } "
                + conditions.get(i), rule.route()));
        }
        add("http-request set-var(txn.route) var(txn.hit),field(2,@) if !{ var(txn.route) -m found }");
    }

    private void add(String text) {
        lines.add(Line.of(text));
    }
}
