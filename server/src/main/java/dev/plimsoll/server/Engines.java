package dev.plimsoll.server;

import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import java.time.Clock;

/// Chooses the engine: the one place that knows all adapters.
final class Engines {
    private Engines() {}

    static Engine open(ServerOptions options, Clock clock) {
        if (options.simulated()) {
            var settings = SimulatedSettings.live(options.seed(), clock);
            return new SimulatedWorld(options.instantly() ? settings.withoutLatency() : settings).engine();
        }
        return new DockerEngine(options.engine().map(DockerAddress::of).orElseGet(DockerAddress::ofEnvironment), clock);
    }
}
