package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.route.Access.Sources;
import dev.plimsoll.model.route.Redirect;
import dev.plimsoll.model.route.Rewrite;
import dev.plimsoll.model.route.TrafficLimits;
import dev.plimsoll.model.route.TrafficLimits.By;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/// What a middleware of Traefik v2 or v3 does to a route.
final class Middlewares {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final Effects effects;
    private final LabelValues values;
    private final RouteDraft draft;

    Middlewares(Effects effects) {
        this.effects = effects;
        this.values = effects.values();
        this.draft = effects.draft();
    }

    /// Does what each of its labels says. A middleware has one type; chains are followed before.
    void apply() {
        var types = new LinkedHashSet<String>();
        values.labels().keySet().forEach(field -> types.add(field.split("\\.", 2)[0]));
        types.forEach(type -> {
            var at = values.labels().entrySet().stream().filter(e -> e.getKey().equals(type) || e.getKey().startsWith(type + ".")).findFirst().orElseThrow().getValue();
            switch (type) {
                case "addprefix" -> rewrite(at, () -> new Rewrite.Add(required("addprefix.prefix")));
                case "stripprefix" -> rewrite(at, () -> new Rewrite.Strip(list("stripprefix.prefixes")));
                case "stripprefixregex" -> rewrite(at, () -> new Rewrite.StripRegexp(list("stripprefixregex.regex")));
                case "replacepath" -> rewrite(at, () -> new Rewrite.Replace(required("replacepath.path")));
                case "replacepathregex" -> rewrite(at, () -> new Rewrite.ReplaceRegexp(required("replacepathregex.regex"), required("replacepathregex.replacement")));
                case "redirectscheme" -> redirect(at, () -> new Redirect.Scheme(required("redirectscheme.scheme"), values.whole("redirectscheme.port").orElse(0), Optional.empty(),
                    values.is("redirectscheme.permanent", false)));
                case "redirectregex" -> redirect(at, () -> new Redirect.Regexp(required("redirectregex.regex"), required("redirectregex.replacement"),
                    values.is("redirectregex.permanent", false)));
                case "basicauth" -> basic(at);
                case "ipallowlist", "ipwhitelist" -> sources(at, type);
                case "headers" -> headers();
                case "ratelimit" -> rate(at);
                case "inflightreq" -> inFlight(at);
                case "inflightconn" -> values.large("inflightconn.amount").ifPresent(amount -> effects.inFlight(at, amount, () -> By.CLIENT, Optional.empty()));
                case "retry" -> values.whole("retry.attempts").ifPresent(attempts -> values.made(at, () -> new TrafficLimits.Retries(attempts,
                    values.span("retry.initialinterval").orElse(null))).ifPresent(r -> draft.retries = Optional.of(r)));
                case "buffering" -> draft.requestSize = values.large("buffering.maxrequestbodybytes").filter(n -> n > 0);
                case "compress" -> draft.compress = values.is("compress", true);
                default -> { }
            }
        });
    }

    private void rewrite(Label at, java.util.function.Supplier<Rewrite> rewrite) {
        values.made(at, rewrite).ifPresent(draft.rewrites::add);
    }

    private void redirect(Label at, java.util.function.Supplier<Redirect> redirect) {
        values.made(at, redirect).ifPresent(r -> draft.redirect(at, r));
    }

    private void basic(Label any) {
        var users = values.label("basicauth.users").orElse(any);
        var realm = values.text("basicauth.realm").orElse("");
        effects.basic(users, realm, values.text("basicauth.headerfield"), values.is("basicauth.removeheader", false));
    }

    private void sources(Label any, String type) {
        var at = values.label(type + ".sourcerange").orElse(any);
        effects.sources(at, () -> new Sources(list(type + ".sourcerange"), values.whole(type + ".ipstrategy.depth").orElse(0), list(type + ".ipstrategy.excludedips"),
            values.whole(type + ".rejectstatuscode").orElse(403)));
    }

    private void headers() {
        values.labels().forEach((field, label) -> {
            headers(label, field, "headers.customrequestheaders.").ifPresent(header -> draft.requestHeaders.put(header, label.value()));
            headers(label, field, "headers.customresponseheaders.").ifPresent(header -> draft.responseHeaders.put(header, label.value()));
        });
        var security = new SecurityHeaders(values, "headers.");
        security.into(draft);
        security.cors(draft);
    }

    /// The header's name as it is written, which only the label itself still has.
    private static Optional<String> headers(Label label, String field, String prefix) {
        return field.startsWith(prefix) ? Optional.of(label.name().substring(label.name().length() - (field.length() - prefix.length()))) : Optional.empty();
    }

    private void rate(Label at) {
        values.large("ratelimit.average").filter(average -> average > 0).ifPresentOrElse(average -> values.made(at, () -> new TrafficLimits.Rate(average,
            values.span("ratelimit.period").orElse(SECOND), values.large("ratelimit.burst").orElse(1L), by("ratelimit"), header("ratelimit"))).ifPresent(draft.rates::add),
            () -> at.notice(draft.findings(), "NotHonoured", "an average of 0 is no limit"));
    }

    private void inFlight(Label at) {
        values.large("inflightreq.amount").filter(amount -> amount > 0).ifPresent(amount -> effects.inFlight(at, amount, () -> by("inflightreq"), header("inflightreq")));
    }

    private By by(String type) {
        return header(type).isPresent() ? By.HEADER : values.is(type + ".sourcecriterion.requesthost", false) ? By.HOST : By.CLIENT;
    }

    private Optional<String> header(String type) {
        return values.text(type + ".sourcecriterion.requestheadername");
    }

    private String required(String field) {
        return values.text(field).orElseThrow(() -> new dev.plimsoll.model.InvalidValue(Quote.of(field) + " is missing"));
    }

    private List<String> list(String field) {
        return values.label(field).map(Label::list).orElse(List.of());
    }
}
