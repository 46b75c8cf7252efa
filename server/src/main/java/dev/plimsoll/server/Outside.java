package dev.plimsoll.server;

import dev.plimsoll.clouds.given.GivenClouds;
import dev.plimsoll.clouds.local.LocalClouds;
import dev.plimsoll.clouds.openstack.OpenStackClouds;
import dev.plimsoll.controllers.Engines;
import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.engines.docker.swarm.Logins;
import dev.plimsoll.engines.docker.swarm.Machines;
import dev.plimsoll.engines.docker.swarm.SwarmEngine;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.ingress.haproxy.HaproxyIngress;
import dev.plimsoll.ingress.haproxy.HaproxySettings;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.EngineFailure;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.simulated.SimulatedIngress;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import dev.plimsoll.ports.swarm.Swarms;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// The world that a server acts on: the one place that knows all adapters.
///
/// @param engine    of assemblies that name no cluster
/// @param clouds    of regions
/// @param swarms    of machines that do not enrol, because they are simulated
/// @param ingress   serves routes
/// @param clusters  opens the engines of simulated clusters; none: clusters are real
/// @param nodeImage makes the image of local machines
record Outside(Engine engine, Clouds clouds, Swarms swarms, Ingress ingress, Optional<Engines.Opening> clusters, NodeImageMaker nodeImage) {
    /// Makes the image that local machines boot, unless it is there, and says what it is called.
    @FunctionalInterface
    interface NodeImageMaker {
        /// @throws EngineFailure when it cannot be made
        String make(Consumer<String> progress);
    }

    /// Before the address of an engine that is the manager of a swarm.
    private static final String SWARM = "swarm+";

    static Outside open(ServerOptions options, StateFolder folder, Clock clock) {
        if (options.simulated()) {
            var live = SimulatedSettings.live(options.seed(), clock);
            var settings = options.instantly() ? live.withoutLatency() : live;
            var world = new SimulatedWorld(settings);
            return new Outside(world.engine(), world.clouds(), world.swarms(), new SimulatedIngress(), Optional.of(new SimulatedClusters(settings)), _ -> {
                throw new EngineFailure.Rejected("NotSupported", "machines of a simulated world boot nothing", null);
            });
        }
        var address = address(options);
        var engine = swarm(options) ? new SwarmEngine(List.of(address), Machines.NONE, Logins.NONE, clock) : new DockerEngine(address, clock);
        var local = new LocalClouds(address);
        var given = new GivenClouds();
        var openstack = new OpenStackClouds(clock);
        return new Outside(engine, access -> switch (access.spec().cloud()) {
            case LOCAL -> local.open(access);
            case STATIC -> given.open(access);
            case SIMULATED -> throw notSupported(access.region().shortForm() + ": simulated clouds exist in a simulated world only; start the server with --simulated");
            case OPENSTACK -> openstack.open(access);
        }, Swarms.NONE, new HaproxyIngress(HaproxySettings.of(folder.ingress()).telling(options.page())), Optional.empty(), progress -> local.makeNodeImage(address, progress));
    }

    private static DockerAddress address(ServerOptions options) {
        return options.engine().map(engine -> DockerAddress.of(swarm(options) ? engine.substring(SWARM.length()) : engine, System.getenv())).orElseGet(DockerAddress::ofEnvironment);
    }

    /// This machine's engine, where clusters' images are built; none when that is a swarm itself.
    static Optional<DockerAddress> workshop(ServerOptions options) {
        return swarm(options) ? Optional.empty() : Optional.of(address(options));
    }

    private static boolean swarm(ServerOptions options) {
        return options.engine().filter(engine -> engine.startsWith(SWARM)).isPresent();
    }

    private static CloudFailure notSupported(String sentence) {
        return new CloudFailure.Rejected("NotSupported", sentence, null);
    }
}
