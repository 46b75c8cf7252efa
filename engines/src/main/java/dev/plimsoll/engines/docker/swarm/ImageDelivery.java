package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.wire.Call;
import dev.plimsoll.engines.docker.wire.Route;
import dev.plimsoll.engines.docker.wire.Wire;
import java.time.Duration;

/// Brings images that no registry has, such as built ones, from the manager to the machines that lack them.
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
        var source = manager.find(Call.get("inspect image " + image, Route.to("/images/{}/json", image)));
        if (source.isEmpty()) {
            return;
        }
        // By its tag, if it has one, so that it has the same on each machine.
        var name = source.get().json().path("RepoTags").path(0).asText(image);
        for (var machine : engines.reachable()) {
            if (machine.wire().find(Call.get("inspect image " + image, Route.to("/images/{}/json", image))).isEmpty()) {
                give(manager, name, machine.wire(), machine.node().hostname());
            }
        }
    }

    /// From one engine to another, without being kept here.
    ///
    /// @param whom the other one, for messages
    static void give(Wire from, String name, Wire to, String whom) {
        from.read(Call.get("read image " + name, Route.to("/images/{}/get", name)).within(LONGEST), incoming -> to.ask(
            Call.post("give image " + name + " to " + whom, Route.to("/images/load").with("quiet", 1)).body(new Call.Body.Once("application/x-tar", new Borrowed(incoming.body()))).within(LONGEST)));
    }
}
