package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Access.Sources;
import dev.plimsoll.model.route.Redirect;
import dev.plimsoll.model.route.TrafficLimits;
import dev.plimsoll.model.route.TrafficLimits.By;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `traefik.frontend.*` of v1, and the limits that stand under `traefik.backend.*`: what happens to requests.
final class OlderFrontend {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Effects effects;
    private final LabelValues values;
    private final RouteDraft draft;

    OlderFrontend(Effects effects) {
        this.effects = effects;
        this.values = effects.values();
        this.draft = effects.draft();
    }

    void apply() {
        basic();
        sources();
        redirects();
        headers();
        rates();
        values.large("backend.maxconn.amount").filter(a -> a > 0).ifPresent(amount -> effects.inFlight(values.labels().get("backend.maxconn.amount"), amount,
            () -> by("backend.maxconn.extractorfunc"), header("backend.maxconn.extractorfunc")));
        draft.requestSize = values.large("backend.buffering.maxrequestbodybytes").filter(n -> n > 0);
    }

    private void basic() {
        values.label("frontend.auth.basic.users").or(() -> values.label("frontend.auth.basic")).ifPresent(users -> effects.basic(users, "", values.text("frontend.auth.headerfield"),
            values.is("frontend.auth.basic.removeheader", false)));
    }

    /// A range that is none makes Traefik let everybody in; here it is an error.
    private void sources() {
        values.label("frontend.whitelist.sourcerange").or(() -> values.label("frontend.whitelistsourcerange")).ifPresent(at -> {
            boolean forwarded = values.is("frontend.whitelist.usexforwardedfor", false);
            if (forwarded) {
                at.notice(draft.findings(), "Approximated", "the last address in X-Forwarded-For counts, which the proxy in front wrote; the others anybody can write");
            }
            effects.sources(at, () -> new Sources(at.list(), forwarded ? 1 : 0, null, 403));
        });
    }

    private void redirects() {
        boolean permanent = values.is("frontend.redirect.permanent", false);
        values.label("frontend.redirect.entrypoint").filter(l -> !l.value().isBlank()).ifPresent(at -> {
            var entryPoint = at.value().strip().toLowerCase(Locale.ROOT);
            if (!List.of("http", "https", "web", "websecure").contains(entryPoint)) {
                at.notice(draft.findings(), "EntryPoint", "entry point " + Quote.of(at.value()) + " is taken to be https");
            }
            var scheme = entryPoint.equals("http") || entryPoint.equals("web") ? "http" : "https";
            values.made(at, () -> new Redirect.Scheme(scheme, 0, null, permanent)).ifPresent(draft.redirects::add);
        });
        values.label("frontend.redirect.regex").filter(l -> !l.value().isBlank()).ifPresent(at -> values.made(at, () -> new Redirect.Regexp(at.value().strip(),
            values.text("frontend.redirect.replacement").orElse(""), permanent)).ifPresentOrElse(draft.redirects::add, draft::forbid));
    }

    private void headers() {
        draft.requestHeaders.putAll(OlderBackend.headers(values, "frontend.headers.customrequestheaders"));
        draft.responseHeaders.putAll(OlderBackend.headers(values, "frontend.headers.customresponseheaders"));
        new SecurityHeaders(values, "frontend.headers.").into(draft);
    }

    private void rates() {
        var prefix = "frontend.ratelimit.rateset.";
        values.labels().keySet().stream().filter(f -> f.startsWith(prefix)).map(f -> f.substring(0, f.lastIndexOf('.'))).distinct().toList().forEach(set -> {
            var at = values.labels().entrySet().stream().filter(e -> e.getKey().startsWith(set + ".")).findFirst().orElseThrow().getValue();
            values.made(at, () -> new TrafficLimits.Rate(values.large(set + ".average").orElse(0L), values.span(set + ".period").orElse(SECOND), values.large(set + ".burst").orElse(1L),
                by("frontend.ratelimit.extractorfunc"), header("frontend.ratelimit.extractorfunc"))).ifPresent(draft.rates::add);
        });
    }

    private By by(String field) {
        var extractor = values.text(field).orElse("client.ip").toLowerCase(Locale.ROOT);
        return switch (extractor) {
            case "client.ip" -> By.CLIENT;
            case "request.host" -> By.HOST;
            default -> {
                if (header(field).isEmpty()) {
                    throw new InvalidValue(Quote.of(extractor) + " is none of client.ip, request.host, request.header.NAME");
                }
                yield By.HEADER;
            }
        };
    }

    private Optional<String> header(String field) {
        return values.text(field).filter(e -> e.toLowerCase(Locale.ROOT).startsWith("request.header.")).map(e -> e.substring("request.header.".length()));
    }
}
