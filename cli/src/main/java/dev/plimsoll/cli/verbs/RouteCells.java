package dev.plimsoll.cli.verbs;

import dev.plimsoll.cli.json.Json;
import java.util.stream.Collectors;

/// What a listing shows of a route.
final class RouteCells {
    private RouteCells() {}

    /// What it takes.
    static String rule(Json spec) {
        return spec.some("match").orElse("everything");
    }

    /// Where that goes, with weights where they differ.
    static String target(Json spec) {
        var targets = spec.items("targets");
        if (targets.isEmpty()) {
            return "redirect";
        }
        boolean weighed = targets.size() > 1 && targets.stream().map(RouteCells::weight).distinct().count() > 1;
        return targets.stream().map(t -> name(t) + (weighed ? " " + weight(t) : "")).collect(Collectors.joining(", "));
    }

    private static String name(Json target) {
        return target.some("assembly").map(a -> a + "/").orElse("") + target.some("component").orElse(target.text("address"))
            + (target.number("port") == 0 ? "" : ":" + target.number("port"));
    }

    private static long weight(Json target) {
        return target.at("weight").exists() ? target.number("weight") : 1;
    }

    /// That others claim the same, so that only one of them gets the requests.
    static String rivals(Json status) {
        return status.items("rivals").isEmpty() ? "" : ", claimed twice";
    }

    /// Whether TLS ends at the ingress, and who gets the certificate.
    static String tls(Json spec) {
        var tls = spec.at("tls");
        return spec.text("protocol").equals("passthrough") ? "passed on" : !tls.exists() ? "-"
            : tls.some("resolver").orElse(tls.items("certificates").isEmpty() ? "on" : tls.items("certificates").getFirst().text());
    }
}
