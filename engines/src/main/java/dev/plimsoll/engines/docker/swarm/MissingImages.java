package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import java.util.Optional;
import java.util.TreeSet;

/// Images that services need, that no registry has, and that a machine lacks: it joined after they were brought to the others. They come from whichever machine has them.
///
/// @param engines of all machines
record MissingImages(MemberEngines engines) {
    /// What nobody has is left out: its tasks say so themselves.
    ///
    /// @param manager that can act
    void bring(String machine, Wire manager) {
        var needed = new TreeSet<String>();
        manager.ask(Call.get("list services", Route.to("/services"))).json().forEach(s -> needed.add(s.path("Spec").path("TaskTemplate").path("ContainerSpec").path("Image").asText()));
        needed.stream().filter(ImageDelivery::needed).filter(image -> ImageDelivery.named(engines.of(machine), image).isEmpty()).forEach(image -> bring(machine, image));
    }

    private void bring(String machine, String image) {
        for (var other : engines.machines()) {
            var name = other.equals(machine) ? Optional.<String>empty() : quietly(other, image);
            if (name.isPresent()) {
                ImageDelivery.give(engines.of(other), name.get(), engines.of(machine), machine);
                return;
            }
        }
    }

    private Optional<String> quietly(String machine, String image) {
        try {
            return ImageDelivery.named(engines.of(machine), image);
        } catch (EngineFailure silent) {
            return Optional.empty();
        }
    }
}
