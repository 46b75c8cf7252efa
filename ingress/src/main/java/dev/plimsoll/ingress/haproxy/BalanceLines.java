package dev.plimsoll.ingress.haproxy;

import dev.plimsoll.model.RouteSpec;
import dev.plimsoll.model.ingress.EntryPoint;
import dev.plimsoll.model.ingress.ServedRoute;
import dev.plimsoll.model.route.Balancing;
import dev.plimsoll.model.route.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// How requests are spread over servers, kept at one of them, and how servers are asked whether they answer.
final class BalanceLines {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]+|.*:.*");
    private static final String COOKIE = "plimsoll";
    private static final int USUAL_RETRIES = 3;

    private BalanceLines() {}

    static List<String> of(ServedRoute route) {
        var balance = route.spec().balance();
        var lines = new ArrayList<String>();
        switch (balance.strategy()) {
            case ROUND_ROBIN -> lines.add("balance roundrobin");
            case LEAST_CONNECTIONS -> lines.add("balance leastconn");
            case TWO_RANDOM -> lines.add("balance random(2)");
            case CLIENT_HASH -> {
                lines.add("balance source");
                lines.add("hash-type consistent");
            }
        }
        lines.add("retries " + route.spec().limits().retries().map(r -> r.attempts() - 1).orElse(USUAL_RETRIES));
        if (route.spec().protocol() == RouteSpec.Protocol.HTTP) {
            // Engines end instances without a word to us, and instances die: what asks only (RFC 9110, 9.2.1) and got no byte of an answer is asked of another one.
            lines.add("retry-on conn-failure empty-response");
            lines.add("http-request disable-l7-retry unless { method GET HEAD OPTIONS }");
        }
        balance.stickiness().ifPresent(s -> sticky(s, route, lines));
        balance.check().ifPresent(c -> check(c, lines));
        // Names are looked up when HAProxy starts, so what they are makes the backend another one.
        route.servers().stream().filter(s -> !LITERAL.matcher(s.address()).matches()).forEach(s -> lines.add("# outside: " + ServerLine.name(s.address()) + ":" + s.port()));
        return lines;
    }

    private static void sticky(Balancing.Stickiness sticky, ServedRoute route, List<String> lines) {
        var cookie = new StringBuilder("cookie ").append(Quoting.word(sticky.cookie().isEmpty() ? COOKIE : sticky.cookie())).append(' ')
            .append(sticky.mode().name().toLowerCase(Locale.ROOT));
        flag(cookie, sticky.indirect() && sticky.mode() != Balancing.Stickiness.Mode.PREFIX, "indirect");
        flag(cookie, sticky.noCache(), "nocache");
        flag(cookie, sticky.postOnly(), "postonly");
        flag(cookie, sticky.httpOnly(), "httponly");
        flag(cookie, sticky.secure(), "secure");
        sticky.domain().ifPresent(d -> cookie.append(" domain ").append(Quoting.word(d)));
        sticky.sameSite().ifPresent(s -> cookie.append(" attr ").append(Quoting.word("SameSite=" + s.name().charAt(0) + s.name().substring(1).toLowerCase(Locale.ROOT))));
        sticky.path().ifPresent(p -> cookie.append(" attr ").append(Quoting.word("Path=" + p.replace(';', '_'))));
        if (!sticky.maxAge().isZero()) {
            cookie.append(" attr ").append(Quoting.word("Max-Age=" + sticky.maxAge().toSeconds()));
        }
        lines.add(cookie.append(" dynamic").toString());
        lines.add("dynamic-cookie-key " + Quoting.word(route.name()));
    }

    private static void flag(StringBuilder text, boolean on, String word) {
        if (on) {
            text.append(' ').append(word);
        }
    }

    private static void check(Balancing.Check check, List<String> lines) {
        if (check.path().isEmpty()) {
            lines.add("option tcp-check");
            return;
        }
        lines.add("option httpchk");
        var send = new StringBuilder("http-check send meth ").append(Quoting.word(check.method())).append(" uri ").append(Quoting.word(check.path())).append(" ver HTTP/1.1 hdr Host ")
            .append(Quoting.format(check.host().orElse("localhost")));
        check.headers().forEach((name, value) -> send.append(" hdr ").append(Quoting.word(name)).append(' ').append(Quoting.format(value)));
        lines.add(send.toString());
        lines.add("http-check expect status " + (check.status() == 0 ? "200-399" : Integer.toString(check.status())));
    }

    /// What every server of a target is told besides its address and weight.
    static String serverOptions(RouteSpec route, Target target) {
        var options = new StringBuilder();
        boolean http = route.protocol() == RouteSpec.Protocol.HTTP;
        switch (target.scheme()) {
            case HTTP -> { }
            case H2C -> flag(options, http, "proto h2");
            case HTTPS -> options.append(trust(target)).append(http ? " alpn h2,http/1.1" : "");
        }
        switch (route.balance().proxyProtocol()) {
            case 1 -> options.append(" send-proxy");
            case 2 -> options.append(" send-proxy-v2");
            default -> { }
        }
        route.balance().check().ifPresent(c -> {
            options.append(" check inter ").append(c.interval().toMillis()).append("ms rise ").append(c.rise()).append(" fall ").append(c.fall());
            if (c.port() != 0) {
                options.append(" port ").append(c.port());
            }
            if (c.scheme().filter(s -> s == Target.Scheme.HTTPS).isPresent() && target.scheme() != Target.Scheme.HTTPS) {
                options.append(" check-ssl verify none");
            }
        });
        return options.toString();
    }

    /// An instance shows a certificate of its own for an address that nobody certifies; what is outside has to show that it is who it is.
    private static String trust(Target target) {
        return target.address().filter(a -> !LITERAL.matcher(a).matches()).map(a -> " ssl verify required ca-file @system-ca verifyhost " + ServerLine.name(a) + " sni str(" + ServerLine.name(a) + ")")
            .orElse(" ssl verify none");
    }

    /// Where HTTPS is served; what plain requests are led to.
    static int securePort(List<EntryPoint> entryPoints) {
        return entryPoints.stream().filter(e -> e.name().equals(EntryPoint.WEBSECURE)).map(EntryPoint::port).findFirst().orElse(443);
    }
}
