package dev.plimsoll.compose.route;

import dev.plimsoll.model.route.HeaderRules.Cors;
import dev.plimsoll.model.route.HeaderRules.Hsts;
import dev.plimsoll.model.route.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Options of Traefik's headers that v1 and its successors share, by their names in lower case.
final class SecurityHeaders {
    private final LabelValues values;
    private final String prefix;

    /// @param prefix before each name, such as `headers.`
    SecurityHeaders(LabelValues values, String prefix) {
        this.values = values;
        this.prefix = prefix;
    }

    void into(RouteDraft draft) {
        redirect(draft);
        hsts(draft);
        if (values.is(prefix + "framedeny", false)) {
            draft.responseHeaders.put("X-Frame-Options", "DENY");
        }
        header(draft, "customframeoptionsvalue", "X-Frame-Options");
        if (values.is(prefix + "contenttypenosniff", false)) {
            draft.responseHeaders.put("X-Content-Type-Options", "nosniff");
        }
        if (values.is(prefix + "browserxssfilter", false)) {
            draft.responseHeaders.put("X-XSS-Protection", "1; mode=block");
        }
        header(draft, "custombrowserxssvalue", "X-XSS-Protection");
        header(draft, "contentsecuritypolicy", "Content-Security-Policy");
        header(draft, "contentsecuritypolicyreportonly", "Content-Security-Policy-Report-Only");
        header(draft, "publickey", "Public-Key-Pins");
        header(draft, "referrerpolicy", "Referrer-Policy");
        header(draft, "permissionspolicy", "Permissions-Policy");
        header(draft, "featurepolicy", "Feature-Policy");
        values.label(prefix + "allowedhosts").map(Label::list).filter(l -> !l.isEmpty()).ifPresent(hosts -> draft.hosts = hosts);
    }

    private void header(RouteDraft draft, String field, String header) {
        values.text(prefix + field).ifPresent(value -> draft.responseHeaders.put(header, value));
    }

    private void redirect(RouteDraft draft) {
        var field = List.of("sslredirect", "sslforcehost").stream().map(f -> prefix + f).filter(f -> values.is(f, false)).findFirst();
        field.flatMap(values::label).ifPresent(at -> {
            boolean temporary = values.is(prefix + "ssltemporaryredirect", false);
            values.made(at, () -> new Redirect.Scheme("https", 0, values.text(prefix + "sslhost"), !temporary)).ifPresent(r -> draft.redirect(at, r));
        });
    }

    private void hsts(RouteDraft draft) {
        values.large(prefix + "stsseconds").filter(s -> s > 0 && s < 1L << 40).ifPresent(seconds -> draft.hsts = Optional.of(new Hsts(Duration.ofSeconds(seconds),
            values.is(prefix + "stsincludesubdomains", false), values.is(prefix + "stspreload", false), values.is(prefix + "forcestsheader", false))));
    }

    /// v2 and later.
    void cors(RouteDraft draft) {
        var any = values.labels().keySet().stream().filter(f -> f.startsWith(prefix + "accesscontrol")).findFirst().flatMap(values::label);
        boolean everyOrigin = list("accesscontrolalloworiginlist").contains("*");
        boolean credentials = values.is(prefix + "accesscontrolallowcredentials", false);
        values.label(prefix + "accesscontrolallowcredentials").filter(_ -> credentials && everyOrigin).ifPresent(at -> at.warning(values.findings(), "NotHonoured",
            "browsers send no credentials where every origin is allowed", Optional.of("name the origins")));
        any.ifPresent(at -> values.made(at, () -> new Cors(list("accesscontrolalloworiginlist"), list("accesscontrolalloworiginlistregex"), list("accesscontrolallowmethods"),
            list("accesscontrolallowheaders"), list("accesscontrolexposeheaders"), credentials && !everyOrigin,
            Duration.ofSeconds(values.large(prefix + "accesscontrolmaxage").filter(s -> s >= 0 && s < 1L << 40).orElse(0L)), values.is(prefix + "addvaryheader", false)))
            .ifPresent(cors -> draft.cors = Optional.of(cors)));
    }

    private List<String> list(String field) {
        return values.label(prefix + field).map(Label::list).orElse(List.of());
    }
}
