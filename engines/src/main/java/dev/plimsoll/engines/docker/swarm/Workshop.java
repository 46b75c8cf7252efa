package dev.plimsoll.engines.docker.swarm;

import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.engines.docker.wire.Wire;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.Images;
import java.time.Clock;
import java.util.function.Consumer;

/// Builds a Swarm's images on another engine, the control plane's own: it has base images and earlier layers at hand, and no tasks that a build would starve. What is built
/// there goes to the manager and stays nowhere else.
final class Workshop implements AutoCloseable {
    private final Wire wire;
    private final DockerEngine engine;

    Workshop(DockerAddress address, Clock clock) {
        this.wire = new Wire(address);
        this.engine = new DockerEngine(wire, clock);
    }

    /// Whether it answers. Without it a manager builds.
    boolean open() {
        try {
            engine.images().find("scratch");
            return true;
        } catch (EngineFailure.Unreachable closed) {
            return false;
        }
    }

    /// Builds, and gives the image to the manager.
    void build(Images.BuildRequest request, Consumer<String> progress, Wire manager) {
        boolean known = engine.images().find(request.tag()).isPresent();
        if (!known) {
            engine.images().build(request, progress);
        }
        ImageDelivery.give(wire, request.tag(), manager, "the manager");
        if (!known) {
            engine.images().remove(request.tag());
        }
    }

    @Override
    public void close() {
        engine.close();
    }
}
