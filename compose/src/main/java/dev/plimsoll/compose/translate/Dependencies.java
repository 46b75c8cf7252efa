package dev.plimsoll.compose.translate;

import dev.plimsoll.compose.key.Place;
import dev.plimsoll.manifest.tree.Nearest;
import dev.plimsoll.manifest.tree.Quote;
import dev.plimsoll.model.ComponentSpec.Dependency;
import dev.plimsoll.model.ComponentSpec.Dependency.Until;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `depends_on` and, because a link needs its target, `links`.
final class Dependencies {
    static final String COMPLETED = "service_completed_successfully";
    private static final List<String> CONDITIONS = List.of("service_started", "service_healthy", COMPLETED);

    private Dependencies() {}

    static List<Dependency> of(Section service, Neighbours neighbours) {
        var dependencies = new ArrayList<Dependency>();
        service.named("depends_on").forEach((name, item) -> service.section(item, Place.DEPENDENCY)
            .ifPresent(s -> {
                var required = s.truth("required").orElse(true);
                component(name, item, required, service, neighbours).ifPresent(c -> dependencies.add(new Dependency(c, until(s), required, s.is("restart"))));
            }));
        for (var item : service.items("links")) {
            var target = item.node() instanceof dev.plimsoll.manifest.tree.Node.Scalar s ? s.text().split(":", 2)[0] : "";
            component(target, item, true, service, neighbours).filter(c -> dependencies.stream().noneMatch(d -> d.component().equals(c)))
                .ifPresent(c -> dependencies.add(new Dependency(c, Until.STARTED, true, false)));
        }
        // Who uses another's network cannot start before it is there; a circle is found among all dependencies.
        service.text("network_mode").filter(m -> m.startsWith(NetworkLenders.SERVICE)).map(m -> neighbours.components().get(m.substring(NetworkLenders.SERVICE.length())))
            .filter(c -> dependencies.stream().noneMatch(d -> d.component().equals(c))).ifPresent(c -> dependencies.add(new Dependency(c, Until.STARTED, true, false)));
        return dependencies;
    }

    private static Optional<String> component(String name, Section.Item item, boolean required, Section service, Neighbours neighbours) {
        var component = Optional.ofNullable(neighbours.components().get(name));
        if (component.isEmpty() && required) {
            boolean disabled = neighbours.disabled().contains(name);
            service.findings().error(item.node().mark(), item.trail(), "UnknownService", "service " + Quote.of(name) + (disabled ? " is switched off by its profiles"
                : " is not declared"), disabled ? Optional.of("enable a profile of it with --profile, or write required: false")
                : Nearest.hint(name, neighbours.components().keySet()));
        }
        return component;
    }

    private static Until until(Section dependency) {
        var condition = dependency.text("condition").orElse("service_started");
        return switch (condition) {
            case "service_started" -> Until.STARTED;
            case "service_healthy" -> Until.HEALTHY;
            case COMPLETED -> Until.COMPLETED;
            default -> {
                dependency.error("condition", "InvalidValue", Quote.of(condition) + " is none of " + String.join(", ", CONDITIONS),
                    Nearest.hint(condition, CONDITIONS).orElse(""));
                yield Until.STARTED;
            }
        };
    }
}
