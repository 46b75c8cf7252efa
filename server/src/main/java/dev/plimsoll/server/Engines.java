package dev.plimsoll.server;

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
        throw new IllegalArgumentException("docker is not there yet");
    }
}
