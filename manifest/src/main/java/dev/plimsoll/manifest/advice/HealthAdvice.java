package dev.plimsoll.manifest.advice;

import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentSpec.Dependency.Until;
import dev.plimsoll.model.Restart;

/// Health checks, and who waits for them.
final class HealthAdvice {
    private HealthAdvice() {}

    static void look(Advised advised) {
        var component = advised.component();
        boolean serves = component.restart().mode() == Restart.Mode.ALWAYS && !component.ports().isEmpty();
        if (serves && !isChecked(component)) {
            advised.advise("health", "NoHealthCheck", "nobody checks whether it works, unless its image has a check: an update counts it as well once it runs",
                "declare a health check");
        }
        component.health().filter(h -> !h.off() && h.startPeriod().isZero()).ifPresent(_ -> advised.advise("health.startPeriod", "NoStartPeriod",
            "failures count from the first moment, so a slow start looks like a broken one", "give it the time it needs to start as start_period"));
        component.dependsOn().stream().filter(d -> d.until() == Until.STARTED).forEach(dependency -> {
            var other = advised.topology().components().get(dependency.component());
            if (other != null && isChecked(other)) {
                advised.advise("dependsOn", "WaitsForStartOnly", "it waits until " + dependency.component() + " has started, though that has a health check",
                    "use condition: service_healthy, or make it try again by itself");
            }
        });
    }

    private static boolean isChecked(ComponentSpec component) {
        return component.probe().isPresent() || component.health().filter(h -> !h.off()).isPresent();
    }
}
