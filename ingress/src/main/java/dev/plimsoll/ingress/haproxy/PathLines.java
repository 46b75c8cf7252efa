package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.route.Redirect;
import dev.plimsoll.model.route.Rewrite;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Redirects, which answer, and rewrites, which change the path on the way.
final class PathLines {
    private final List<String> lines = new ArrayList<>();
    private final int secure;

    private PathLines(int secure) {
        this.secure = secure;
    }

    /// @param secure port on which this ingress serves HTTPS
    static List<String> redirects(ServedRoute route, int secure) {
        var paths = new PathLines(secure);
        route.spec().redirects().forEach(redirect -> {
            switch (redirect) {
                case Redirect.Scheme scheme -> paths.scheme(scheme);
                case Redirect.Regexp regexp -> paths.regexp(regexp);
            }
        });
        return paths.lines;
    }

    static List<String> rewrites(ServedRoute route) {
        var paths = new PathLines(0);
        var rewrites = route.spec().rewrites();
        for (int i = 0; i < rewrites.size(); i++) {
            paths.rewrite(rewrites.get(i), "txn.rest" + i);
        }
        return paths.lines;
    }

    /// Who came to an unusual port is sent to the port where this ingress serves HTTPS; who came to the usual one has something in front that leads both.
    private void scheme(Redirect.Scheme to) {
        boolean https = to.scheme().equals("https");
        var elsewhere = https ? "!{ ssl_fc }" : "{ ssl_fc }";
        var host = to.host().map(Quoting::literal).orElse("%[var(txn.host)]");
        var port = to.port() == 0 ? "" : ":" + to.port();
        if (https && to.port() == 0 && secure != 443 && to.host().isEmpty()) {
            location(to, "https://" + host + ":" + secure + "%[pathq]", elsewhere + " { req.hdr(host),port_only -m int gt 0 }");
        }
        location(to, to.scheme() + "://" + host + port + "%[pathq]", elsewhere);
        to.host().ifPresent(wanted -> location(to, to.scheme() + "://" + host + port + "%[pathq]", "!{ var(txn.host) -m str -- " + Quoting.word(wanted) + " }"));
    }

    private void regexp(Redirect.Regexp to) {
        lines.add("http-request set-var(txn.asked) req.hdr(host)");
        lines.add("http-request set-var(txn.pathq) pathq");
        lines.add("http-request set-var(txn.url) ssl_fc,iif(https://,http://),concat(,txn.asked),concat(,txn.pathq)");
        lines.add("http-request set-var(txn.to) " + Quoting.word("var(txn.url)," + Replacements.regsub(to.regexp(), to.replacement())));
        location(to, "%[var(txn.to)]", "{ var(txn.url) -m reg -- " + Quoting.word(to.regexp()) + " }");
    }

    private void location(Redirect to, String format, String condition) {
        lines.add("http-request redirect location " + Quoting.word(format) + " code " + (to.permanent() ? 301 : 302) + " if METH_GET " + condition);
        lines.add("http-request redirect location " + Quoting.word(format) + " code " + (to.permanent() ? 308 : 307) + " if " + condition);
    }

    private void rewrite(Rewrite rewrite, String rest) {
        switch (rewrite) {
            case Rewrite.Strip(var prefixes) -> {
                prefixes.forEach(p -> strip(rest, "path -m beg -- " + Quoting.word(p), Pattern.quote(p)));
                stripped(rest);
            }
            case Rewrite.StripRegexp(var regexps) -> {
                regexps.forEach(r -> strip(rest, "path -m reg -- " + Quoting.word("^(?:" + r + ")"), "(?:" + r + ")"));
                stripped(rest);
            }
            case Rewrite.Add(var prefix) -> lines.add("http-request set-path " + Quoting.word(Quoting.literal(prefix) + "%[path]"));
            case Rewrite.Replace(var path) -> {
                lines.add("http-request set-header X-Replaced-Path %[path]");
                lines.add("http-request set-path " + Quoting.format(path));
            }
            case Rewrite.ReplaceRegexp(var regexp, var replacement) -> {
                var matches = " if { path -m reg -- " + Quoting.word(regexp) + " }";
                lines.add("http-request set-header X-Replaced-Path %[path]" + matches);
                lines.add("http-request set-var(txn.replaced) " + Quoting.word("path," + Replacements.regsub(regexp, replacement)) + matches);
                lines.add("http-request set-path %[var(txn.replaced)]" + matches);
            }
        }
    }

    /// The first prefix that is there goes. What is left is kept aside until all were tried.
    private void strip(String rest, String matches, String regexp) {
        var when = " if { " + matches + " } !{ var(" + rest + ") -m found }";
        lines.add("http-request set-var(txn.prefix) " + Quoting.word("path,regsub(" + Quoting.argument("^(" + regexp + ").*") + "," + Quoting.argument("\\1") + ")") + when);
        lines.add("http-request set-header X-Forwarded-Prefix %[var(txn.prefix)]" + when);
        lines.add("http-request set-var(" + rest + ") " + Quoting.word("path,regsub(" + Quoting.argument("^" + regexp) + ",\"\")") + when);
    }

    private void stripped(String rest) {
        lines.add("http-request set-path /%[var(" + rest + "),ltrim(/)] if { var(" + rest + ") -m found }");
    }
}
