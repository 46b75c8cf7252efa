package dev.plimsoll.controllers.registration;

import dev.plimsoll.controllers.Engines;
import dev.plimsoll.controllers.Location;
import dev.plimsoll.controllers.Surroundings;
import dev.plimsoll.model.ComponentSpec;
import dev.plimsoll.model.ComponentStatus;
import dev.plimsoll.model.Port;
import dev.plimsoll.model.RegistrationSpec;
import dev.plimsoll.model.RegistrationStatus;
import dev.plimsoll.model.Resource;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.registration.KeyTemplate;
import dev.plimsoll.model.registration.RegisteredInstance;
import dev.plimsoll.model.registration.Template;
import dev.plimsoll.planning.registration.Registrant;
import dev.plimsoll.ports.EngineFailure;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The instances that a registration is about, from a fresh look at their engines.
record Registrants(Surroundings around, Predicate<String> leaving) {
    private static final Pattern PUBLISHED = Pattern.compile("(.*):([0-9]+)->([0-9]+)/tcp");

    /// One instance, and what templates may ask of it.
    record Known(Registrant registrant, Map<String, String> places) {}

    /// None when an engine does not tell: what is not known to be gone is there.
    Optional<List<Known>> of(Resource registration) throws InterruptedException {
        var component = around.mirror().get(RegistrationWork.component(registration));
        if (component.isEmpty()) {
            return Optional.of(List.of());
        }
        var seen = new ArrayList<SeenInstance>();
        for (var location : Location.whereabouts(component.get(), around.mirror()::get)) {
            switch (around.engines().to(location)) {
                case Engines.Way.Open(var _, var engine) -> {
                    try {
                        seen.addAll(engine.instances(component.get().key()));
                    } catch (EngineFailure silent) {
                        return Optional.empty();
                    }
                }
                case Engines.Way.Closed closed when closed.empty() -> { }
                case Engines.Way.Closed _ -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(known(registration, component.get(), around.prober().asKnown(component.get().key(), seen)));
    }

    private List<Known> known(Resource registration, Resource component, List<SeenInstance> seen) {
        var spec = registration.spec(RegistrationSpec.class);
        var written = registration.status(RegistrationStatus.class).entries().stream().filter(e -> !e.instance().isEmpty())
            .collect(Collectors.toMap(RegisteredInstance::instance, RegisteredInstance::key, (first, _) -> first));
        var asked = Template.of("key", spec.key()).places();
        var known = new ArrayList<Known>();
        for (var instance : seen) {
            var places = places(registration, component.spec(ComponentSpec.class), instance);
            boolean runs = instance.state() == SeenInstance.State.RUNNING && places.keySet().containsAll(asked);
            // One that stands still for a moment keeps its entry: if it does not come back, it will be replaced, and then it is said to leave.
            var key = runs ? Optional.of(KeyTemplate.of(spec.key(), places)) : instance.state() == SeenInstance.State.REMOVING ? Optional.<String>empty() : Optional.ofNullable(written.get(instance.id()));
            key.ifPresent(k -> known.add(new Known(new Registrant(instance.id(), instance.name(), k, runs && ready(component, instance), leaving.test(instance.id())), places)));
        }
        return known;
    }

    /// Without address and port while they are not known.
    private static Map<String, String> places(Resource registration, ComponentSpec component, SeenInstance instance) {
        var spec = registration.spec(RegistrationSpec.class);
        var places = new HashMap<>(Map.of("slot", Integer.toString(instance.stamp().slot()), "instance", instance.name(), "component", spec.component(), "assembly", spec.assembly().orElse(""),
            "project", registration.metadata().project()));
        int port = spec.port() != 0 ? spec.port() : component.ports().stream().filter(p -> p.protocol().equals("tcp")).mapToInt(Port::target).min().orElse(0);
        var published = instance.addresses().stream().map(PUBLISHED::matcher).filter(m -> m.matches() && Integer.parseInt(m.group(3)) == port).findFirst();
        if (!instance.reachable().isEmpty()) {
            places.put("address", instance.reachable().getFirst());
            places.put("port", Integer.toString(port));
        } else if (published.isPresent()) {
            places.put("address", published.get().group(1).matches("0\\.0\\.0\\.0|\\[?::]?") ? "127.0.0.1" : published.get().group(1));
            places.put("port", published.get().group(2));
        }
        return places;
    }

    /// One that a probe has not tried yet is taken as its status says.
    private static boolean ready(Resource component, SeenInstance instance) {
        return instance.well() && (component.spec(ComponentSpec.class).probe().isEmpty() || instance.health() == SeenInstance.Health.HEALTHY
            || component.status(ComponentStatus.class).instances().stream().anyMatch(i -> i.id().equals(instance.id()) && i.restarts() == instance.restarts() && i.readySince().isPresent()));
    }
}
