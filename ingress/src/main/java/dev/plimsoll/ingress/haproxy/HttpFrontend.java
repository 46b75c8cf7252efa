package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.EntryPoint;
import java.util.ArrayList;
import java.util.List;

/// How a request finds its backend. The result of a look-up in the maps is `BEFORE@BACKEND`: rules that are no look-up win when they stand before it.
final class HttpFrontend {
    private final EntryPoint entryPoint;
    private final SimpleRules rules;
    private final List<Line> lines = new ArrayList<>();

    private HttpFrontend(EntryPoint entryPoint, SimpleRules rules) {
        this.entryPoint = entryPoint;
        this.rules = rules;
    }

    /// @param challenged whether the challenges of certificate issuers are answered here
    static List<Line> lines(EntryPoint entryPoint, SimpleRules rules, boolean challenged) {
        var frontend = new HttpFrontend(entryPoint, rules);
        frontend.write(challenged);
        return frontend.lines;
    }

    private void write(boolean challenged) {
        add("mode http");
        if (challenged) {
            add("acl challenge path_beg /.well-known/acme-challenge/");
        }
        var criteria = new Criteria("var(txn.host)");
        var conditions = rules.others().stream().map(r -> criteria.all(r.conditions(), r.route())).toList();
        lines.addAll(criteria.lines());
        add("http-request set-var(txn.host) req.hdr(host),host_only,lower,rtrim(.)");
        add("http-request set-var(txn.path) path");
        add("http-request set-header X-Forwarded-Proto %[ssl_fc,iif(https,http)]");
        add("http-request set-header X-Forwarded-Host %[req.hdr(host)]");
        add("http-request set-header X-Forwarded-Port %[dst_port]");
        lookUp("var(txn.host)", "");
        if (rules.hasPatterns()) {
            lookUp("var(txn.host),regsub(^[^.]+,*)", " if !{ var(txn.hit) -m found }");
        }
        if (rules.hasAnyHost()) {
            lookUp("str(*)", " if !{ var(txn.hit) -m found }");
        }
        others(conditions);
        add("http-request set-var(txn.route) var(txn.hit),field(2,@)" + (rules.others().isEmpty() ? "" : " if !{ var(txn.route) -m found }"));
        if (challenged) {
            add("use_backend " + Names.CHALLENGES + " if challenge");
        }
        add("use_backend %[var(txn.route)] if { var(txn.route) -m found }");
        add("default_backend " + Names.NOWHERE);
    }

    private void lookUp(String host, String condition) {
        add("http-request set-var(txn.at) " + host + ",concat(,txn.path)" + condition);
        // Requests are many: what no rule asks for is not looked up.
        if (!rules.exact().isEmpty()) {
            add("http-request set-var(txn.hit) var(txn.at),map_str(" + Names.exactMap(entryPoint) + ")" + condition);
        }
        add("http-request set-var(txn.hit) var(txn.at),map_beg(" + Names.prefixMap(entryPoint) + ")" + (condition.isEmpty() && rules.exact().isEmpty() ? "" : " if !{ var(txn.hit) -m found }"));
    }

    private void others(List<String> conditions) {
        if (!rules.others().isEmpty()) {
            add("http-request set-var(txn.before) int(1000000)");
            add("http-request set-var(txn.before) var(txn.hit),field(1,@) if { var(txn.hit) -m found }");
        }
        for (int i = 0; i < conditions.size(); i++) {
            var rule = rules.others().get(i);
            lines.add(new Line("http-request set-var(txn.route) str(" + Names.backend(rule.route()) + ") if !{ var(txn.route) -m found } { var(txn.before) -m int gt " + i + " } "
                + conditions.get(i), rule.route()));
        }
    }

    private void add(String text) {
        lines.add(Line.of(text));
    }
}
