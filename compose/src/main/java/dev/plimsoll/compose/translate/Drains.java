package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.route.Routes;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.RouteSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/// `drain_timeout_ms` of Rancher's services: how long an instance that is to stop may finish what it has begun, while it gets nothing new. Who sends it nothing new is the ingress, so the
/// time goes with every route that leads to the service.
final class Drains {
    private static final String KEY = "drain_timeout_ms";

    private Drains() {}

    /// @param components names of components by service
    static void into(Routes routes, Map<String, Section> services, Map<String, String> components) {
        var drains = new LinkedHashMap<String, Duration>();
        services.forEach((name, service) -> service.large(KEY).filter(ms -> ms > 0).map(Duration::ofMillis).ifPresent(drain -> {
            var component = components.get(name);
            boolean routed = routes.specs().values().stream().anyMatch(route -> leadsTo(route, component));
            service.findings().notice(service.mark(KEY), service.trail().to(KEY), "ServedByIngress", routed
                ? "the ingress that serves its routes lets an instance of " + Quote.of(name) + " finish; until one does, an instance is stopped at once"
                : "no route leads to " + Quote.of(name) + ", so there is nobody to keep requests away from an instance that is to stop");
            drains.put(component, drain);
        }));
        if (!drains.isEmpty()) {
            routes.specs().replaceAll((_, route) -> route.targets().stream().flatMap(t -> t.assembly().isPresent() ? java.util.stream.Stream.empty() : t.component().map(drains::get).stream())
                .max(Duration::compareTo).map(drain -> route.withBalance(route.balance().withDrain(drain))).orElse(route));
        }
    }

    private static boolean leadsTo(RouteSpec route, String component) {
        return route.targets().stream().anyMatch(t -> t.assembly().isEmpty() && t.component().filter(component::equals).isPresent());
    }
}
