package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.route.HeaderRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Headers set on the way, and the answers to other origins that browsers ask for first.
final class HeaderLines {
    private HeaderLines() {}

    static List<String> of(ServedRoute route) {
        var headers = route.spec().headers();
        var lines = new ArrayList<String>();
        headers.cors().ifPresent(cors -> cors(cors, lines));
        set("http-request", headers.request(), lines);
        set("http-response", headers.response(), lines);
        headers.hsts().ifPresent(hsts -> lines.add("http-response set-header Strict-Transport-Security " + Quoting.format("max-age=" + hsts.maxAge().toSeconds()
            + (hsts.includeSubdomains() ? "; includeSubDomains" : "") + (hsts.preload() ? "; preload" : "")) + (hsts.onPlain() ? "" : " if { ssl_fc }")));
        return lines;
    }

    private static void set(String side, Map<String, String> headers, List<String> lines) {
        headers.forEach((name, value) -> lines.add(value.isEmpty() ? side + " del-header " + Quoting.word(name)
            : side + " set-header " + Quoting.word(name) + " " + Quoting.format(value)));
    }

    private static void cors(HeaderRules.Cors cors, List<String> lines) {
        boolean every = cors.origins().contains("*");
        if (every) {
            lines.add("acl origin_allowed req.hdr(origin) -m found");
        } else {
            lines.addAll(AccessLines.list("origin_allowed", "req.hdr(origin) -m str -i --", cors.origins()));
            cors.originRegexps().forEach(r -> lines.add("acl origin_allowed req.hdr(origin) -m reg -- " + Quoting.word(r)));
        }
        lines.add("http-request set-var(txn.origin) req.hdr(origin) if origin_allowed");
        var allowed = every ? "*" : "%[var(txn.origin)]";
        var answer = new StringBuilder("http-request return status 204 hdr Access-Control-Allow-Origin ").append(Quoting.word(allowed));
        answer.append(" hdr Access-Control-Max-Age ").append(Quoting.format(Long.toString(cors.maxAge().toSeconds())));
        listed(answer, "Access-Control-Allow-Methods", cors.methods());
        listed(answer, "Access-Control-Allow-Headers", cors.headers());
        if (cors.credentials()) {
            answer.append(" hdr Access-Control-Allow-Credentials true");
        }
        lines.add(answer + " if METH_OPTIONS origin_allowed { req.hdr(access-control-request-method) -m found }");
        var ifAsked = " if { var(txn.origin) -m found }";
        lines.add("http-response set-header Access-Control-Allow-Origin " + Quoting.word(allowed) + ifAsked);
        if (cors.credentials()) {
            lines.add("http-response set-header Access-Control-Allow-Credentials true" + ifAsked);
        }
        if (!cors.exposed().isEmpty()) {
            lines.add("http-response set-header Access-Control-Expose-Headers " + Quoting.format(String.join(",", cors.exposed())) + ifAsked);
        }
        if (cors.vary()) {
            lines.add("http-response add-header Vary Origin");
        }
    }

    private static void listed(StringBuilder answer, String header, List<String> values) {
        if (!values.isEmpty()) {
            answer.append(" hdr ").append(header).append(' ').append(Quoting.format(String.join(",", values)));
        }
    }
}
