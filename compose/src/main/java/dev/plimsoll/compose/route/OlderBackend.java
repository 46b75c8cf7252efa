package dev.plimsoll.compose.route;

import dev.plimsoll.manifest.tree.Findings;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.route.Balancing;
import dev.plimsoll.model.route.Balancing.Check;
import dev.plimsoll.model.route.Balancing.Stickiness;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// `traefik.backend.*` of v1: how requests are spread.
final class OlderBackend {
    private static final String STICKINESS = "backend.loadbalancer.stickiness";
    private static final String CHECK = "backend.healthcheck.";

    private final LabelValues values;
    private final Findings findings;

    OlderBackend(LabelValues values, Findings findings) {
        this.values = values;
        this.findings = findings;
    }

    Balancing balance(Label at) {
        return new Balancing(strategy(), stickiness(at), check(at), null, values.is("frontend.passhostheader", true), 0);
    }

    private Balancing.Strategy strategy() {
        return values.read("backend.loadbalancer.method", method -> switch (method.toLowerCase(java.util.Locale.ROOT)) {
            case "wrr" -> Balancing.Strategy.ROUND_ROBIN;
            case "drr" -> {
                values.label("backend.loadbalancer.method").ifPresent(l -> l.notice(findings, "Approximated", "the instance with the fewest connections is next"));
                yield Balancing.Strategy.LEAST_CONNECTIONS;
            }
            default -> throw new InvalidValue(Quote.of(method) + " is neither wrr nor drr");
        }).orElse(Balancing.Strategy.ROUND_ROBIN);
    }

    private Optional<Stickiness> stickiness(Label at) {
        boolean asked = values.is(STICKINESS, false) || values.is("backend.loadbalancer.sticky", false) || values.text(STICKINESS + ".cookiename").isPresent();
        return !asked ? Optional.empty() : values.made(at, () -> new Stickiness(values.text(STICKINESS + ".cookiename").orElse(""), values.is(STICKINESS + ".secure", false),
            values.is(STICKINESS + ".httponly", false), values.read(STICKINESS + ".samesite", NewerServices::sameSite), null, null, null, null, false, false, false));
    }

    private Optional<Check> check(Label at) {
        return values.text(CHECK + "path").flatMap(path -> values.made(at, () -> new Check(path, values.whole(CHECK + "port").orElse(0), values.span(CHECK + "interval").orElse(null), null,
            values.read(CHECK + "scheme", NewerServices::scheme), values.text(CHECK + "hostname"), headers(values, CHECK + "headers"), "GET", 0, 1, 1)));
    }

    /// `Name:value||Name2:value2`; what has no colon is passed over, as Traefik does.
    static Map<String, String> headers(LabelValues values, String field) {
        var headers = new LinkedHashMap<String, String>();
        values.text(field).ifPresent(text -> {
            for (var item : text.split("\\|\\|")) {
                int colon = item.indexOf(':');
                if (colon > 0) {
                    headers.put(item.substring(0, colon).strip(), item.substring(colon + 1).strip());
                } else if (!item.isBlank()) {
                    values.labels().get(field).warning(values.findings(), "NotHonoured", Quote.of(item.strip()) + " is not written as Name:value", Optional.empty());
                }
            }
        });
        return headers;
    }
}
