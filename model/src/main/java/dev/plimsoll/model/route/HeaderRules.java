package dev.plimsoll.model.route;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Headers set on the way. A header with an empty value is taken away.
///
/// @param request  set on requests before the target sees them
/// @param response set on answers, among them the usual security headers (X-Frame-Options and the like)
/// @param hsts     Strict-Transport-Security, which depends on how the client came
/// @param cors     answers to other origins
public record HeaderRules(
    @Doc("Set on requests; empty takes away.") Map<String, String> request,
    @Doc("Set on answers; empty takes away.") Map<String, String> response,
    @Doc("Tells browsers to come by TLS only.") Optional<Hsts> hsts,
    @Doc("Which other origins browsers may call from.") Optional<Cors> cors) {
    public static final HeaderRules NONE = new HeaderRules(null, null, null, null);

    public HeaderRules {
        request = Values.map(request);
        response = Values.map(response);
        hsts = Values.optional(hsts);
        cors = Values.optional(cors);
        request.forEach(HeaderRules::require);
        response.forEach(HeaderRules::require);
    }

    private static void require(String name, String value) {
        Texts.token("header", name);
        Texts.line("value of header " + name, value);
    }

    /// Strict-Transport-Security (RFC 6797).
    ///
    /// @param maxAge            how long browsers remember, rounded to seconds; zero tells them to forget
    /// @param includeSubdomains also for names below
    /// @param preload           consent to the browsers' own lists
    /// @param onPlain           also on answers without TLS, where browsers must pass it over
    public record Hsts(@Doc("How long browsers remember; 0s tells them to forget.") Duration maxAge, @Doc("Also for names below.") boolean includeSubdomains,
                       @Doc("Consent to the browsers' own lists.") boolean preload, @Doc("Also on answers without TLS.") boolean onPlain) {
        public Hsts {
            maxAge = Values.or(maxAge, Duration.ZERO);
            if (maxAge.isNegative()) {
                throw new InvalidValue("maxAge cannot be negative");
            }
        }
    }

    /// Cross-origin resource sharing, as the Fetch standard defines it. Preflight requests are answered by the ingress.
    ///
    /// @param origins       such as https://app.example.org; `*` is every one
    /// @param originRegexps more origins, by regular expression
    /// @param methods       allowed methods
    /// @param headers       headers that requests may have
    /// @param exposed       headers of answers that scripts may read
    /// @param credentials   whether cookies and the like may be sent
    /// @param maxAge        how long browsers remember the answer
    /// @param vary          add `Vary: Origin`
    public record Cors(@Doc("Allowed origins; * is every one.") List<String> origins, @Doc("More of them, by regular expression.") List<String> originRegexps,
                       @Doc("Allowed methods.") List<String> methods, @Doc("Headers that requests may have.") List<String> headers,
                       @Doc("Headers that scripts may read.") List<String> exposed, @Doc("Whether cookies may be sent.") boolean credentials,
                       @Doc("How long browsers remember.") Duration maxAge, @Doc("Add Vary: Origin.") boolean vary) {
        public Cors {
            origins = Values.list(origins).stream().map(o -> Texts.line("origin", o)).toList();
            originRegexps = Values.list(originRegexps).stream().map(Texts::regexp).toList();
            methods = Values.list(methods).stream().map(m -> Texts.token("method", m)).toList();
            headers = Values.list(headers).stream().map(h -> Texts.token("header", h)).toList();
            exposed = Values.list(exposed).stream().map(h -> Texts.token("header", h)).toList();
            maxAge = Values.or(maxAge, Duration.ZERO);
            if (credentials && origins.contains("*")) {
                throw new InvalidValue("credentials are never sent when every origin is allowed; name the origins");
            }
        }
    }
}
