package dev.plimsoll.server;

import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.engines.docker.swarm.Logins;
import dev.plimsoll.engines.docker.swarm.Machines;
import dev.plimsoll.engines.docker.swarm.SwarmEngine;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import java.time.Clock;

/// The world that a server acts on: the one place that knows all adapters.
///
/// @param engine of assemblies that name no cluster
/// @param clouds of regions
record Outside(Engine engine, Clouds clouds) {
    /// Before the address of an engine that is the manager of a swarm.
    private static final String SWARM = "swarm+";

    static Outside open(ServerOptions options, Clock clock) {
        if (options.simulated()) {
            var settings = SimulatedSettings.live(options.seed(), clock);
            var world = new SimulatedWorld(options.instantly() ? settings.withoutLatency() : settings);
            return new Outside(world.engine(), world.clouds());
        }
        return new Outside(engine(options, clock), Outside::cloud);
    }

    private static Engine engine(ServerOptions options, Clock clock) {
        var manager = options.engine().filter(e -> e.startsWith(SWARM)).map(e -> e.substring(SWARM.length()));
        return manager.isPresent() ? new SwarmEngine(DockerAddress.of(manager.get()), Machines.NONE, Logins.NONE, clock)
            : new DockerEngine(options.engine().map(DockerAddress::of).orElseGet(DockerAddress::ofEnvironment), clock);
    }

    private static Cloud cloud(Clouds.Access access) {
        var region = access.region().shortForm();
        throw new CloudFailure.Rejected("NotSupported", switch (access.spec().cloud()) {
            case SIMULATED -> region + ": simulated clouds exist in a simulated world only; start the server with --simulated";
            case LOCAL, OPENSTACK, STATIC -> region + ": this version has no adapter for " + access.spec().cloud().name().toLowerCase(java.util.Locale.ROOT) + " clouds yet";
        }, null);
    }
}
