package dev.plimsoll.server;

import dev.plimsoll.clouds.local.LocalClouds;
import dev.plimsoll.clouds.openstack.OpenStackClouds;
import dev.plimsoll.engines.docker.DockerEngine;
import dev.plimsoll.engines.docker.swarm.Logins;
import dev.plimsoll.engines.docker.swarm.Machines;
import dev.plimsoll.engines.docker.swarm.SwarmEngine;
import dev.plimsoll.engines.docker.wire.DockerAddress;
import dev.plimsoll.ingress.haproxy.HaproxyIngress;
import dev.plimsoll.ingress.haproxy.HaproxySettings;
import dev.plimsoll.ports.Engine;
import dev.plimsoll.ports.cloud.Cloud;
import dev.plimsoll.ports.cloud.CloudFailure;
import dev.plimsoll.ports.cloud.Clouds;
import dev.plimsoll.ports.ingress.Ingress;
import dev.plimsoll.ports.simulated.SimulatedIngress;
import dev.plimsoll.ports.simulated.SimulatedSettings;
import dev.plimsoll.ports.simulated.SimulatedWorld;
import dev.plimsoll.ports.swarm.Swarms;
import java.time.Clock;
import java.util.Locale;

/// The world that a server acts on: the one place that knows all adapters.
///
/// @param engine of assemblies that name no cluster
/// @param clouds of regions
/// @param swarms of machines that do not enrol, because they are simulated
/// @param ingress serves routes
record Outside(Engine engine, Clouds clouds, Swarms swarms, Ingress ingress) {
    /// Before the address of an engine that is the manager of a swarm.
    private static final String SWARM = "swarm+";

    static Outside open(ServerOptions options, StateFolder folder, Clock clock) {
        if (options.simulated()) {
            var settings = SimulatedSettings.live(options.seed(), clock);
            var world = new SimulatedWorld(options.instantly() ? settings.withoutLatency() : settings);
            return new Outside(world.engine(), world.clouds(), world.swarms(), new SimulatedIngress());
        }
        var address = address(options);
        var engine = swarm(options) ? new SwarmEngine(address, Machines.NONE, Logins.NONE, clock) : new DockerEngine(address, clock);
        var local = new LocalClouds(address);
        var openstack = new OpenStackClouds(clock);
        return new Outside(engine, access -> cloud(access, local, openstack), Swarms.NONE, new HaproxyIngress(HaproxySettings.of(folder.ingress())));
    }

    private static DockerAddress address(ServerOptions options) {
        return options.engine().map(engine -> DockerAddress.of(swarm(options) ? engine.substring(SWARM.length()) : engine)).orElseGet(DockerAddress::ofEnvironment);
    }

    private static boolean swarm(ServerOptions options) {
        return options.engine().filter(engine -> engine.startsWith(SWARM)).isPresent();
    }

    private static Cloud cloud(Clouds.Access access, Clouds local, Clouds openstack) {
        var region = access.region().shortForm();
        return switch (access.spec().cloud()) {
            case LOCAL -> local.open(access);
            case OPENSTACK -> openstack.open(access);
            case SIMULATED -> throw notSupported(region + ": simulated clouds exist in a simulated world only; start the server with --simulated");
            case STATIC -> throw notSupported(region + ": this version has no adapter for " + access.spec().cloud().name().toLowerCase(Locale.ROOT) + " clouds yet");
        };
    }

    private static CloudFailure notSupported(String sentence) {
        return new CloudFailure.Rejected("NotSupported", sentence, null);
    }
}
