package dev.plimsoll.ports;

import dev.plimsoll.model.outside.Part;
import dev.plimsoll.model.outside.SeenInstance;
import dev.plimsoll.model.outside.SeenService;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// The words the parts of the suite for engines with services are written in.
public interface ServiceWords extends ContractPart {
    default Optional<SeenService> seen(Part.Service service) {
        return engine().inventory(plane()).services().orElseThrow().stream().filter(s -> s.name().equals(service.name())).findFirst();
    }

    default SeenService listed(Part.Service service) {
        return seen(service).orElseThrow(() -> new AssertionError(service.name() + " is not listed: " + engine().inventory(plane())));
    }

    /// Its instances, by slot.
    default List<SeenInstance> instances(Part.Service service) {
        return engine().inventory(plane()).instances().stream().filter(i -> i.stamp().component().equals(service.stamp().component()))
            .sorted(java.util.Comparator.comparing(i -> i.stamp().slot())).toList();
    }

    /// Waits until its instances are as wanted.
    default List<SeenInstance> eventually(Part.Service service, String fact, Predicate<List<SeenInstance>> so) {
        return eventually(service.name() + " " + fact, () -> Optional.of(instances(service)).filter(so));
    }

    /// Waits until there are as many instances as declared, all of its definition and well, and nothing is being replaced.
    default List<SeenInstance> settled(Part.Service service) {
        return eventually(service.name() + " has settled", () -> {
            var inventory = engine().inventory(plane());
            var seen = inventory.services().orElseThrow().stream().filter(s -> s.name().equals(service.name())).findFirst();
            var instances = inventory.instances().stream().filter(i -> i.stamp().component().equals(service.stamp().component()))
                .sorted(java.util.Comparator.comparing(i -> i.stamp().slot())).toList();
            boolean so = seen.filter(s -> s.stamp().equals(service.stamp()) && s.update() == SeenService.Update.NONE && s.replicas() == instances.size()).isPresent()
                && instances.stream().allMatch(i -> i.well() && i.stamp().hash().equals(service.each().stamp().hash()));
            return so ? Optional.of(instances) : Optional.empty();
        });
    }

    default List<SeenInstance> created(Part.Service service) {
        engine().create(service);
        return settled(service);
    }

    default void remove(Part.Service service) {
        engine().remove(new PartRef(PartRef.Type.SERVICE, listed(service).id()), java.time.Duration.ZERO);
    }
}
