package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/// Brings images that no registry has, such as built ones, to the machines that lack them: from the manager, or from whichever machine has them.
final class ImageDelivery {
    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final Wire manager;
    private final MachineEngines engines;

    ImageDelivery(Wire manager, MachineEngines engines) {
        this.manager = manager;
        this.engines = engines;
    }

    /// Whether no machine can fetch it by itself.
    static boolean needed(String image) {
        return image.startsWith("sha256:");
    }

    /// To every machine within reach. Tasks on one that is out of reach are rejected by it with the image's name.
    void deliver(String image) {
        var machines = engines.reachable();
        var source = Stream.concat(Stream.of(manager), machines.stream().map(MachineEngines.MachineEngine::wire)).filter(engine -> named(engine, image).isPresent()).findFirst();
        source.ifPresent(from -> machines.stream().filter(machine -> named(machine.wire(), image).isEmpty())
            .forEach(machine -> give(from, named(from, image).orElse(image), machine.wire(), machine.node().hostname())));
    }

    /// By its tag, if it has one, so that it has the same on each machine; none when the engine does not have it.
    static Optional<String> named(Wire engine, String image) {
        return engine.find(Call.get("inspect image " + image, Route.to("/images/{}/json", image))).map(found -> found.json().path("RepoTags").path(0).asText(image));
    }

    /// From one engine to another, without being kept here.
    ///
    /// @param whom the other one, for messages
    static void give(Wire from, String name, Wire to, String whom) {
        from.read(Call.get("read image " + name, Route.to("/images/{}/get", name)).within(LONGEST), incoming -> to.ask(
            Call.post("give image " + name + " to " + whom, Route.to("/images/load").with("quiet", 1)).body(new Call.Body.Once("application/x-tar", new Borrowed(incoming.body()))).within(LONGEST)));
    }
}
